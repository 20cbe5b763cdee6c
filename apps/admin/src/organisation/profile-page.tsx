"use client";

import { Paper } from "@mantine/core";
import { useMay } from "@steward/client";
import { countryOptions, DefinitionList, ErrorState, LoadingState, PageHeader } from "@steward/ui";
import { type RouterOutputs, trpc } from "../trpc/client.tsx";
import { ProfileForm } from "./profile-form.tsx";

/** The organisation's name and regional settings. */
export function ProfilePage() {
  const may = useMay();
  const tenant = trpc.org.tenant.current.useQuery();
  return (
    <>
      <PageHeader
        title="Organisation profile"
        description="How the organisation is called, and how it counts and reads time."
      />
      <Paper withBorder p="lg" maw={640}>
        {tenant.data && may("org.tenant.update") ? <ProfileForm tenant={tenant.data} /> : null}
        {tenant.data && !may("org.tenant.update") ? <ProfileFacts tenant={tenant.data} /> : null}
        {tenant.isPending ? <LoadingState lines={5} /> : null}
        {tenant.error ? <ErrorState error={tenant.error} onRetry={tenant.refetch} /> : null}
      </Paper>
    </>
  );
}

/** To read, for those whose role lets them change other things only. */
function ProfileFacts({ tenant }: { tenant: RouterOutputs["org"]["tenant"]["current"] }) {
  const country = countryOptions().find(({ value }) => value === tenant.country)?.label;
  return (
    <DefinitionList
      items={[
        { label: "Name", value: tenant.name },
        { label: "Country", value: country ?? tenant.country },
        { label: "Time zone", value: tenant.timeZone },
        { label: "Currency", value: tenant.currency },
        { label: "Number and date format", value: tenant.locale },
      ]}
    />
  );
}
