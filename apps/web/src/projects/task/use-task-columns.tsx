"use client";

import { Group, Text } from "@mantine/core";
import type { CustomFieldItem } from "@steward/contracts/projects/custom-field";
import type { ProjectDetail } from "@steward/contracts/projects/project";
import { ownFieldSort, type TaskItem, taskSortFields } from "@steward/contracts/projects/task";
import { ColourBadges, type Column, DateText } from "@steward/ui";
import { IconBarrierBlock, IconRepeat, IconSubtask } from "@tabler/icons-react";
import { useMemo } from "react";
import { minutesText } from "../part/minutes.ts";
import { PersonStack } from "../part/person-stack.tsx";
import { useProjectPlan } from "../project/use-project-people.ts";
import { DueText, PriorityMark, TaskStatusBadge, tasksInWords } from "./task-words.tsx";

/** The columns of a project's tasks, its own fields among them. */
export function useTaskColumns(project: ProjectDetail): Column<TaskItem>[] {
  const { fields } = useProjectPlan(project);
  return useMemo(() => [...columns, ...fields.map(customColumn)], [fields]);
}

/** What a project's tasks can be sorted by. */
export function useTaskSorts(project: ProjectDetail) {
  const { fields } = useProjectPlan(project);
  return useMemo(() => [...taskSortFields, ...fields.map(({ id }) => ownFieldSort(id))] as const, [fields]);
}

const customColumn = ({ id, name, kind }: CustomFieldItem): Column<TaskItem> => ({
  id: ownFieldSort(id),
  header: name,
  sortable: true,
  width: 140,
  defaultHidden: true,
  render: ({ customFields }) => {
    const value = customFields[id];
    if (value === null || value === undefined) return null;
    if (kind === "date") return <DateText value={String(value)} />;
    if (typeof value === "boolean") return value ? "Yes" : "No";
    return String(value);
  },
});

const columns: Column<TaskItem>[] = [
  { id: "title", header: "Task", sortable: true, render: (row) => <TaskTitle task={row} /> },
  {
    id: "status",
    header: "Status",
    width: 120,
    render: (row) => <TaskStatusBadge status={row.status} />,
  },
  {
    id: "priority",
    header: "Priority",
    sortable: true,
    width: 100,
    render: (row) => (row.priority === "none" ? null : <PriorityMark priority={row.priority} withLabel />),
  },
  {
    id: "assignees",
    header: "Assignees",
    width: 150,
    render: (row) => <PersonStack people={row.assignees} named />,
  },
  {
    id: "dueOn",
    header: "Due",
    sortable: true,
    width: 170,
    render: (row) => <DueText dueOn={row.dueOn} closed={row.closedAt !== null} />,
  },
  {
    id: "labels",
    header: "Labels",
    width: 140,
    render: (row) => (row.labels.length > 0 ? <ColourBadges items={row.labels} most={2} /> : null),
  },
  {
    id: "estimateMinutes",
    header: "Estimate",
    width: 110,
    defaultHidden: true,
    align: "end",
    render: (row) => (row.estimateMinutes === null ? null : minutesText(row.estimateMinutes)),
  },
  {
    id: "startOn",
    header: "Start",
    sortable: true,
    width: 120,
    defaultHidden: true,
    render: (row) => <DateText value={row.startOn} />,
  },
  { id: "milestone", header: "Milestone", width: 150, defaultHidden: true, render: (row) => row.milestone?.name },
  { id: "cycle", header: "Cycle", width: 130, defaultHidden: true, render: (row) => row.cycle?.name },
  { id: "parent", header: "Part of", width: 110, defaultHidden: true, render: (row) => row.parent?.key },
  { id: "reporter", header: "Reporter", width: 160, defaultHidden: true, render: (row) => row.reporter.name },
  {
    id: "createdAt",
    header: "Created",
    sortable: true,
    width: 130,
    defaultHidden: true,
    render: (row) => <DateText value={row.createdAt} />,
  },
  {
    id: "updatedAt",
    header: "Updated",
    sortable: true,
    width: 130,
    defaultHidden: true,
    render: (row) => <DateText value={row.updatedAt} />,
  },
];

function TaskTitle({ task }: { task: TaskItem }) {
  return (
    <Group gap={8} wrap="nowrap" component="span" display="inline-flex" maw="100%">
      <Text span size="xs" c="dimmed" style={{ fontVariantNumeric: "tabular-nums", flexShrink: 0 }}>
        {task.key}
      </Text>
      <Text span inherit truncate td={task.closedAt ? "line-through" : undefined}>
        {task.title}
      </Text>
      <TaskSigns task={task} />
    </Group>
  );
}

/** What else there is to know of a task, as signs: that it waits, has parts, comes again. */
export function TaskSigns({ task }: { task: TaskItem }) {
  const { blockerCount, subtaskCount, openSubtaskCount, isRecurring } = task;
  return (
    <Group gap={6} wrap="nowrap" component="span" display="inline-flex" c="dimmed" fz="xs" style={{ flexShrink: 0 }}>
      {blockerCount > 0 ? (
        <Text span inherit c="var(--mantine-color-error)" lh={0}>
          <IconBarrierBlock size={14} role="img" aria-label={`Waits for ${tasksInWords(blockerCount)}`} />
        </Text>
      ) : null}
      {subtaskCount > 0 ? (
        <span title={`${subtaskCount - openSubtaskCount} of ${subtaskCount} subtasks done`}>
          <IconSubtask size={13} aria-hidden style={{ verticalAlign: "-2px" }} /> {subtaskCount - openSubtaskCount}/
          {subtaskCount}
        </span>
      ) : null}
      {isRecurring ? <IconRepeat size={13} role="img" aria-label="Repeats" /> : null}
    </Group>
  );
}
