"use client";

import { Paper } from "@mantine/core";
import { ErrorState, LoadingState, PageHeader } from "@steward/ui";
import { trpc } from "../trpc/client.tsx";
import { ProfileForm } from "./profile-form.tsx";

/** The organisation's name and regional settings. */
export function ProfilePage() {
  const tenant = trpc.org.tenant.current.useQuery();
  return (
    <>
      <PageHeader
        title="Organisation profile"
        description="How the organisation is called, and how it counts and reads time."
      />
      <Paper withBorder p="lg" maw={640}>
        {tenant.data ? <ProfileForm tenant={tenant.data} /> : null}
        {tenant.isPending ? <LoadingState lines={5} /> : null}
        {tenant.error ? <ErrorState error={tenant.error} onRetry={tenant.refetch} /> : null}
      </Paper>
    </>
  );
}
