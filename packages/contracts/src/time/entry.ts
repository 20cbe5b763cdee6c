import { z } from "zod";
import { defineConsumer } from "../kernel/consumer.ts";
import { defineEvent } from "../kernel/event.ts";
import { idSchema, listInput } from "../kernel/list.ts";
import { definePermissions, managers, staff } from "../kernel/permission.ts";
import { dayRangeSchema, idOrNoneSchema } from "../kernel/range.ts";
import { changesSchema, daySchema, versionSchema } from "../kernel/record.ts";
import { textSchema } from "../kernel/text.ts";

export const timeEntryPermissions = definePermissions("time.entry", {
  read: {
    description: "See time",
    roles: staff,
    rows: { reach: "own", allWith: "time.entry.manage" },
  },
  write: {
    description: "Log time",
    roles: staff,
    rows: { reach: "own", allWith: "time.entry.manage" },
  },
  manage: { description: "See and correct everybody's time", roles: managers },
  export: { description: "Export time", roles: managers },
});

export type TimeEntryReason =
  | "time_entry.overlaps"
  | "time_entry.day_full"
  | "time_entry.in_future"
  | "time_entry.ends_before"
  | "time_entry.too_long"
  | "time_entry.running"
  | "time_entry.kind_fixed"
  | "time_entry.task_elsewhere"
  | "timer.not_running"
  | "timer.already_running";

/** The most that anybody works in a day, and the longest entry. */
export const maxMinutesPerDay = 24 * 60;

export const timeEntryFilter = z.object({
  /** Whose; left out: all the caller may see. */
  memberId: z.array(idSchema).max(50),
  projectId: z.array(idOrNoneSchema).max(50),
  taskId: idSchema,
  day: dayRangeSchema,
  isBillable: z.boolean(),
});

/** The search looks into notes. */
export const listTimeEntriesInput = listInput(["day", "createdAt"], timeEntryFilter, "desc");
export type ListTimeEntriesInput = z.infer<typeof listTimeEntriesInput>;

export const countTimeEntriesInput = listTimeEntriesInput.pick({ search: true, filter: true });
export type CountTimeEntriesInput = z.infer<typeof countTimeEntriesInput>;

export const exportTimeEntriesInput = listTimeEntriesInput.extend({
  limit: z.number().int().min(1).max(2000).default(1000),
});
export type ExportTimeEntriesInput = z.infer<typeof exportTimeEntriesInput>;

/** A point in time; clients without a richer wire format send RFC 3339. */
const instantSchema = z.union([z.date(), z.iso.datetime({ offset: true }).transform((text) => new Date(text))]);

const minutesSchema = z
  .int("Enter hours and minutes, such as 1:30")
  .min(1, "Enter hours and minutes, such as 1:30")
  .max(maxMinutesPerDay, "A day has 24 hours");

/** What the time was spent on. A task says its project; a project alone needs no task. */
const purpose = {
  projectId: idSchema.nullable(),
  taskId: idSchema.nullable(),
  isBillable: z.boolean(),
  note: textSchema(2000),
};

/** How long on which day, or from when to when: one of the two. */
const extent = {
  day: daySchema,
  minutes: minutesSchema,
  startedAt: instantSchema,
  endedAt: instantSchema,
};

interface Extent {
  day?: unknown;
  minutes?: unknown;
  startedAt?: unknown;
  endedAt?: unknown;
}
const isWhole = ({ day, minutes, startedAt, endedAt }: Extent) =>
  startedAt === undefined && endedAt === undefined
    ? day !== undefined && minutes !== undefined
    : startedAt !== undefined && endedAt !== undefined && day === undefined && minutes === undefined;

export const createTimeEntryInput = z
  .object({ ...purpose, ...extent })
  .partial()
  .refine(isWhole, { error: "Say how long on which day, or from when to when", path: ["minutes"] });
export type CreateTimeEntryInput = z.infer<typeof createTimeEntryInput>;

/** An entry keeps its kind: minutes of one that has a beginning and an end follow from these. */
export const updateTimeEntryInput = z
  .object({ ...purpose, ...extent })
  .partial()
  .extend({ id: idSchema, version: versionSchema });
export type UpdateTimeEntryInput = z.infer<typeof updateTimeEntryInput>;

/**
 * Starts the caller's timer now. One that runs is stopped first where `switch` says so, in the same transaction, and
 * refuses it else.
 */
export const startTimerInput = z.object({ ...purpose, switch: z.boolean() }).partial();
export type StartTimerInput = z.infer<typeof startTimerInput>;

/** `endedAt`: for a timer that was forgotten; left out, it ends now. */
export const stopTimerInput = z.object({ endedAt: instantSchema.optional() });
export type StopTimerInput = z.infer<typeof stopTimerInput>;

export const emptyInput = z.object({});

const worked = { day: daySchema, minutes: z.int().nullable(), projectId: idSchema.nullable() };
export const timeEntryCreated = defineEvent("time.entry.created", z.object(worked));
export const timeEntryUpdated = defineEvent("time.entry.updated", z.object({ changes: changesSchema }));
export const timeEntryRemoved = defineEvent("time.entry.removed", z.object(worked));
export const timeEntryRestored = defineEvent("time.entry.restored", z.object(worked));
export const timerStarted = defineEvent("time.entry.started", z.object({ projectId: idSchema.nullable() }));
export const timerStopped = defineEvent("time.entry.stopped", z.object(worked));
export const timerDiscarded = defineEvent("time.entry.discarded", z.object({ projectId: idSchema.nullable() }));

/** Nobody but its owner can stop a timer: whoever leaves the organisation leaves none running. */
export const departTimer = defineConsumer("time.entry.depart", ["org.member.removed", "org.member.left"]);
