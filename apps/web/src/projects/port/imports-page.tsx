"use client";

import { Button } from "@mantine/core";
import { useHref } from "@steward/client";
import { taskImportFilter, taskImportSortFields, taskImportStatuses } from "@steward/contracts/projects/import";
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
import Link from "next/link";
import { useMemo } from "react";
import { type RouterOutputs, trpc } from "../../trpc/client.tsx";
import { formatLabels, isBusy, statusLabels } from "./import-labels.ts";

type ImportRow = RouterOutputs["projects"]["import"]["list"]["items"][number];

const pollMs = 2_000;

/** Every file of tasks that was imported: what came of it, and the way to take it back. */
export function TaskImportsPage() {
  const href = useHref();
  const query = useListState({
    address: "projects.import",
    sortable: taskImportSortFields,
    filterSchema: taskImportFilter,
    defaultSort: { field: "createdAt", direction: "desc" },
  });
  const { limit: _limit, sort: _sort, ...which } = query.input;
  const list = trpc.projects.import.list.useInfiniteQuery(query.input, {
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(({ status }) => isBusy(status))) ? pollMs : false,
  });
  const count = trpc.projects.import.count.useQuery(which);
  const columns = useImportColumns();
  return (
    <>
      <PageHeader
        title="Imports of tasks"
        description="Tasks from spreadsheets, Jira and Trello. Every import can be undone."
      />
      <DataTable
        label="Imports of tasks"
        columns={columns}
        query={query}
        pages={{ ...toPages(list), total: count.data }}
        rowHref={(row) => href(`/projects/imports/${row.id}`)}
        rowLabel={(row) => row.fileName}
        searchPlaceholder="Search file name"
        empty={{
          title: "Nothing imported yet",
          description: "Choose “Import tasks” among the actions of a project.",
          action: (
            <Button variant="default" component={Link} href={href("/projects")}>
              Open projects
            </Button>
          ),
        }}
      />
    </>
  );
}

function useImportColumns(): Column<ImportRow>[] {
  const { locale } = useLocale();
  return useMemo(() => {
    const figure = new Intl.NumberFormat(locale);
    return [
      { id: "fileName", header: "File", render: (row) => row.fileName },
      { id: "project", header: "Project", render: (row) => row.project.name },
      { id: "format", header: "From", width: 90, render: (row) => formatLabels[row.format] },
      {
        id: "status",
        header: "Status",
        width: 130,
        render: (row) => (
          <StatusBadge tone={statusLabels[row.status].tone}>{statusLabels[row.status].label}</StatusBadge>
        ),
        filter: {
          kind: "multiselect",
          options: taskImportStatuses.map((value) => ({ value, label: statusLabels[value].label })),
        },
      },
      { id: "rowCount", header: "Rows", align: "end", width: 90, render: (row) => figure.format(row.rowCount) },
      { id: "created", header: "New", align: "end", width: 90, render: (row) => figure.format(row.createdCount) },
      {
        id: "left",
        header: "Left out",
        align: "end",
        width: 90,
        render: (row) => figure.format(row.skippedCount + row.failedCount),
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
