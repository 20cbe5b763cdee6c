import { z } from "zod";
import { idSchema } from "../kernel/list.ts";

/** As many as one call hands over; a longer time is replayed in parts. */
export const maxReplayed = 10_000;

/** How long it is known that something was done for an event: what is older would be done twice. */
export const receiptsKeptDays = 90;

const instantSchema = z.union([z.date(), z.iso.datetime({ offset: true }).transform((text) => new Date(text))], {
  error: "Choose a time",
});

/** Which events are handed to their consumers once more. */
export const replayEventsInput = z
  .object({
    from: instantSchema,
    to: instantSchema,
    /** A whole name (`crm.deal.won`) or a pattern (`crm.deal.*`); every event unless given. */
    name: z
      .string()
      .trim()
      .max(100)
      .regex(/^(\*|[A-Za-z]+(\.[A-Za-z]+)*(\.\*)?)$/, "Enter a name such as crm.deal.won, or crm.deal.* for several")
      .optional(),
    tenantId: idSchema.optional(),
    /** One consumer only. */
    consumer: z.string().max(100).optional(),
  })
  .refine(({ from, to }) => from < to, { path: ["to"], message: "Choose a later time" });
export type ReplayEventsInput = z.infer<typeof replayEventsInput>;

export type OperatorEventReason = "event.replay_too_large" | "event.replay_too_old" | "event.consumer_unknown";
