import { type AuthSource, type NewSecurityEvent, recordSecurityEvent } from "@steward/auth/record";
import type { EventDefinition } from "@steward/contracts";
import { auditEvent } from "@steward/db/schema";
import type { SystemDb } from "@steward/db/system";
import type { z } from "zod";
import { factOf } from "../kernel/emit.ts";
import type { RequestSource } from "../kernel/index.ts";

/** What every rule of the operator's console gets: the cross-tenant handle, who acts, and from where. */
export interface OperatorContext {
  readonly db: SystemDb;
  readonly operator: { readonly userId: string; readonly name: string };
  readonly requestId: string;
  readonly source: RequestSource;
}

/** Runs `work` in one transaction: what an operator does and both records of it exist together or not at all. */
export function inTransaction<T>(ctx: OperatorContext, work: (ctx: OperatorContext) => Promise<T>): Promise<T> {
  return ctx.db.transaction((db) => work({ ...ctx, db }));
}

/** Writes what an operator did into the platform's own history. */
export async function recordForPlatform(
  ctx: OperatorContext,
  event: Pick<NewSecurityEvent, "name" | "details"> & { userId?: string | null; tenantId?: string | null },
): Promise<void> {
  const { userId = null, ...rest } = event;
  await recordSecurityEvent(ctx.db, { ...rest, userId, actorId: ctx.operator.userId, source: sourceOf(ctx) });
}

/** Writes what an operator did to an organisation into that organisation's record, where its administrators read it. */
export async function recordForTenants<Name extends string, Payload extends z.ZodType>(
  ctx: OperatorContext,
  event: EventDefinition<Name, Payload>,
  facts: readonly { tenantId: string; entityId: string; payload: z.input<Payload> }[],
): Promise<void> {
  if (facts.length === 0) return;
  await ctx.db.insert(auditEvent).values(
    facts.map(({ tenantId, entityId, payload }) => ({
      tenantId,
      ...factOf(event, payload),
      entityId,
      actorId: null,
      actorName: ctx.operator.name,
      requestId: ctx.requestId,
      ...ctx.source,
    })),
  );
}

function sourceOf({ requestId, source }: OperatorContext): AuthSource {
  return { requestId, clientAddress: source.clientAddress, userAgent: source.userAgent };
}
