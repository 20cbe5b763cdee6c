import type { Page } from "@steward/contracts";
import type { ListOwnSecurityEventsInput, SecurityEventName } from "@steward/contracts/auth/security-event";
import { keysetPage } from "@steward/db";
import { securityEvent, user } from "@steward/db/schema";
import type { SystemDb } from "@steward/db/system";
import { and, eq } from "drizzle-orm";
import type { AuthPlatform } from "./platform.ts";
import { type AuthSource, storedSource } from "./source.ts";

export interface NewSecurityEvent {
  readonly name: SecurityEventName;
  /** Whose access it is about; null where it is about none (a tenant was suspended). */
  readonly userId: string | null;
  /** Who did it, where that is somebody else: an operator. */
  readonly actorId?: string | null;
  readonly tenantId?: string | null;
  readonly source: AuthSource;
  /** What else helps to understand it. Never a password, a code or a token. */
  readonly details?: Readonly<Record<string, string | number | boolean | null>>;
}

/** Writes what happened to somebody's access, in the caller's transaction, for good: nobody may change history. */
export async function recordSecurityEvent(db: Pick<SystemDb, "insert">, event: NewSecurityEvent): Promise<void> {
  const { name, userId, actorId = null, tenantId = null, source, details = {} } = event;
  await db.insert(securityEvent).values({
    name,
    userId,
    actorId,
    tenantId,
    ...storedSource(source),
    details,
  });
}

/** What a person reads of their own history. */
export interface OwnSecurityEvent {
  id: string;
  name: string;
  createdAt: Date;
  clientAddress: string | null;
  userAgent: string | null;
  /** The operator's name, where one did it. */
  actorName: string | null;
}

/** What happened to the person's access, newest first unless asked otherwise. Throws INVALID `cursor_invalid`. */
export async function listOwnSecurityEvents(
  platform: AuthPlatform,
  userId: string,
  { filter, sort, limit, cursor }: ListOwnSecurityEventsInput,
): Promise<Page<OwnSecurityEvent>> {
  // Ids are UUIDv7: they stand in the order of time, and the index (user_id, id) answers without sorting.
  return keysetPage({ sort, by: securityEvent.id, id: securityEvent.id, limit, cursor }, (part) =>
    platform.system
      .select({
        id: securityEvent.id,
        name: securityEvent.name,
        createdAt: securityEvent.createdAt,
        clientAddress: securityEvent.clientAddress,
        userAgent: securityEvent.userAgent,
        actorName: user.name,
        ...part.columns,
      })
      .from(securityEvent)
      .leftJoin(user, eq(user.id, securityEvent.actorId))
      .where(
        and(
          eq(securityEvent.userId, userId),
          filter.name ? eq(securityEvent.name, filter.name) : undefined,
          part.where,
        ),
      )
      .orderBy(...part.orderBy)
      .limit(part.limit),
  );
}
