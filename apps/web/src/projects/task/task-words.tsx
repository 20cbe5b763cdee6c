"use client";

import { Group, Text } from "@mantine/core";
import { dayIn } from "@steward/contracts/kernel/day";
import { type DependencyType, type Priority, priorities, type StatusKind } from "@steward/contracts/projects/task";
import { DateText, type IconComponent, StatusBadge, useLocale } from "@steward/ui";
import {
  IconAlertTriangleFilled,
  IconChevronDown,
  IconChevronsUp,
  IconChevronUp,
  IconLineDashed,
} from "@tabler/icons-react";
import { kindTones, priorityLabels } from "./kinds.ts";

/** A task's status by the name its project gave it, in the tone of what it means. */
export function TaskStatusBadge({ status }: { status: { name: string; kind: StatusKind } }) {
  return <StatusBadge tone={kindTones[status.kind]}>{status.name}</StatusBadge>;
}

export const priorityOptions = [...priorities].reverse().map((value) => ({ value, label: priorityLabels[value] }));

const prioritySigns: Record<Priority, { icon: IconComponent; colour: string }> = {
  none: { icon: IconLineDashed, colour: "dimmed" },
  low: { icon: IconChevronDown, colour: "dimmed" },
  medium: { icon: IconChevronUp, colour: "dimmed" },
  high: { icon: IconChevronsUp, colour: "var(--mantine-color-warning)" },
  urgent: { icon: IconAlertTriangleFilled, colour: "var(--mantine-color-error)" },
};

/** How urgent, as a sign; with the word beside it or, where there is no room, for the ear only. */
export function PriorityMark({ priority, withLabel = false }: { priority: Priority; withLabel?: boolean }) {
  const { icon: Icon, colour } = prioritySigns[priority];
  const label = priorityLabels[priority];
  return (
    <Group
      gap={6}
      wrap="nowrap"
      component="span"
      display="inline-flex"
      title={withLabel ? undefined : label}
      style={{ verticalAlign: "middle" }}
    >
      <Text span inherit c={colour} lh={0}>
        <Icon size={15} stroke={2} {...(withLabel ? { "aria-hidden": true } : { role: "img", "aria-label": label })} />
      </Text>
      {withLabel ? label : null}
    </Group>
  );
}

/** The last day of a task, and in words whether that has passed while it is open. */
export function DueText({ dueOn, closed }: { dueOn: string | null; closed: boolean }) {
  const { timeZone } = useLocale();
  const late = !closed && dueOn !== null && dueOn < dayIn(timeZone, new Date());
  if (!late) return <DateText value={dueOn} />;
  return (
    <Text span inherit c="var(--mantine-color-error)">
      <DateText value={dueOn} /> · overdue
    </Text>
  );
}

/** How one task holds back another, from the view of the one that waits. */
export const dependencyWords: Record<DependencyType, string> = {
  FS: "begins when it ends",
  SS: "begins when it begins",
  FF: "ends when it ends",
  SF: "ends when it begins",
};

export const tasksInWords = (count: number) => (count === 1 ? "1 task" : `${count.toLocaleString("en")} tasks`);
