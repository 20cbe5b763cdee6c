"use client";

import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { dayIn } from "@steward/contracts/kernel/day";
import { timeEntryFilter } from "@steward/contracts/time/entry";
import { clockText } from "@steward/contracts/time/timesheet";
import { type BulkAction, DataTable, ExportButton, PageHeader, toPages, useListState, useLocale } from "@steward/ui";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { removeAction } from "../../list/remove-action.ts";
import { useSavedViews } from "../../list/use-saved-views.ts";
import { useMay } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { useEntryColumns } from "./entry-columns.tsx";
import { EntryDrawer } from "./entry-drawer.tsx";
import type { TimeEntry } from "./use-entry-actions.ts";

const sortable = ["day", "createdAt"] as const;

/** Time entry by entry: one’s own, or everybody’s for whoever answers for it; to find, sum, correct and export. */
export function EntriesPage() {
  const may = useMay();
  const { timeZone } = useLocale();
  const query = useListState({
    address: "time.entry",
    sortable,
    filterSchema: timeEntryFilter,
    defaultSort: { field: "day", direction: "desc" },
  });
  const { limit: _limit, sort: _sort, ...which } = query.input;
  const list = trpc.time.entry.list.useInfiniteQuery(query.input, { getNextPageParam: (page) => page.nextCursor });
  const sums = trpc.time.entry.count.useQuery(which, { placeholderData: (previous) => previous });
  const { client } = trpc.useUtils();
  const [editing, setEditing] = useState<TimeEntry>();
  const [logging, { open, close }] = useDisclosure(false);
  const columns = useEntryColumns(may("time.entry.write") ? setEditing : undefined);
  const views = useSavedViews("time.entry", "All time");
  const logButton = may("time.entry.write") ? (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
      Log time
    </Button>
  ) : null;
  return (
    <>
      <PageHeader
        title="Time entries"
        description={
          sums.data
            ? `${clockText(sums.data.minutes)} hours, of which ${clockText(sums.data.billableMinutes)} are billable`
            : " "
        }
        primaryAction={logButton}
      />
      <DataTable
        label="Time entries"
        columns={columns}
        query={query}
        pages={{ ...toPages(list), total: sums.data?.count }}
        rowLabel={(row) => `${row.member.name}, ${row.day}`}
        searchPlaceholder="Search notes"
        views={views}
        bulkActions={useRemoval()}
        tools={
          may("time.entry.export") ? (
            <ExportButton
              name="time.csv"
              fetchChunk={(cursor) => client.time.entry.export.query({ ...query.input, cursor, limit: 1000 })}
            />
          ) : null
        }
        empty={{
          title: "No time logged yet",
          description: "Start the timer in the page’s head, fill in your week, or log time here.",
          action: logButton,
        }}
      />
      {logging ? <EntryDrawer day={dayIn(timeZone, new Date())} onClose={close} /> : null}
      {editing ? <EntryDrawer entry={editing} day={editing.day} onClose={() => setEditing(undefined)} /> : null}
    </>
  );
}

function useRemoval(): BulkAction<TimeEntry>[] {
  const may = useMay();
  const utils = trpc.useUtils();
  const onSuccess = () => utils.time.invalidate();
  const remove = trpc.time.entry.remove.useMutation({ onSuccess });
  const restore = trpc.time.entry.restore.useMutation({ onSuccess });
  if (!may("time.entry.write")) return [];
  return [removeAction({ remove, restore, inWords: (count) => (count === 1 ? "1 entry" : `${count} entries`) })];
}
