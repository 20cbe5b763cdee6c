import { z } from "zod";
import { idSchema } from "./list.ts";
import { daySchema } from "./record.ts";

/** A filter by calendar days of the organisation, both included, either end open. */
export const dayRangeSchema = z.object({ from: daySchema, to: daySchema }).partial();
export type DayRange = z.infer<typeof dayRangeSchema>;

/** A filter by size, both ends included, either end open. */
export const numberRangeSchema = z.object({ min: z.int(), max: z.int() }).partial();
export type NumberRange = z.infer<typeof numberRangeSchema>;

/** The same for what is counted in a column of four bytes: people, sites. */
export const countRangeSchema = z.object({ min: z.int32(), max: z.int32() }).partial();

/** Among the ids of a filter, `none` finds records that name nobody. */
export const idOrNoneSchema = z.union([idSchema, z.literal("none")]);
