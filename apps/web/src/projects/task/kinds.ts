import type { Priority, StatusKind } from "@steward/contracts/projects/task";
import type { Tone } from "@steward/ui";

export const kindLabels: Record<StatusKind, string> = {
  backlog: "Backlog",
  todo: "To do",
  inProgress: "In progress",
  review: "Review",
  done: "Done",
  cancelled: "Cancelled",
};

export const kindTones: Record<StatusKind, Tone> = {
  backlog: "neutral",
  todo: "info",
  inProgress: "accent",
  review: "progress",
  done: "success",
  cancelled: "neutral",
};

export const kindOptions = (Object.keys(kindLabels) as StatusKind[]).map((value) => ({
  value,
  label: kindLabels[value],
}));

export const isEnd = (kind: StatusKind): boolean => kind === "done" || kind === "cancelled";

export const priorityLabels: Record<Priority, string> = {
  none: "No priority",
  low: "Low",
  medium: "Medium",
  high: "High",
  urgent: "Urgent",
};
