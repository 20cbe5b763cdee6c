"use client";

import { Button } from "@mantine/core";
import { useHref } from "@steward/client";
import { importFilter, importKinds, importSortFields, importStatuses } from "@steward/contracts/crm/import";
import {
  type Column,
  DataTable,
  DateText,
  PageHeader,
  StatusBadge,
  toPages,
  useListState,
  useLocale,
} from "@steward/ui";
import { IconFileImport } from "@tabler/icons-react";
import Link from "next/link";
import { useMemo } from "react";
import { useMay } from "../../shell/use-tenant.ts";
import { type RouterOutputs, trpc } from "../../trpc/client.tsx";
import { kindLabels, statusLabels } from "./words.ts";

type ImportRow = RouterOutputs["crm"]["import"]["list"]["items"][number];

const pollMs = 2_000;
const isBusy = ({ status }: ImportRow) => status === "queued" || status === "running";

/** Every file that was imported: what came of it, and the way to take it back. */
export function ImportsPage() {
  const href = useHref();
  const may = useMay();
  const query = useListState({
    address: "crm.import",
    sortable: importSortFields,
    filterSchema: importFilter,
    defaultSort: { field: "createdAt", direction: "desc" },
  });
  const { limit: _limit, sort: _sort, ...which } = query.input;
  const list = trpc.crm.import.list.useInfiniteQuery(query.input, {
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state }) => (state.data?.pages.some(({ items }) => items.some(isBusy)) ? pollMs : false),
  });
  const count = trpc.crm.import.count.useQuery(which);
  const columns = useImportColumns();
  const newButton = may("crm.import.write") ? (
    <Button component={Link} href={href("/crm/imports/new")} leftSection={<IconFileImport size={16} aria-hidden />}>
      Import a file
    </Button>
  ) : null;
  return (
    <>
      <PageHeader
        title="Imports"
        description="Bring accounts, contacts, deals, products and salespeople in from CSV files. Every import can be undone."
        primaryAction={newButton}
      />
      <DataTable
        label="Imports"
        columns={columns}
        query={query}
        pages={{ ...toPages(list), total: count.data }}
        rowHref={(row) => href(`/crm/imports/${row.id}`)}
        rowLabel={(row) => row.fileName}
        searchPlaceholder="Search file name"
        empty={{
          title: "Nothing imported yet",
          description: "A CSV file from another program is enough to begin: you see what it will do before it does it.",
          action: newButton,
        }}
      />
    </>
  );
}

function useImportColumns(): Column<ImportRow>[] {
  const { locale } = useLocale();
  return useMemo(() => {
    const figure = new Intl.NumberFormat(locale);
    const done = (row: ImportRow, value: number) =>
      row.status === "completed" || row.status === "undone" ? figure.format(value) : null;
    return [
      { id: "fileName", header: "File", render: (row) => row.fileName },
      {
        id: "kind",
        header: "Records",
        width: 130,
        render: (row) => kindLabels[row.kind],
        filter: { kind: "multiselect", options: importKinds.map((value) => ({ value, label: kindLabels[value] })) },
      },
      {
        id: "status",
        header: "Status",
        width: 130,
        render: (row) => (
          <StatusBadge tone={statusLabels[row.status].tone}>{statusLabels[row.status].label}</StatusBadge>
        ),
        filter: {
          kind: "multiselect",
          options: importStatuses.map((value) => ({ value, label: statusLabels[value].label })),
        },
      },
      { id: "rowCount", header: "Rows", align: "end", width: 90, render: (row) => figure.format(row.rowCount) },
      { id: "created", header: "New", align: "end", width: 90, render: (row) => done(row, row.createdCount) },
      {
        id: "updated",
        header: "Updated",
        align: "end",
        width: 90,
        defaultHidden: true,
        render: (row) => done(row, row.updatedCount),
      },
      {
        id: "left",
        header: "Left out",
        align: "end",
        width: 90,
        render: (row) => done(row, row.skippedCount + row.failedCount),
      },
      {
        id: "createdAt",
        header: "Uploaded",
        sortable: true,
        width: 130,
        render: (row) => <DateText value={row.createdAt} />,
      },
      { id: "memberName", header: "By", render: (row) => row.memberName },
    ];
  }, [locale]);
}
