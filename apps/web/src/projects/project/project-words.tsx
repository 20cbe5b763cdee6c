"use client";

import { Progress, Text } from "@mantine/core";
import {
  type ProjectRole,
  type ProjectStatus,
  type ProjectVisibility,
  projectRoles,
  projectStatuses,
  projectVisibilities,
} from "@steward/contracts/projects/project";
import { StatusBadge, type Tone } from "@steward/ui";

export const statusLabels: Record<ProjectStatus, string> = {
  planned: "Planned",
  active: "Active",
  onHold: "On hold",
  completed: "Completed",
  archived: "Archived",
};

const statusTones: Record<ProjectStatus, Tone> = {
  planned: "info",
  active: "accent",
  onHold: "warning",
  completed: "success",
  archived: "neutral",
};

export function ProjectStatusBadge({ status }: { status: ProjectStatus }) {
  return <StatusBadge tone={statusTones[status]}>{statusLabels[status]}</StatusBadge>;
}

export const statusOptions = projectStatuses.map((value) => ({ value, label: statusLabels[value] }));

export const roleLabels: Record<ProjectRole, string> = { lead: "Lead", member: "Member", viewer: "Viewer" };
export const roleOptions = projectRoles.map((value) => ({ value, label: roleLabels[value] }));
export const roleWords: Record<ProjectRole, string> = {
  lead: "Runs it: settings, people, workflow",
  member: "Works on its tasks",
  viewer: "Reads and comments",
};

export const visibilityLabels: Record<ProjectVisibility, string> = {
  organisation: "The whole organisation",
  private: "Members only",
};
export const visibilityOptions = projectVisibilities.map((value) => ({ value, label: visibilityLabels[value] }));

export const projectsInWords = (count: number) =>
  count === 1 ? "1 project" : `${count.toLocaleString("en")} projects`;

/** How much of it is done or not to be done any more, in figures and as a bar. */
export function TaskProgress({ closed, total, label }: { closed: number; total: number; label: string }) {
  if (total === 0) {
    return (
      <Text span size="xs" c="dimmed">
        No tasks
      </Text>
    );
  }
  return (
    <div style={{ minWidth: 72 }}>
      <Text size="xs" c="dimmed" style={{ fontVariantNumeric: "tabular-nums" }}>
        {closed} of {total} closed
      </Text>
      <Progress value={(100 * closed) / total} size="xs" aria-label={`Progress of ${label}`} />
    </div>
  );
}
