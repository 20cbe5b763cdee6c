import { AppError } from "@steward/contracts";
import { session, user } from "@steward/db/schema";
import { and, eq, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { type AuthPlatform, authState, type Identity } from "./platform.ts";

export type SessionKind = "browser" | "token";

/** How long after signing in a person signs in again, in seconds. */
export const sessionSeconds: Record<SessionKind, number> = { browser: 30 * 86_400, token: 90 * 86_400 };

/** A session that was good when it was last looked at. */
export interface LiveSession extends Pick<Identity, "userId" | "impersonator" | "secondFactor" | "signedInAt"> {
  readonly expiresAt: Date;
}

// A session ended in another process is still honoured here for at most this long; one ended in this process
// ends at once. Every request checks its session, and a look-up per request would double the small queries.
const trustMs = 5_000;

const operator = alias(user, "operator");

/** Starts a session; returns its id. */
export async function openSession(
  platform: AuthPlatform,
  { userId, kind, userAgent }: { userId: string; kind: SessionKind; userAgent: string | null },
): Promise<{ sessionId: string; expiresAt: Date }> {
  const expiresAt = new Date(Date.now() + sessionSeconds[kind] * 1000);
  const [row] = await platform.system
    .insert(session)
    .values({ userId, kind, userAgent: userAgent?.slice(0, 512) ?? null, expiresAt })
    .returning({ sessionId: session.id });
  if (!row) throw new AppError("INTERNAL", "internal");
  return { sessionId: row.sessionId, expiresAt };
}

/** Ends a session for good; ending one that has ended already changes nothing. */
export async function revokeSession(platform: AuthPlatform, sessionId: string): Promise<void> {
  await platform.system
    .update(session)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(session.id, sessionId), isNull(session.revokedAt)));
  authState(platform).sessions.delete(sessionId);
}

/**
 * The identity behind a session named by a token that was authentic: null when the session has ended, has
 * expired, is not that person's, or the person is disabled.
 */
export async function findIdentity(
  platform: AuthPlatform,
  sessionId: string,
  userId: string,
): Promise<Identity | null> {
  const live = await lookUp(platform, sessionId);
  if (!live || live.userId !== userId || live.expiresAt.getTime() <= Date.now()) return null;
  const { impersonator, secondFactor, signedInAt } = live;
  return { userId, sessionId, apiKey: null, impersonator, secondFactor, signedInAt };
}

function lookUp(platform: AuthPlatform, sessionId: string): Promise<LiveSession | null> {
  const { sessions } = authState(platform);
  const known = sessions.get(sessionId);
  if (known && performance.now() - known.checkedAt < trustMs) return known.session;

  const read = readLive(platform, sessionId);
  sessions.set(sessionId, { checkedAt: performance.now(), session: read });
  // A database that could not be asked must be asked again by the next request.
  read.catch(() => {
    if (sessions.get(sessionId)?.session === read) sessions.delete(sessionId);
  });
  return read;
}

async function readLive(platform: AuthPlatform, sessionId: string): Promise<LiveSession | null> {
  const [row] = await platform.system
    .select({
      userId: session.userId,
      expiresAt: session.expiresAt,
      secondFactor: session.secondFactor,
      signedInAt: session.createdAt,
      impersonatorId: session.impersonatorId,
      impersonatorName: operator.name,
      impersonatorDisabledAt: operator.disabledAt,
    })
    .from(session)
    .innerJoin(user, eq(user.id, session.userId))
    .leftJoin(operator, eq(operator.id, session.impersonatorId))
    .where(and(eq(session.id, sessionId), isNull(session.revokedAt), isNull(user.disabledAt)));
  if (!row || row.impersonatorDisabledAt) return null;
  const { impersonatorId, impersonatorName, impersonatorDisabledAt: _, ...known } = row;
  const impersonator = impersonatorId === null ? null : { userId: impersonatorId, name: impersonatorName ?? "" };
  return { ...known, impersonator };
}
