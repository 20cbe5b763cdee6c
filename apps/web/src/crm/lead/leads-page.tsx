"use client";

import { Button, Tabs } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useHref } from "@steward/client";
import { leadFilter, leadSortFields, leadStatuses } from "@steward/contracts/crm/lead";
import { DataTable, ExportButton, PageHeader, toPages, useListState } from "@steward/ui";
import { IconPlus } from "@tabler/icons-react";
import { useSavedViews } from "../../list/use-saved-views.ts";
import { useMay } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { useLeadColumns } from "./lead-columns.tsx";
import { LeadDrawer } from "./lead-drawer.tsx";
import { leadStatusLabels } from "./lead-labels.ts";
import { leadTitle } from "./lead-words.tsx";
import { useLeadBulk } from "./use-lead-bulk.ts";

/** Who may become a customer, by how far one has come with them. */
export function LeadsPage({ creating = false }: { creating?: boolean }) {
  const href = useHref();
  const may = useMay();
  const query = useListState({
    address: "crm.lead",
    sortable: leadSortFields,
    defaultSort: { field: "createdAt", direction: "desc" },
    filterSchema: leadFilter,
  });
  const { limit: _limit, sort: _sort, ...which } = query.input;
  const list = trpc.crm.lead.list.useInfiniteQuery(query.input, { getNextPageParam: (page) => page.nextCursor });
  const count = trpc.crm.lead.count.useQuery(which);
  const columns = useLeadColumns();
  const bulk = useLeadBulk();
  const views = useSavedViews("crm.lead", "All leads");
  const { client } = trpc.useUtils();
  const [drawer, { open, close }] = useDisclosure(creating);
  const newButton = may("crm.lead.write") ? (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
      New lead
    </Button>
  ) : null;
  const exportButton = may("crm.lead.export") ? (
    <ExportButton
      name="leads.csv"
      fetchChunk={(cursor) => client.crm.lead.export.query({ ...query.input, cursor, limit: 1000 })}
    />
  ) : null;
  return (
    <>
      <PageHeader title="Leads" primaryAction={newButton} />
      <StatusTabs which={which} onStatus={(status) => query.setFilter("status", status)} />
      <DataTable
        label="Leads"
        columns={columns}
        query={query}
        pages={{ ...toPages(list), total: count.data }}
        rowHref={(row) => href(`/crm/leads/${row.id}`)}
        rowLabel={leadTitle}
        searchPlaceholder="Search name, company, e-mail, phone"
        views={views}
        bulkActions={bulk.actions}
        tools={exportButton}
        empty={{
          title: "No leads yet",
          description: "A lead is somebody who may become a customer. Qualify it, then convert it into a deal.",
          action: newButton,
        }}
      />
      {bulk.dialogs}
      <LeadDrawer opened={drawer} onClose={close} />
    </>
  );
}

type Which = Parameters<typeof trpc.crm.lead.countByStatus.useQuery>[0];

/** One tab per status with how many there are; a choice is a filter like any other and stands in the link. */
function StatusTabs({ which, onStatus }: { which: Which & object; onStatus: (status: string[] | undefined) => void }) {
  const counts = trpc.crm.lead.countByStatus.useQuery(which, { placeholderData: (previous) => previous });
  const chosen = which.filter?.status;
  const all = Object.values(counts.data ?? {}).reduce((sum, one) => sum + one, 0);
  return (
    <Tabs
      value={chosen?.length === 1 ? (chosen[0] ?? "all") : chosen?.length ? null : "all"}
      onChange={(next) => onStatus(next === null || next === "all" ? undefined : [next])}
      mb="sm"
    >
      <Tabs.List aria-label="Leads by status" style={{ overflowX: "auto", flexWrap: "nowrap" }}>
        <Tabs.Tab value="all">All{counts.data ? ` (${all})` : ""}</Tabs.Tab>
        {leadStatuses.map((status) => (
          <Tabs.Tab key={status} value={status}>
            {leadStatusLabels[status]}
            {counts.data ? ` (${counts.data[status]})` : ""}
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs>
  );
}
