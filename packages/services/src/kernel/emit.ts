import { addressOf, type EventDefinition, idInput } from "@steward/contracts";
import { auditEvent } from "@steward/db/schema";
import type { z } from "zod";
import type { Actor, RequestSource, ServiceContext } from "./context.ts";
import { redactInput } from "./redact.ts";

/** Calls that left a record of themselves. A context is spread and nested on its way down; its source stays one object. */
const recorded = new WeakSet<RequestSource>();

/** What a row of the record says happened: the same, whoever writes it. The payload loses secrets and personal data. */
export function factOf<Name extends string, Payload extends z.ZodType>(
  event: EventDefinition<Name, Payload>,
  payload: z.input<Payload>,
) {
  return { name: event.name, address: addressOf(event.name), payload: redactInput(event.payload.parse(payload)) };
}

/** What a record of a fact is made from; a consumer of events may act for nobody. */
export interface EmitContext extends Pick<ServiceContext, "db" | "requestId" | "source" | "cause"> {
  readonly actor: Pick<Actor, "memberId" | "name" | "impersonator"> | null;
}

/** What happened to one record. */
export interface Fact<Payload extends z.ZodType> {
  readonly entityId: string;
  readonly payload: z.input<Payload>;
  /**
   * The members whose screens are told of it as it happens, for what concerns only them: a message, a notification.
   * Left out, everybody who may do anything with such records is told. Administrators find it in the record all the same.
   */
  readonly audience?: readonly string[];
}

/** Stands in the record where nobody in particular acted. */
const platformName = "Steward";

/**
 * Records that something happened to a record, in the caller's own transaction: either both the change and
 * its event exist, or neither does. The payload is kept for years, so secrets and personal data are taken out of it.
 *
 * The same row tells the rest of the system: once it is committed the relay hands it to the event's consumers and to
 * the screens that show such records.
 */
export async function emit<Name extends string, Payload extends z.ZodType>(
  ctx: EmitContext,
  event: EventDefinition<Name, Payload>,
  entityId: string,
  payload: z.input<Payload>,
  addressed: Pick<Fact<Payload>, "audience"> = {},
): Promise<void> {
  await emitMany(ctx, event, [{ entityId, payload, ...addressed }]);
}

/** One statement takes 65,535 parameters at most. */
const rowsPerStatement = 2_000;

/** `emit` for bulk actions: one statement for up to two thousand records. */
export async function emitMany<Name extends string, Payload extends z.ZodType>(
  ctx: EmitContext,
  event: EventDefinition<Name, Payload>,
  facts: readonly Fact<Payload>[],
): Promise<void> {
  if (facts.length === 0) return;
  recorded.add(ctx.source);
  const circumstances = circumstancesOf(ctx);
  const rows = facts.map(({ entityId, payload, audience }) => ({
    ...factOf(event, payload),
    entityId,
    ...(audience && { audience: [...audience] }),
    ...circumstances,
  }));
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    await ctx.db.send(ctx.db.insert(auditEvent).values(rows.slice(start, start + rowsPerStatement)));
  }
}

/** Who did it, in which request, and what led there. */
function circumstancesOf({ actor, requestId, source, cause }: EmitContext) {
  return {
    actorId: actor?.memberId ?? null,
    actorName: actor?.name ?? platformName,
    impersonatorName: actor?.impersonator ?? null,
    requestId,
    ...source,
    ...(cause && { causeId: cause.id, depth: cause.depth + 1 }),
  };
}

/**
 * Records a mutation whose service emitted nothing of its own, so that there is none without a trace: its name, and
 * its input without secrets and personal data.
 */
export async function recordCall(ctx: ServiceContext, input: unknown): Promise<void> {
  if (recorded.has(ctx.source)) return;
  const { procedure } = ctx.source;
  const row = ctx.db.insert(auditEvent).values({
    name: procedure,
    address: addressOf(procedure),
    entityId: idOf(input) ?? ctx.actor.memberId,
    ...circumstancesOf(ctx),
    payload: { input: redactInput(input) },
  });
  await ctx.db.send(row);
}

function idOf(input: unknown): string | null {
  const { data } = idInput.safeParse(input);
  return data?.id ?? null;
}
