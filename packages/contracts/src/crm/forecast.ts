import { z } from "zod";
import { idSchema } from "../kernel/list.ts";
import { idOrNoneSchema } from "../kernel/range.ts";
import { daySchema } from "./record.ts";

const maxMonths = 36;

const monthsBetween = (from: string, to: string) =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));

/** Whose deals, of which pipeline. Left out: everybody's, of all. */
const salesScope = {
  pipelineId: idSchema.optional(),
  ownerId: z.array(idOrNoneSchema).max(50).optional(),
};

/** Whole calendar months: those in which the two days lie and all between. Left out: this month and the five after it. */
export const forecastInput = z
  .object({ ...salesScope, from: daySchema.optional(), to: daySchema.optional() })
  .refine(({ from, to }) => !from || !to || from <= to, { path: ["to"], message: "The end lies before the start" })
  .refine(({ from, to }) => !from || !to || monthsBetween(from, to) < maxMonths, {
    path: ["to"],
    message: `Choose at most ${maxMonths} months`,
  });
export type ForecastInput = z.infer<typeof forecastInput>;

/** Days on which deals closed, both included; left out: all time. */
export const salesSummaryInput = z.object({ ...salesScope, from: daySchema.optional(), to: daySchema.optional() });
export type SalesSummaryInput = z.infer<typeof salesSummaryInput>;

/** Whole calendar months; left out: from the first to the last month in which a deal closed, at most ten years. */
export const closedByMonthInput = salesSummaryInput;
export type ClosedByMonthInput = z.infer<typeof closedByMonthInput>;
