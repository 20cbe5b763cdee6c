"use client";

import { useHref } from "@steward/client";
import { clockText, timesheetFilter, timesheetStatuses } from "@steward/contracts/time/timesheet";
import {
  type BulkAction,
  type Column,
  DataTable,
  DateText,
  notifySuccess,
  PageHeader,
  RelativeTime,
  StatusBadge,
  toPages,
  useListState,
} from "@steward/ui";
import { IconLock } from "@tabler/icons-react";
import { useMemo } from "react";
import { useSavedViews } from "../../list/use-saved-views.ts";
import { useMemberOptions } from "../../projects/part/use-member-options.ts";
import { useMay } from "../../shell/use-tenant.ts";
import { type RouterOutputs, trpc } from "../../trpc/client.tsx";
import { sheetWords } from "../time-words.ts";

type Timesheet = RouterOutputs["time"]["timesheet"]["list"]["items"][number];

const sortable = ["weekOn", "createdAt"] as const;

/** Weeks: one’s own, or everybody’s for whoever decides them. */
export function TimesheetsPage() {
  const href = useHref();
  const may = useMay();
  const query = useListState({
    address: "time.timesheet",
    sortable,
    filterSchema: timesheetFilter,
    defaultSort: { field: "weekOn", direction: "desc" },
  });
  const { limit: _limit, sort: _sort, ...which } = query.input;
  const list = trpc.time.timesheet.list.useInfiniteQuery(query.input, { getNextPageParam: (page) => page.nextCursor });
  const count = trpc.time.timesheet.count.useQuery(which);
  const views = useSavedViews("time.timesheet", "All timesheets");
  const columns = useTimesheetColumns(may("time.timesheet.decide"));
  return (
    <>
      <PageHeader title="Timesheets" />
      <DataTable
        label="Timesheets"
        columns={columns}
        query={query}
        pages={{ ...toPages(list), total: count.data }}
        rowHref={(row) => href(`/time/timesheets/${row.id}`)}
        rowLabel={(row) => `${row.member.name}, ${row.weekOn}`}
        searchPlaceholder="Search people"
        views={views}
        bulkActions={useLocking()}
        empty={{
          title: "No timesheets yet",
          description: "A timesheet begins with the first time that is logged in a week.",
        }}
      />
    </>
  );
}

function useTimesheetColumns(mayDecide: boolean): Column<Timesheet>[] {
  const members = useMemberOptions();
  return useMemo(
    () => [
      {
        id: "member",
        header: "Person",
        render: (row) => row.member.name,
        ...(mayDecide && { filter: { kind: "relation" as const, key: "memberId", ...members } }),
      },
      {
        id: "weekOn",
        header: "Week of",
        sortable: true,
        width: 140,
        render: (row) => <DateText value={row.weekOn} />,
        filter: { kind: "date-range" },
      },
      {
        id: "status",
        header: "Status",
        width: 130,
        render: (row) => <StatusBadge tone={sheetWords[row.status].tone}>{sheetWords[row.status].label}</StatusBadge>,
        filter: {
          kind: "multiselect",
          options: timesheetStatuses.map((value) => ({ value, label: sheetWords[value].label })),
        },
      },
      { id: "minutes", header: "Hours", width: 100, align: "end", render: (row) => clockText(row.minutes) },
      {
        id: "billableMinutes",
        header: "Billable",
        width: 100,
        align: "end",
        render: (row) => clockText(row.billableMinutes),
      },
      {
        id: "submittedAt",
        header: "Submitted",
        width: 150,
        render: (row) => <RelativeTime value={row.submittedAt} />,
        ...(mayDecide && {
          filter: { kind: "boolean" as const, key: "toDecide", label: "To decide", yes: "Waits for me", no: "Any" },
        }),
      },
      { id: "decidedBy", header: "Decided by", defaultHidden: true, render: (row) => row.decidedBy?.name },
    ],
    [members, mayDecide],
  );
}

function useLocking(): BulkAction<Timesheet>[] {
  const may = useMay();
  const utils = trpc.useUtils();
  const lock = trpc.time.timesheet.lock.useMutation({ onSuccess: () => utils.time.invalidate() });
  if (!may("time.timesheet.decide")) return [];
  return [
    {
      id: "lock",
      label: "Lock as paid or invoiced",
      icon: IconLock,
      onRun: async (ids) => {
        const { ids: locked } = await lock.mutateAsync({ ids: [...ids] });
        notifySuccess(`${locked.length} locked`);
      },
    },
  ];
}
