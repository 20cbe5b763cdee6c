import type { EventDefinition } from "@steward/contracts";
import { auditEvent } from "@steward/db/schema";
import type { z } from "zod";
import type { ServiceContext } from "./context.ts";

/**
 * Records that something happened to a record, in the caller's own transaction: either both the change and
 * its event exist, or neither does.
 */
export async function emit<Name extends string, Payload extends z.ZodType>(
  ctx: ServiceContext,
  event: EventDefinition<Name, Payload>,
  entityId: string,
  payload: z.input<Payload>,
): Promise<void> {
  await emitMany(ctx, event, [{ entityId, payload }]);
}

/** `emit` for bulk actions: one statement, however many records. */
export async function emitMany<Name extends string, Payload extends z.ZodType>(
  ctx: ServiceContext,
  event: EventDefinition<Name, Payload>,
  facts: readonly { entityId: string; payload: z.input<Payload> }[],
): Promise<void> {
  if (facts.length === 0) return;
  const address = event.name.slice(0, event.name.lastIndexOf("."));
  await ctx.db.insert(auditEvent).values(
    facts.map(({ entityId, payload }) => ({
      name: event.name,
      address,
      entityId,
      actorId: ctx.actor.memberId,
      actorName: ctx.actor.name,
      requestId: ctx.requestId,
      payload: event.payload.parse(payload),
    })),
  );
}
