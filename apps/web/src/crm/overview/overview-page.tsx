"use client";

import { Button, Grid, Stack } from "@mantine/core";
import { tenantSite, useHref, useSettings } from "@steward/client";
import { EmptyState, ErrorState, LoadingState, PageHeader } from "@steward/ui";
import { IconFileImport, IconPlus, IconUserPlus } from "@tabler/icons-react";
import Link from "next/link";
import { useMay, useTenant } from "../../shell/use-tenant.ts";
import { type RouterOutputs, trpc } from "../../trpc/client.tsx";
import { ForecastCard } from "./forecast-card.tsx";
import { MyTasksCard } from "./my-tasks-card.tsx";
import { SalesTiles } from "./sales-tiles.tsx";
import { WonByMonthCard } from "./won-by-month-card.tsx";

/** The module's front page: how sales stand, what comes next. */
export function OverviewPage() {
  const tenant = useTenant();
  const may = useMay();
  return (
    <Stack gap="md">
      <PageHeader title="Customers" description="How sales stand, and what is next" />
      {tenant ? null : <LoadingState lines={10} label="Loading the overview" />}
      {tenant && may("crm.deal.read") ? <SalesOverview /> : null}
      {tenant && !may("crm.deal.read") ? <FieldStart /> : null}
    </Stack>
  );
}

function SalesOverview() {
  const may = useMay();
  const summary = trpc.crm.report.summary.useQuery({});
  if (summary.isPending) return <LoadingState lines={10} label="Loading sales figures" />;
  if (summary.isError) return <ErrorState error={summary.error} onRetry={summary.refetch} />;
  const { openCount, wonCount, lostCount } = summary.data;
  if (openCount + wonCount + lostCount === 0) return <FirstSteps />;
  return (
    <>
      <SalesTiles allTime={summary.data} />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, lg: 6 }}>
          <Stack gap="md">
            <ForecastCard />
            {may("crm.activity.read") ? <MyTasksCard /> : null}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 6 }}>
          <WonByMonthCard currencies={currenciesOf(summary.data)} />
        </Grid.Col>
      </Grid>
    </>
  );
}

const currenciesOf = (summary: RouterOutputs["crm"]["report"]["summary"]) =>
  summary.currencies.map((one) => one.currency);

/** Where nothing was ever sold there is nothing to report: only ways to begin. */
function FirstSteps() {
  const href = useHref();
  const may = useMay();
  return (
    <EmptyState
      title="No sales yet"
      description="Bring your customers and deals from CSV files, or add the first deal by hand."
      action={
        <>
          {may("crm.import.write") ? (
            <Button component={Link} href={href("/crm/imports")} leftSection={<IconFileImport size={16} aria-hidden />}>
              Import
            </Button>
          ) : null}
          {may("crm.deal.write") ? (
            <Button
              component={Link}
              variant="default"
              href={href("/crm/deals?new")}
              leftSection={<IconPlus size={16} aria-hidden />}
            >
              New deal
            </Button>
          ) : null}
          {may("org.invitation.write") ? <InviteButton /> : null}
        </>
      }
    />
  );
}

/** Whoever has just set the organisation up is alone in it; inviting others is done in the administration. */
function InviteButton() {
  const settings = useSettings();
  const { slug } = useTenant();
  const administration = tenantSite(settings, "admin", slug, slug).replace(/\/$/, "");
  return (
    <Button
      component="a"
      variant="default"
      href={`${administration}/invitations?new`}
      leftSection={<IconUserPlus size={16} aria-hidden />}
    >
      Invite people
    </Button>
  );
}

/** For those who look after customers and do not sell. */
function FieldStart() {
  const href = useHref();
  return (
    <EmptyState
      title="Accounts and contacts"
      description="Look up where a customer is and whom to ask for."
      action={
        <Button component={Link} href={href("/crm/accounts")}>
          Open accounts
        </Button>
      }
    />
  );
}
