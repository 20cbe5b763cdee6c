import { z } from "zod";
import { idInput, idSchema } from "../kernel/list.ts";
import { daySchema, versionSchema } from "../kernel/record.ts";
import { nameSchema, textSchema } from "../kernel/text.ts";

export const maxCycles = 200;
/** Of one cycle: a year is no sprint any more. */
export const maxCycleDays = 366;

const cycleFields = {
  name: nameSchema("Name the cycle"),
  goal: textSchema(2_000),
  startOn: daySchema,
  endOn: daySchema,
};

export const listCyclesInput = z.object({ projectId: idSchema });

export const createCycleInput = z
  .object({ ...cycleFields, projectId: idSchema })
  .partial()
  .required({ projectId: true, name: true, startOn: true, endOn: true });
export type CreateCycleInput = z.infer<typeof createCycleInput>;

export const updateCycleInput = z
  .object(cycleFields)
  .partial()
  .extend({ ...idInput.shape, version: versionSchema });
export type UpdateCycleInput = z.infer<typeof updateCycleInput>;

/** `moveOpenToId`: where the tasks go that have not ended; null: into no cycle. */
export const completeCycleInput = idInput.extend({ moveOpenToId: idSchema.nullable().default(null) });
export type CompleteCycleInput = z.infer<typeof completeCycleInput>;

/** A stretch of time that a team plans its work by: a sprint. */
export interface CycleItem {
  id: string;
  name: string;
  goal: string | null;
  startOn: string;
  endOn: string;
  completedAt: Date | null;
  taskCount: number;
  openTaskCount: number;
  estimateMinutes: number;
  version: number;
}

export interface BurndownDay {
  day: string;
  isWorkingDay: boolean;
  /** At the end of the day, from the tasks' history; null for days to come. */
  remainingCount: number | null;
  remainingMinutes: number | null;
  /** Where a team would be that does the same every working day. */
  idealCount: number;
  idealMinutes: number;
}

export interface Burndown {
  cycle: CycleItem;
  /** Each day of the cycle. */
  days: BurndownDay[];
}

/** Reasons this resource refuses with. */
export type CycleReason =
  | "cycle.days_reversed"
  | "cycle.completed"
  | "cycle.elsewhere"
  | "cycle.too_long"
  | "cycle.too_many";
