import type { TaskImportFormat, TaskImportRowStatus, TaskImportStatus } from "@steward/contracts/projects/import";
import type { Tone } from "@steward/ui";
import type { RouterOutputs } from "../../trpc/client.tsx";

export type TaskImport = RouterOutputs["projects"]["import"]["byId"];
export type TaskImportReview = RouterOutputs["projects"]["import"]["review"];

export const formatLabels: Record<TaskImportFormat, string> = { csv: "CSV", jira: "Jira", trello: "Trello" };

export const statusLabels: Record<TaskImportStatus, { label: string; tone: Tone }> = {
  staged: { label: "Not started", tone: "neutral" },
  queued: { label: "Waiting", tone: "progress" },
  running: { label: "Running", tone: "progress" },
  completed: { label: "Done", tone: "success" },
  stopped: { label: "Stopped", tone: "warning" },
  failed: { label: "Failed", tone: "danger" },
  undone: { label: "Undone", tone: "neutral" },
};

export const rowLabels: Record<TaskImportRowStatus, { label: string; tone: Tone }> = {
  staged: { label: "Waiting", tone: "neutral" },
  created: { label: "New", tone: "success" },
  skipped: { label: "Left out", tone: "warning" },
  failed: { label: "Cannot come in", tone: "danger" },
};

export const isBusy = (status: TaskImportStatus | undefined): boolean => status === "queued" || status === "running";
