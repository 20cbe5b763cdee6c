"use client";

import { Stack } from "@mantine/core";
import { useMay } from "@steward/client";
import { ErrorState, LoadingState, PageHeader, SectionCard } from "@steward/ui";
import { trpc } from "../trpc/client.tsx";
import { DomainSection } from "./domain-section.tsx";
import { RemovalSection } from "./removal-section.tsx";
import { SignInRulesForm } from "./sign-in-rules-form.tsx";

/** How people must sign in, where the organisation is reached, and its end. */
export function SecurityPage() {
  const may = useMay();
  const security = trpc.org.tenant.security.useQuery();
  return (
    <>
      <PageHeader title="Security" description="How people must sign in, and where the organisation is reached." />
      <Stack gap="md" maw={760}>
        <SectionCard title="Signing in">
          {security.isPending ? <LoadingState lines={5} label="Loading the rules" /> : null}
          {security.isError ? <ErrorState compact error={security.error} onRetry={security.refetch} /> : null}
          {security.data ? <SignInRulesForm rules={security.data} /> : null}
        </SectionCard>
        {may("org.domain.read") ? <DomainSection /> : null}
        {may("org.tenant.delete") ? <RemovalSection /> : null}
      </Stack>
    </>
  );
}
