import type { Page } from "@steward/contracts";
import type { ListAuditEventsInput } from "@steward/contracts/org/audit-event";
import { keysetPage } from "@steward/db";
import { auditEvent } from "@steward/db/schema";
import { and, eq } from "drizzle-orm";
import type { ServiceContext } from "../kernel/index.ts";

export interface AuditEvent {
  id: string;
  name: string;
  entityId: string;
  actorId: string | null;
  actorName: string;
  requestId: string;
  payload: unknown;
  createdAt: Date;
}

/** What happened in the organisation, newest first unless asked otherwise. */
export async function listAuditEvents(ctx: ServiceContext, input: ListAuditEventsInput): Promise<Page<AuditEvent>> {
  const { filter, sort, limit, cursor } = input;
  return keysetPage({ sort, by: auditEvent.createdAt, id: auditEvent.id, limit, cursor }, (part) =>
    ctx.db
      .select({
        id: auditEvent.id,
        name: auditEvent.name,
        entityId: auditEvent.entityId,
        actorId: auditEvent.actorId,
        actorName: auditEvent.actorName,
        requestId: auditEvent.requestId,
        payload: auditEvent.payload,
        createdAt: auditEvent.createdAt,
        ...part.columns,
      })
      .from(auditEvent)
      .where(
        and(
          filter.name ? eq(auditEvent.name, filter.name) : undefined,
          filter.entityId ? eq(auditEvent.entityId, filter.entityId) : undefined,
          filter.actorId ? eq(auditEvent.actorId, filter.actorId) : undefined,
          part.where,
        ),
      )
      .orderBy(...part.orderBy)
      .limit(part.limit),
  );
}
