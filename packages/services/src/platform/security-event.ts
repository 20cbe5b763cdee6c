import type { Page } from "@steward/contracts";
import type { ListSecurityEventsInput } from "@steward/contracts/operator/security-event";
import { keysetPage } from "@steward/db";
import { securityEvent, tenant, user } from "@steward/db/schema";
import type { SystemDb } from "@steward/db/system";
import { and, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";

/** What happened to somebody's access or to the platform. Names are null where nobody, or nobody any more, is meant. */
export interface PlatformSecurityEvent {
  id: string;
  createdAt: Date;
  name: string;
  userId: string | null;
  userName: string | null;
  userEmail: string | null;
  /** Who did it, where that is somebody else: an operator. */
  actorId: string | null;
  actorName: string | null;
  tenantId: string | null;
  organisation: string | null;
  clientAddress: string | null;
  userAgent: string | null;
  requestId: string;
  details: unknown;
}

const actor = alias(user, "actor");

/** The platform's own history, newest first unless asked otherwise. */
export async function listSecurityEvents(
  db: SystemDb,
  { filter, sort, limit, cursor }: ListSecurityEventsInput,
): Promise<Page<PlatformSecurityEvent>> {
  // Ids are UUIDv7: they stand in the order of time, and each filter's index ends with them.
  return keysetPage({ sort, by: securityEvent.id, id: securityEvent.id, limit, cursor }, (part) =>
    db
      .select({
        id: securityEvent.id,
        createdAt: securityEvent.createdAt,
        name: securityEvent.name,
        userId: securityEvent.userId,
        userName: user.name,
        userEmail: user.email,
        actorId: securityEvent.actorId,
        actorName: actor.name,
        tenantId: securityEvent.tenantId,
        organisation: tenant.name,
        clientAddress: securityEvent.clientAddress,
        userAgent: securityEvent.userAgent,
        requestId: securityEvent.requestId,
        details: securityEvent.details,
        ...part.columns,
      })
      .from(securityEvent)
      .leftJoin(user, eq(user.id, securityEvent.userId))
      .leftJoin(actor, eq(actor.id, securityEvent.actorId))
      .leftJoin(tenant, eq(tenant.id, securityEvent.tenantId))
      .where(
        and(
          filter.name ? eq(securityEvent.name, filter.name) : undefined,
          filter.userId ? eq(securityEvent.userId, filter.userId) : undefined,
          filter.actorId ? eq(securityEvent.actorId, filter.actorId) : undefined,
          filter.tenantId ? eq(securityEvent.tenantId, filter.tenantId) : undefined,
          part.where,
        ),
      )
      .orderBy(...part.orderBy)
      .limit(part.limit),
  );
}
