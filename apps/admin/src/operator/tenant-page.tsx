"use client";

import { Alert, Code, Grid, Text } from "@mantine/core";
import { PageCrumb, tenantSite, useSettings } from "@steward/client";
import {
  Avatar,
  DateText,
  DefinitionList,
  EmptyState,
  ErrorState,
  LoadingState,
  PageHeader,
  RelativeTime,
  SectionCard,
} from "@steward/ui";
import { type RouterOutputs, trpc } from "../trpc/client.tsx";
import { TenantActions } from "./tenant-actions.tsx";
import { TenantStateBadge } from "./tenant-state.tsx";

export type TenantDetail = RouterOutputs["operator"]["tenant"]["byId"];

/** What the platform knows of one organisation: how it is set up and how much it keeps, never what. */
export function TenantPage({ id }: { id: string }) {
  const tenant = trpc.operator.tenant.byId.useQuery({ id });
  if (tenant.isPending) return <LoadingState lines={10} label="Loading the organisation" />;
  if (tenant.isError) return <ErrorState error={tenant.error} onRetry={tenant.refetch} />;
  return <LoadedTenant tenant={tenant.data} />;
}

function LoadedTenant({ tenant }: { tenant: TenantDetail }) {
  const settings = useSettings();
  return (
    <>
      <PageCrumb label={tenant.name} />
      <PageHeader
        title={tenant.name}
        leading={<Avatar name={tenant.name} size={40} square />}
        badge={<TenantStateBadge {...tenant} />}
        description={tenantSite(settings, "web", "", tenant.slug)}
        primaryAction={<TenantActions tenant={tenant} />}
      />
      {tenant.purgeAfter ? (
        <Alert color="orange" mb="md" title="Its owner has asked for its removal">
          Nobody can work in it. It is gone for good on <DateText value={tenant.purgeAfter} /> unless that is taken
          back.
        </Alert>
      ) : null}
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 6 }}>
          <SectionCard title="About">
            <DefinitionList items={factsOf(tenant)} />
          </SectionCard>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 6 }}>
          <SectionCard title="How much it keeps">
            <Kept tables={tenant.tables} />
          </SectionCard>
        </Grid.Col>
      </Grid>
    </>
  );
}

function factsOf(tenant: TenantDetail) {
  return [
    { label: "Address", value: <Code>{tenant.slug}</Code> },
    { label: "Own host name", value: tenant.customDomain },
    { label: "Members", value: tenant.memberCount },
    { label: "Two-step sign-in", value: tenant.requireSecondFactor ? "Required of everybody" : "Left to each member" },
    { label: "Country", value: tenant.country },
    { label: "Currency", value: tenant.currency },
    { label: "Time zone", value: tenant.timeZone },
    { label: "Since", value: <DateText value={tenant.createdAt} /> },
    { label: "Last change", value: <RelativeTime value={tenant.lastActivityAt} /> },
    ...(tenant.suspendedAt ? [{ label: "Suspended", value: <DateText value={tenant.suspendedAt} withTime /> }] : []),
  ];
}

function Kept({ tables }: Pick<TenantDetail, "tables">) {
  if (tables.length === 0) return <EmptyState compact title="Nothing yet" />;
  return (
    <DefinitionList
      items={tables.map(({ name, rowCount }) => ({
        label: name.replaceAll("_", " "),
        value: (
          <Text span inherit ta="end" display="block" style={{ fontVariantNumeric: "tabular-nums" }}>
            {rowCount.toLocaleString("en-GB")}
          </Text>
        ),
      }))}
    />
  );
}
