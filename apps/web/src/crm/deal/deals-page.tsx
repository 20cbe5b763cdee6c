"use client";

import { ActionIcon, Button, Menu } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useHref } from "@steward/client";
import { dealFilter, dealSortFields } from "@steward/contracts/crm/deal";
import { DataTable, PageHeader, toPages, useExport, useListState } from "@steward/ui";
import { IconDots, IconDownload, IconFileImport, IconPlus, IconSettings } from "@tabler/icons-react";
import Link from "next/link";
import { useSavedViews } from "../../list/use-saved-views.ts";
import { useMay } from "../../shell/use-tenant.ts";
import { type RouterOutputs, trpc } from "../../trpc/client.tsx";
import { useDealColumns, useDealFilters } from "./deal-columns.tsx";
import { DealDrawer } from "./deal-drawer.tsx";
import { dealTabs } from "./deal-tabs.ts";
import { Amounts, dealsInWords } from "./deal-words.tsx";
import { useDealBulk } from "./use-deal-bulk.tsx";

/** All deals as a list: to find, sort, hand over and add to. */
export function DealsPage({ creating = false }: { creating?: boolean }) {
  const href = useHref();
  const may = useMay();
  const query = useListState({
    address: "crm.deal",
    sortable: dealSortFields,
    defaultSort: { field: "createdAt", direction: "desc" },
    filterSchema: dealFilter,
  });
  const { limit: _limit, sort: _sort, ...which } = query.input;
  const list = trpc.crm.deal.list.useInfiniteQuery(query.input, { getNextPageParam: (page) => page.nextCursor });
  const totals = trpc.crm.deal.totals.useQuery(which, { placeholderData: (previous) => previous });
  const columns = useDealColumns();
  const filters = useDealFilters();
  const bulk = useDealBulk();
  const views = useSavedViews("crm.deal", "All deals");
  const [drawer, { open, close }] = useDisclosure(creating);
  const newButton = may("crm.deal.write") ? (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
      New deal
    </Button>
  ) : null;
  return (
    <>
      <PageHeader
        title="Deals"
        description={totals.data ? <TotalsLine totals={totals.data} /> : " "}
        primaryAction={newButton}
        tabs={dealTabs(href)}
      />
      <DataTable
        label="Deals"
        columns={columns}
        query={query}
        pages={{ ...toPages(list), total: totals.data?.reduce((sum, one) => sum + one.count, 0) }}
        rowHref={(row) => href(`/crm/deals/${row.id}`)}
        rowLabel={(row) => row.name}
        filters={filters}
        searchPlaceholder="Search deal, account, reference"
        views={views}
        bulkActions={bulk.actions}
        tools={<Tools which={query.input} />}
        empty={{
          title: "No deals yet",
          description: "A deal is a sale in progress. Add one, convert a lead, or bring yours from a CSV file.",
          action: (
            <>
              {newButton}
              <ImportLink />
            </>
          ),
        }}
      />
      {bulk.dialogs}
      <DealDrawer opened={drawer} onClose={close} />
    </>
  );
}

/** What the list comes to, in each currency for itself. */
function TotalsLine({ totals }: { totals: RouterOutputs["crm"]["deal"]["totals"] }) {
  const count = totals.reduce((sum, one) => sum + one.count, 0);
  if (count === 0) return "No deals";
  const weighted = totals.filter((one) => one.weightedMinor > 0);
  return (
    <>
      {dealsInWords(count)} · <Amounts amounts={totals} />
      {weighted.length > 0 ? (
        <>
          {" "}
          · weighted{" "}
          <Amounts amounts={weighted.map((one) => ({ currency: one.currency, amountMinor: one.weightedMinor }))} />
        </>
      ) : null}
    </>
  );
}

function ImportLink() {
  const href = useHref();
  if (!useMay()("crm.import.write")) return null;
  const icon = <IconFileImport size={16} aria-hidden />;
  return (
    <Button component={Link} href={href("/crm/imports")} variant="default" leftSection={icon}>
      Import
    </Button>
  );
}

type Which = Omit<
  Parameters<ReturnType<typeof trpc.useUtils>["client"]["crm"]["deal"]["export"]["query"]>[0],
  "cursor"
>;

function Tools({ which }: { which: Which }) {
  const href = useHref();
  const may = useMay();
  const { client } = trpc.useUtils();
  const { run, exported } = useExport();
  const save = () =>
    run({
      name: "deals.csv",
      type: "text/csv",
      fetchChunk: (cursor) => client.crm.deal.export.query({ ...which, cursor, limit: 1000 }),
    });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size="lg" aria-label="More" loading={exported !== null}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {may("crm.deal.export") ? (
          <Menu.Item leftSection={<IconDownload size={15} aria-hidden />} onClick={() => void save()}>
            Export as CSV
          </Menu.Item>
        ) : null}
        <Menu.Item component={Link} href={href("/crm/pipelines")} leftSection={<IconSettings size={15} aria-hidden />}>
          Pipelines and stages
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
