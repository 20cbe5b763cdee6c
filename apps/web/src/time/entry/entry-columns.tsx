"use client";

import { Button, Text } from "@mantine/core";
import { clockText } from "@steward/contracts/time/timesheet";
import { type Column, DateText, Money, PersonName, StatusBadge } from "@steward/ui";
import { useMemo } from "react";
import { useMemberOptions } from "../../projects/part/use-member-options.ts";
import { useProjectOptions } from "../../projects/project/use-project-options.ts";
import { useMay } from "../../shell/use-tenant.ts";
import { purposeText } from "../time-words.ts";
import type { TimeEntry } from "./use-entry-actions.ts";

/** The columns of the list of entries, with their filters; `onEdit` is left out where nobody can change anything. */
export function useEntryColumns(onEdit: ((entry: TimeEntry) => void) | undefined): Column<TimeEntry>[] {
  const seesAll = useMay()("time.entry.manage");
  const members = useMemberOptions();
  const projects = useProjectOptions();
  return useMemo(
    () => [
      {
        id: "purpose",
        header: "Worked on",
        render: (row) => <Purpose entry={row} onEdit={onEdit} />,
        filter: { kind: "relation", key: "projectId", label: "Project", ...projects },
      },
      {
        id: "day",
        header: "Day",
        sortable: true,
        width: 130,
        render: (row) => <DateText value={row.day} />,
        filter: { kind: "date-range" },
      },
      {
        id: "minutes",
        header: "Hours",
        width: 90,
        align: "end",
        render: (row) => (row.minutes === null ? "running" : clockText(row.minutes)),
      },
      {
        id: "memberId",
        header: "Person",
        width: 160,
        render: (row) => <PersonName name={row.member.name} />,
        ...(seesAll ? { filter: { kind: "relation", ...members } } : { defaultHidden: true }),
      },
      {
        id: "isBillable",
        header: "Billable",
        width: 100,
        render: (row) => (row.isBillable ? <StatusBadge tone="accent">Billable</StatusBadge> : null),
        filter: { kind: "boolean", yes: "Billable", no: "Not billable" },
      },
      { id: "note", header: "Note", width: 260, render: (row) => row.note },
      {
        id: "rate",
        header: "Rate",
        width: 110,
        align: "end",
        defaultHidden: true,
        render: ({ hourlyRateMinor, currency }) =>
          hourlyRateMinor === null ? null : <Money amountMinor={hourlyRateMinor} currency={currency} compact />,
      },
      {
        id: "createdAt",
        header: "Logged",
        sortable: true,
        width: 170,
        defaultHidden: true,
        render: (row) => <DateText value={row.createdAt} withTime />,
      },
    ],
    [seesAll, members, projects, onEdit],
  );
}

/** Opens what can be changed; a week that was submitted stays as it is. */
function Purpose({ entry, onEdit }: { entry: TimeEntry; onEdit: ((entry: TimeEntry) => void) | undefined }) {
  const text = purposeText(entry);
  if (!(onEdit && entry.isOpen)) {
    return (
      <Text span inherit truncate title={text}>
        {text}
      </Text>
    );
  }
  return (
    <Button
      variant="transparent"
      size="compact-sm"
      px={0}
      fw={500}
      maw="100%"
      title={text}
      onClick={() => onEdit(entry)}
    >
      {text}
    </Button>
  );
}
