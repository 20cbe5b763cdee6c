"use client";

import { Anchor, Button, Grid, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { PageCrumb, useHref } from "@steward/client";
import {
  ColourBadges,
  DateText,
  DefinitionList,
  ErrorState,
  formatPhone,
  LoadingState,
  Money,
  PageHeader,
  PersonName,
  SectionCard,
} from "@steward/ui";
import { IconPencil } from "@tabler/icons-react";
import Link from "next/link";
import { FilesPanel } from "../../files/file/files-panel.tsx";
import { useMay } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { ActivityComposer } from "../activity/activity-composer.tsx";
import { RecordActivities } from "../activity/record-activities.tsx";
import { RecordHistory } from "../part/record-history.tsx";
import { type Lead, LeadDrawer } from "./lead-drawer.tsx";
import { LeadMenu, LeadSteps } from "./lead-steps.tsx";
import { LeadStatusBadge, leadTitle } from "./lead-words.tsx";

/** Everything about one lead on one page. */
export function LeadPage({ id }: { id: string }) {
  const query = trpc.crm.lead.byId.useQuery({ id });
  if (query.isPending) return <LoadingState lines={12} label="Loading the lead" />;
  if (query.isError) return <ErrorState error={query.error} onRetry={query.refetch} />;
  return <LoadedLead lead={query.data} />;
}

function LoadedLead({ lead }: { lead: Lead }) {
  const may = useMay();
  const [editing, edit] = useDisclosure(false);
  const history = trpc.crm.lead.history.useQuery({ id: lead.id });
  const canWrite = may("crm.lead.write");
  return (
    <>
      <PageCrumb label={leadTitle(lead)} />
      <PageHeader
        title={leadTitle(lead)}
        badge={<LeadStatusBadge status={lead.status} />}
        description={[lead.jobTitle, lead.name ? lead.company : null].filter(Boolean).join(" · ")}
        primaryAction={<LeadSteps lead={lead} />}
        secondaryActions={
          <>
            {canWrite && lead.status !== "converted" ? (
              <Button variant="default" leftSection={<IconPencil size={16} aria-hidden />} onClick={edit.open}>
                Edit
              </Button>
            ) : null}
            <LeadMenu lead={lead} />
          </>
        }
      />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 4 }} order={{ base: 1, md: 2 }}>
          <Stack gap="md">
            {lead.status === "converted" ? <BecameCard lead={lead} /> : null}
            <LeadFacts lead={lead} />
            {may("files.file.read") ? (
              <FilesPanel target={{ address: "crm.lead", entityId: lead.id }} canWrite={may("crm.lead.write")} />
            ) : null}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 8 }} order={{ base: 2, md: 1 }}>
          <Stack gap="md">
            {may("crm.activity.write") ? (
              <SectionCard title="Log">
                <ActivityComposer target={{ leadId: lead.id }} />
              </SectionCard>
            ) : null}
            {may("crm.activity.read") ? (
              <SectionCard title="Activities">
                <RecordActivities filter={{ leadId: lead.id }} />
              </SectionCard>
            ) : null}
            <SectionCard title="History">
              <RecordHistory recordId={lead.id} currency={lead.currency} query={history} />
            </SectionCard>
          </Stack>
        </Grid.Col>
      </Grid>
      <LeadDrawer key={lead.version} opened={editing} onClose={edit.close} lead={lead} />
    </>
  );
}

/** Where a converted lead lives on. */
function BecameCard({ lead }: { lead: Lead }) {
  const href = useHref();
  const link = (path: string, record: { id: string; name: string } | null) =>
    record ? (
      <Anchor component={Link} inherit href={href(`/crm/${path}/${record.id}`)}>
        {record.name}
      </Anchor>
    ) : null;
  return (
    <SectionCard title="Converted into">
      <DefinitionList
        items={[
          { label: "Account", value: link("accounts", lead.account) },
          { label: "Contact", value: link("contacts", lead.contact) },
          { label: "Deal", value: link("deals", lead.deal) },
          { label: "Converted", value: <DateText value={lead.convertedAt} withTime /> },
        ]}
      />
    </SectionCard>
  );
}

function LeadFacts({ lead }: { lead: Lead }) {
  return (
    <SectionCard title="Details">
      <DefinitionList
        items={[
          ...(lead.status === "disqualified"
            ? [{ label: "Disqualified because", value: lead.disqualifiedReason }]
            : []),
          { label: "Company", value: lead.company },
          {
            label: "E-mail",
            value: lead.email ? (
              <Anchor inherit href={`mailto:${lead.email}`}>
                {lead.email}
              </Anchor>
            ) : null,
          },
          {
            label: "Phone",
            value: lead.phone ? (
              <Anchor inherit href={`tel:${lead.phone}`}>
                {formatPhone(lead.phone)}
              </Anchor>
            ) : null,
          },
          { label: "Source", value: lead.source },
          {
            label: "Estimate",
            value: <Money amountMinor={lead.estimatedAmountMinor} currency={lead.currency} compact />,
          },
          { label: "Owner", value: lead.owner ? <PersonName name={lead.owner.name} /> : null },
          { label: "Tags", value: lead.tags.length > 0 ? <ColourBadges items={lead.tags} /> : null },
          { label: "Created", value: <DateText value={lead.createdAt} /> },
          { label: "Notes", value: lead.description },
        ]}
      />
    </SectionCard>
  );
}
