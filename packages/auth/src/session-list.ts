import { notFound } from "@steward/contracts";
import type { SessionKind } from "@steward/contracts/auth/session";
import { maxPageSize } from "@steward/contracts/kernel/list";
import { session, user } from "@steward/db/schema";
import { and, desc, eq } from "drizzle-orm";
import { changeAccess } from "./change-access.ts";
import { requireOwnHands } from "./own-hands.ts";
import type { AuthPlatform, Identity } from "./platform.ts";
import { recordSecurityEvent } from "./security-event.ts";
import { isLive, revokeSession, revokeSessionsOf } from "./session.ts";
import type { AuthSource } from "./source.ts";

/** A place where the person is signed in. */
export interface SessionSummary {
  id: string;
  kind: SessionKind;
  /** `password`, a provider's id, `impersonation`. */
  method: string;
  secondFactor: boolean;
  userAgent: string | null;
  clientAddress: string | null;
  createdAt: Date;
  /** To the minute. */
  lastSeenAt: Date;
  expiresAt: Date;
  /** The one this request came by. */
  current: boolean;
  /** The name of the operator who acts as the person, where it is not them. */
  impersonator: string | null;
}

/** Where the person is signed in, the place seen last first; the hundred newest. */
export async function listSessions(
  { system }: AuthPlatform,
  { userId, sessionId }: Pick<Identity, "userId" | "sessionId">,
): Promise<SessionSummary[]> {
  const rows = await system
    .select({
      id: session.id,
      kind: session.kind,
      method: session.method,
      secondFactor: session.secondFactor,
      userAgent: session.userAgent,
      clientAddress: session.clientAddress,
      createdAt: session.createdAt,
      lastSeenAt: session.lastSeenAt,
      expiresAt: session.expiresAt,
      impersonator: user.name,
    })
    .from(session)
    .leftJoin(user, eq(user.id, session.impersonatorId))
    .where(and(eq(session.userId, userId), isLive()))
    .orderBy(desc(session.lastSeenAt), desc(session.id))
    .limit(maxPageSize);
  return rows.map((row) => ({ ...row, current: row.id === sessionId }));
}

/**
 * Signs the person out in one place. Throws NOT_FOUND for a session that is not theirs or has ended, FORBIDDEN
 * `auth.impersonating`.
 */
export async function revokeOwnSession(
  platform: AuthPlatform,
  identity: Identity,
  sessionId: string,
  source: AuthSource,
): Promise<void> {
  requireOwnHands(identity);
  const [own] = await platform.system
    .select({ id: session.id })
    .from(session)
    .where(and(eq(session.id, sessionId), eq(session.userId, identity.userId), isLive()));
  if (!own) throw notFound("user.session");
  await revokeSession(platform, sessionId, { name: "auth.session_revoked", source });
}

/**
 * Signs the person out everywhere but here, and says in how many places. Throws FORBIDDEN `auth.impersonating`.
 */
export async function revokeOtherSessions(
  platform: AuthPlatform,
  identity: Identity,
  source: AuthSource,
): Promise<{ count: number }> {
  requireOwnHands(identity);
  const { userId, sessionId } = identity;
  return changeAccess(platform, { kind: "user", id: userId }, async (tx) => {
    const count = await revokeSessionsOf(tx, userId, { except: sessionId });
    if (count > 0) {
      await recordSecurityEvent(tx, { name: "auth.session_revoked", userId, source, details: { others: count } });
    }
    return { count };
  });
}
