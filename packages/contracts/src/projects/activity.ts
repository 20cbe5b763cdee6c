import { z } from "zod";
import { fileAttached, fileRemoved, fileRestored } from "../files/file.ts";
import { idSchema } from "../kernel/list.ts";
import type { MemberRef } from "../kernel/record.ts";
import { taskDependencyChanged } from "./dependency.ts";
import { taskImportBrokenOff, taskImportCompleted, taskImportStopped, taskImportUndone } from "./import.ts";
import {
  type PlanPart,
  type ProjectRole,
  type ProjectStatus,
  projectCreated,
  projectMembersChanged,
  projectPlanChanged,
  projectRemoved,
  projectRestored,
  projectStatusChanged,
  projectUpdated,
  projectWorkflowChanged,
} from "./project.ts";
import {
  type TaskHistoryEntry,
  taskChecklistChanged,
  taskCommented,
  taskCommentRemoved,
  taskCommentRestored,
  taskCreated,
  taskEnded,
  taskMoved,
  taskRemoved,
  taskReopened,
  taskRestored,
  taskUpdated,
} from "./task.ts";

/** What one may look at alone. `project`: its people, its plan, its settings and what was imported. */
export const activityKinds = ["task", "comment", "file", "project"] as const;
export type ActivityKind = (typeof activityKinds)[number];

/** What it takes to be told of each. */
export const activityPermissions = {
  task: "projects.task.read",
  comment: "projects.task.read",
  file: "files.file.read",
  project: "projects.project.read",
} as const satisfies Record<ActivityKind, string>;

/** Everything that a project's activity tells; where a card lies, who watches and how often a comment was mended is not. */
export const activityEvents = {
  task: [
    taskCreated,
    taskUpdated,
    taskMoved,
    taskEnded,
    taskReopened,
    taskRemoved,
    taskRestored,
    taskChecklistChanged,
    taskDependencyChanged,
  ],
  comment: [taskCommented, taskCommentRemoved, taskCommentRestored],
  file: [fileAttached, fileRemoved, fileRestored],
  project: [
    projectCreated,
    projectUpdated,
    projectStatusChanged,
    projectMembersChanged,
    projectWorkflowChanged,
    projectPlanChanged,
    projectRemoved,
    projectRestored,
    taskImportCompleted,
    taskImportStopped,
    taskImportBrokenOff,
    taskImportUndone,
  ],
} as const satisfies Record<ActivityKind, readonly { readonly name: string }[]>;
export type ActivityName = (typeof activityEvents)[ActivityKind][number]["name"];

export const listActivityInput = z.object({
  projectId: idSchema,
  filter: z
    .object({
      kind: z.array(z.enum(activityKinds)).max(activityKinds.length),
      /** Who did it. */
      memberId: idSchema,
    })
    .partial()
    .default({}),
  /** The last entry of the page before. */
  cursor: idSchema.nullish(),
  limit: z.number().int().min(1).max(100).default(30),
});
export type ListActivityInput = z.infer<typeof listActivityInput>;

/** What is to be said beyond who did what to which task. */
export type ActivityDetail =
  | { kind: "changes"; changes: TaskHistoryEntry["changes"] }
  /** `ended`: the column that it came to ends a task, and how. */
  | { kind: "moved"; from: string; to: string; ended: "done" | "cancelled" | null }
  /** Without being moved: its column ends tasks from now on. */
  | { kind: "ended"; ended: "done" | "cancelled" }
  | { kind: "checklist"; action: "added" | "changed" | "ticked" | "unticked" | "moved" | "removed"; text: string }
  /** How it begins; null where it is there no more. */
  | { kind: "comment"; text: string | null }
  | { kind: "file"; name: string }
  | { kind: "status"; from: ProjectStatus; to: ProjectStatus }
  /** `role`: null, they left. */
  | { kind: "people"; names: string[]; role: ProjectRole | null }
  | {
      kind: "part";
      part: PlanPart;
      name: string | null;
      action: "created" | "updated" | "removed" | "restored" | "completed" | "ordered";
    }
  /** `count`: tasks that came, or went; null where it is not over yet. */
  | { kind: "import"; id: string; fileName: string; count: number | null };

/** One thing that happened in a project. */
export interface ActivityEntry {
  id: string;
  name: ActivityName;
  at: Date;
  /** Null where the system did it. */
  actor: MemberRef | null;
  /** The task it happened to; one that was deleted leads nowhere. */
  task: { id: string; key: string; number: number; title: string; isGone: boolean } | null;
  detail: ActivityDetail | null;
}
