import { z } from "zod";
import { defineEvent } from "../kernel/event.ts";
import { idSchema } from "../kernel/list.ts";
import { daySchema } from "../kernel/record.ts";

export type DelegationReason = "delegation.to_oneself" | "delegation.over";

/** Delegations that are not over yet: those one has given, and those one has been given. */
export const listDelegationsInput = z.object({});

/** The caller's decisions are somebody else's to take on these days, both included, by the organisation's calendar. */
export const createDelegationInput = z
  .object({ delegateId: idSchema, startOn: daySchema, endOn: daySchema })
  .refine(({ startOn, endOn }) => startOn <= endOn, { error: "The last day is before the first", path: ["endOn"] });
export type CreateDelegationInput = z.infer<typeof createDelegationInput>;

export const delegationCreated = defineEvent(
  "approvals.delegation.created",
  z.object({ delegateId: idSchema, startOn: daySchema, endOn: daySchema }),
);
export const delegationRemoved = defineEvent("approvals.delegation.removed", z.object({ delegateId: idSchema }));
