import { z } from "zod";
import { maxPageSize } from "../kernel/list.ts";
import { daySchema, type MemberRef } from "../kernel/record.ts";
import { type Priority, type ProjectRef, type TaskRef, taskFilter } from "./task.ts";

/** Tasks as they are looked at beside their table and board: by day, by person, and what is one's own to do. */

const maxRangeDays = 100;
const dayMs = 86_400_000;
/** A stretch of days on a screen, both included. */
export const taskRangeInput = z
  .object({ from: daySchema, to: daySchema, filter: taskFilter.partial().default({}) })
  .refine(({ from, to }) => from <= to, { path: ["to"], error: "This is before the first day" })
  .refine(({ from, to }) => (Date.parse(to) - Date.parse(from)) / dayMs < maxRangeDays, {
    path: ["to"],
    error: `Show at most ${maxRangeDays} days`,
  });
export type TaskRangeInput = z.infer<typeof taskRangeInput>;

/** More than a screen of days shows. */
export const maxCalendarTasks = 1_000;

/** What is the caller's own to do, by when it is due where the organisation is. */
export const workBuckets = ["overdue", "today", "upcoming", "undated", "done"] as const;
export type WorkBucket = (typeof workBuckets)[number];
export const listMyTasksInput = z.object({
  bucket: z.enum(workBuckets),
  cursor: z.string().max(4_000).nullish(),
  limit: z.number().int().min(1).max(maxPageSize).default(50),
});
export type ListMyTasksInput = z.infer<typeof listMyTasksInput>;
export type WorkCounts = Record<WorkBucket, number>;

/** A task as a calendar shows it; at least one of both days is there. */
export interface CalendarTask extends TaskRef {
  project: ProjectRef;
  priority: Priority;
  startOn: string | null;
  dueOn: string | null;
  closedAt: Date | null;
  assignees: MemberRef[];
  version: number;
}

export interface TaskCalendar {
  items: CalendarTask[];
  /** There are more than `maxCalendarTasks`, and those that begin first are shown: the day from which some are left out. */
  cutFrom: string | null;
}

/** What somebody has to do on a day, from the estimates of their open tasks spread over working days. */
export interface WorkloadDay {
  day: string;
  minutes: number;
  /** Working minutes by their calendar; 0 on a day off. */
  capacityMinutes: number;
  /** Tasks that are worked on that day. */
  taskCount: number;
}

export interface WorkloadPerson extends MemberRef {
  /** Every day of the range, in order. */
  days: WorkloadDay[];
  /** Tasks in the range whose estimate nobody gave: they weigh nothing here. */
  unestimatedCount: number;
}

export interface Workload {
  /** Who has tasks in the range, by name; last, with an empty id, what nobody is to do. */
  people: WorkloadPerson[];
}
