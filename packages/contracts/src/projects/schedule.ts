import { z } from "zod";
import { idSchema } from "../kernel/list.ts";
import { daySchema, type MemberRef } from "../kernel/record.ts";
import type { DependencyItem } from "./dependency.ts";
import type { TaskRef } from "./task.ts";

/** Tasks that one plan shows and reckons with. */
export const maxPlannedTasks = 10_000;

export const currentScheduleInput = z.object({ projectId: idSchema });

/**
 * A task on other days. As many days as before are a move, which keeps its working days; others are what it is to take.
 * `pull` also brings forward what waits for it.
 */
export const previewScheduleInput = z.object({
  taskId: idSchema,
  startOn: daySchema,
  dueOn: daySchema,
  pull: z.boolean().default(false),
});
export type PreviewScheduleInput = z.input<typeof previewScheduleInput>;

/** `fingerprint`: that of the preview somebody agreed to; other changes than those are refused. */
export const applyScheduleInput = previewScheduleInput.extend({ fingerprint: z.string().max(100).optional() });
export type ApplyScheduleInput = z.input<typeof applyScheduleInput>;

const daysSchema = z.object({ startOn: daySchema.nullable(), dueOn: daySchema.nullable() });
export type TaskDays = z.infer<typeof daysSchema>;

/** Moves of more tasks than this are not taken back at once. */
export const maxUndoneTasks = 1_000;

/** What a move answered: each task goes from `to` back to `from`. */
export const undoScheduleInput = z.object({
  changes: z
    .array(z.object({ taskId: idSchema, from: daysSchema, to: daysSchema }))
    .min(1)
    .max(maxUndoneTasks),
});
export type UndoScheduleInput = z.infer<typeof undoScheduleInput>;

/** Early and late days, all of them worked, the last ones included. Slack is in working days. */
export interface TaskSchedule {
  earlyStart: string;
  earlyFinish: string;
  lateStart: string;
  lateFinish: string;
  /** How long it can be put off before the project ends later or a milestone is missed; negative: one is. */
  totalSlackDays: number;
  /** How long before another task is put off. */
  freeSlackDays: number;
  isCritical: boolean;
}

/** A task of a plan. Days are ISO dates, as people gave them. */
export interface PlannedTask extends TaskRef {
  /** In the plan too, or null. */
  parentId: string | null;
  startOn: string | null;
  dueOn: string | null;
  closedAt: Date | null;
  assignees: MemberRef[];
  /** Null where it has ended or has no day. */
  schedule: TaskSchedule | null;
}

export interface PlannedMilestone {
  id: string;
  name: string;
  dueOn: string;
  reachedAt: Date | null;
}

/** When a project is worked on: of `@steward/planning`, which screens reckon with too. */
export interface PlanCalendar {
  timeZone: string;
  week: readonly (readonly { readonly from: number; readonly to: number }[])[];
  holidays: readonly { readonly day: string; readonly isYearly?: boolean }[];
}

export interface ProjectPlan {
  calendar: PlanCalendar;
  /** Those with a day, and whatever they are parts of; by their first day. */
  tasks: PlannedTask[];
  /** Between the tasks above. */
  dependencies: DependencyItem[];
  milestones: PlannedMilestone[];
  /** When the last task ends, if each begins as early as it may; null where nothing is open. */
  finishOn: string | null;
  /** There are more than `maxPlannedTasks`; those that begin first are here. */
  isCut: boolean;
  /** Whether the caller may move tasks. */
  canWork: boolean;
}

export interface ScheduleChange {
  task: { id: string; key: string; title: string };
  from: TaskDays;
  to: TaskDays;
}

export interface SchedulePreview {
  /** The moved task first. Empty where nothing changes. */
  changes: ScheduleChange[];
  /** What has begun stays where it is, even where it should wait. */
  broken: { predecessor: { key: string; title: string }; successor: { key: string; title: string } }[];
  fingerprint: string;
}

/** Reasons this resource refuses with; a circle of tasks is `dependency.cycle`. */
export type ScheduleReason =
  | "schedule.changed_since"
  | "schedule.out_of_range"
  | "schedule.task_ended"
  | "schedule.too_many";
