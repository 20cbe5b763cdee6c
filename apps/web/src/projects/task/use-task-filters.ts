"use client";

import type { ProjectDetail } from "@steward/contracts/projects/project";
import type { FilterDefinition } from "@steward/ui";
import { useMemo } from "react";
import { useLabels } from "../label/label-select.tsx";
import { useProjectPeople, useProjectPlan } from "../project/use-project-people.ts";
import { fieldFilter } from "./field-filters.ts";
import { priorityOptions } from "./task-words.tsx";

const options = (records: readonly { id: string; name: string }[], none?: string) => [
  ...(none ? [{ value: "none", label: none }] : []),
  ...records.map(({ id, name }) => ({ value: id, label: name })),
];

/** What a project's tasks are narrowed by, its own fields among it, on the table and on the board. */
export function useTaskFilters(project: ProjectDetail, { onBoard = false } = {}): FilterDefinition[] {
  const people = useProjectPeople(project.id);
  const labels = useLabels();
  const { milestones, cycles, fields } = useProjectPlan(project);
  const { statuses } = project;
  return useMemo(() => {
    const members = people.map(({ memberId: id, name }) => ({ id, name }));
    const shared: FilterDefinition[] = [
      { key: "assigneeId", label: "Assignee", kind: "multiselect", options: options(members, "Nobody") },
      { key: "priority", label: "Priority", kind: "multiselect", options: priorityOptions },
      { key: "labelId", label: "Label", kind: "multiselect", options: options(labels, "No label") },
      { key: "dueOn", label: "Due", kind: "date-range" },
      { key: "isOverdue", label: "Overdue", kind: "boolean" },
      { key: "isUndated", label: "Without a due day", kind: "boolean" },
      { key: "milestoneId", label: "Milestone", kind: "multiselect", options: options(milestones, "No milestone") },
      { key: "cycleId", label: "Cycle", kind: "multiselect", options: options(cycles, "No cycle") },
      { key: "reporterId", label: "Reporter", kind: "multiselect", options: options(members) },
    ];
    const own = fields.map(fieldFilter);
    if (onBoard) return [...shared, ...own];
    return [
      { key: "isOpen", label: "Open", kind: "boolean", yes: "Open", no: "Done or cancelled" },
      { key: "statusId", label: "Status", kind: "multiselect", options: options(statuses) },
      ...shared,
      { key: "startOn", label: "Start", kind: "date-range" },
      { key: "createdAt", label: "Created", kind: "date-range" },
      ...own,
    ];
  }, [onBoard, people, labels, milestones, cycles, fields, statuses]);
}
