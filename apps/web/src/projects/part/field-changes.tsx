"use client";

import { Text } from "@mantine/core";
import type { TaskHistoryEntry } from "@steward/contracts/projects/task";
import { DateText, Money } from "@steward/ui";
import type { ReactNode } from "react";
import { minutesText } from "./minutes.ts";

type Changes = TaskHistoryEntry["changes"];

const fieldNames: Record<string, string> = {
  statusId: "status",
  assigneeIds: "assignees",
  labelIds: "labels",
  parentId: "part of",
  milestoneId: "milestone",
  cycleId: "cycle",
  estimateMinutes: "estimate",
  startOn: "start",
  dueOn: "due",
  recurrence: "repeat",
  customFields: "fields",
  ownerId: "owner",
  accountId: "client",
  calendarId: "calendar",
  budgetMinutes: "budget in hours",
  budgetMinor: "budget in money",
  hourlyRateMinor: "rate per hour",
};
const fieldName = (field: string) => fieldNames[field] ?? field;

/** `title, due and labels` */
export const fieldsInWords = (changes: Changes): string =>
  new Intl.ListFormat("en-GB", { type: "conjunction" }).format(changes.map(({ field }) => fieldName(field)));

const isMinutes = (field: string) => field === "estimateMinutes" || field === "budgetMinutes";
const isMoney = (field: string) => field === "budgetMinor" || field === "hourlyRateMinor";
const isDay = (field: string) => field === "startOn" || field === "dueOn";

/** What fields said and what they say, a line each. */
export function FieldChanges({ changes, currency }: { changes: Changes; currency?: string }) {
  const shown = (field: string, value: string | null): ReactNode => {
    if (value === null) return "nothing";
    if (isMinutes(field)) return minutesText(Number(value));
    if (isDay(field)) return <DateText value={value} />;
    if (isMoney(field) && currency) return <Money amountMinor={Number(value)} currency={currency} compact />;
    return value;
  };
  return changes
    .filter(({ from, to }) => from !== null || to !== null)
    .map(({ field, from, to }) => (
      <Text key={field} size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
        {fieldName(field)}: <s>{shown(field, from)}</s> → {shown(field, to)}
      </Text>
    ));
}
