import { z } from "zod";
import { idSchema, listInput } from "../kernel/list.ts";

export const eventSortFields = ["createdAt"] as const;
const moment = z.iso.datetime({ offset: true });
export const eventFilter = z.object({
  /** A whole name (`crm.deal.won`) or a pattern (`crm.deal.*`). */
  name: z.string().trim().min(1).max(100),
  tenantId: idSchema,
  /** Only those that were handed to nobody, because too long a chain led to them. */
  cut: z.boolean(),
});
export const listEventsInput = listInput(eventSortFields, eventFilter, "desc");
export type ListEventsInput = z.infer<typeof listEventsInput>;

/** As many as one call hands over; a longer time is replayed in parts. */
export const maxReplayed = 10_000;

/** Which events are handed to their consumers once more. */
export const replayEventsInput = z
  .object({
    from: moment,
    to: moment,
    name: z.string().trim().min(1).max(100).optional(),
    tenantId: idSchema.optional(),
    /** One consumer only. */
    consumer: z.string().max(100).optional(),
  })
  .refine(({ from, to }) => Date.parse(from) < Date.parse(to), { path: ["to"], message: "Choose a later time" });
export type ReplayEventsInput = z.infer<typeof replayEventsInput>;

export type OperatorEventReason = "event.replay_too_large" | "event.consumer_unknown";
