import { AppError } from "@steward/contracts";
import type { SecurityEventName } from "@steward/contracts/auth/security-event";
import type { SessionKind } from "@steward/contracts/auth/session";
import { secondFactor as secondFactorTable, session, user } from "@steward/db/schema";
import type { SystemDb } from "@steward/db/system";
import { and, eq, gt, isNotNull, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { announceAccessChange } from "./access-change.ts";
import { changeAccess, forgetAccess } from "./change-access.ts";
import { type AuthPlatform, authState, type Identity, type LiveSession } from "./platform.ts";
import { recordSecurityEvent } from "./security-event.ts";
import { type AuthSource, storedSource } from "./source.ts";

/** How long after signing in a person signs in again, in seconds. */
export const sessionSeconds: Record<SessionKind, number> = { browser: 30 * 86_400, token: 90 * 86_400 };

/**
 * How long a session may lie unused. A browser that nobody has opened for two weeks is often one that somebody else has;
 * other clients are held to the month that a refresh token lives.
 */
const idleSeconds: Record<SessionKind, number> = { browser: 14 * 86_400, token: sessionSeconds.token };

/** How often, at most, a session's last use is written down. */
const noteEveryMs = 60_000;

const operator = alias(user, "operator");

export interface NewSession {
  readonly userId: string;
  readonly kind: SessionKind;
  /** How the person showed who they are: `password`, a provider's id. */
  readonly method?: string;
  /** Whether a second factor was asked for and given. */
  readonly secondFactor?: boolean;
  /** The hash the password was right for: it must still be the person's when the session begins. */
  readonly provedHash?: string | undefined;
  readonly source: AuthSource;
  /**
   * The session whose cookie the browser still carries. It ends: whoever knew it before the sign-in learns nothing of
   * what comes after, and it does not outlive the cookie that named it.
   */
  readonly replaces?: string | undefined;
}

/**
 * Starts a session under an id of its own, and says so in the person's history.
 *
 * Proving who one is takes a while, and a session that begins after the old password, or a sign-in without a code, has
 * been ruled out would outlive the sweep that went with it. So what was proved is looked at again, under a lock that
 * `changeAccess` waits for: the session either begins before the sweep and is ended by it, or does not begin. Throws
 * UNAUTHENTICATED `auth.invalid_credentials`, `auth.user_disabled` or `auth.second_factor_required`.
 */
export async function openSession(
  platform: AuthPlatform,
  { userId, kind, method = "password", secondFactor = false, provedHash, source, replaces }: NewSession,
): Promise<{ sessionId: string; expiresAt: Date }> {
  const expiresAt = new Date(Date.now() + sessionSeconds[kind] * 1000);
  const { clientAddress, userAgent } = storedSource(source);
  const opened = await platform.system.transaction(async (tx) => {
    await requireStillTrue(tx, { userId, secondFactor, provedHash });
    if (replaces) await end(tx, replaces);
    const [row] = await tx
      .insert(session)
      .values({ userId, kind, method, secondFactor, userAgent, clientAddress, expiresAt })
      .returning({ sessionId: session.id });
    if (!row) throw new AppError("INTERNAL", "internal");
    await recordSecurityEvent(tx, { name: "auth.signed_in", userId, source, details: { kind, method, secondFactor } });
    return { sessionId: row.sessionId, expiresAt };
  });
  if (replaces) forgetAccess(platform, { kind: "session", id: replaces });
  return opened;
}

async function requireStillTrue(
  tx: SystemDb,
  { userId, secondFactor, provedHash }: Pick<NewSession, "userId" | "secondFactor" | "provedHash">,
): Promise<void> {
  const [person] = await tx
    .select({ passwordHash: user.passwordHash, disabledAt: user.disabledAt })
    .from(user)
    .where(eq(user.id, userId))
    .for("share");
  if (!person || (provedHash !== undefined && person.passwordHash !== provedHash)) {
    throw new AppError("UNAUTHENTICATED", "auth.invalid_credentials");
  }
  if (person.disabledAt) throw new AppError("UNAUTHENTICATED", "auth.user_disabled");
  if (secondFactor) return;
  // A statement of its own: one that waited for the lock would see the other tables as they were before it.
  const [factor] = await tx
    .select({ userId: secondFactorTable.userId })
    .from(secondFactorTable)
    .where(and(eq(secondFactorTable.userId, userId), isNotNull(secondFactorTable.confirmedAt)));
  if (factor) throw new AppError("UNAUTHENTICATED", "auth.second_factor_required");
}

/**
 * Ends a session for good, on every node; ending one that has ended already changes nothing. `event` is what the
 * person's history says of it.
 */
export async function revokeSession(
  platform: AuthPlatform,
  sessionId: string,
  event?: { readonly name: SecurityEventName; readonly source: AuthSource },
): Promise<void> {
  await platform.system.transaction(async (tx) => {
    const userId = await end(tx, sessionId);
    if (userId && event) await recordSecurityEvent(tx, { ...event, userId });
  });
  forgetAccess(platform, { kind: "session", id: sessionId });
}

async function end(tx: SystemDb, sessionId: string): Promise<string | null> {
  const [ended] = await tx
    .update(session)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(session.id, sessionId), isNull(session.revokedAt)))
    .returning({ userId: session.userId });
  if (ended) await announceAccessChange(tx, { kind: "session", id: sessionId });
  return ended?.userId ?? null;
}

/**
 * Ends every session of a person, but for `except`, and those in which they act as somebody else, in the caller's
 * transaction. It announces nothing: call it inside `changeAccess(platform, { kind: "user", id: userId }, …)`.
 * Returns how many it ended.
 */
export async function revokeSessionsOf(
  db: Pick<SystemDb, "update">,
  userId: string,
  { except }: { readonly except?: string | null } = {},
): Promise<number> {
  const ended = await db
    .update(session)
    .set({ revokedAt: sql`now()` })
    .where(
      and(
        or(eq(session.userId, userId), eq(session.impersonatorId, userId)),
        except ? ne(session.id, except) : undefined,
        isNull(session.revokedAt),
        gt(session.expiresAt, sql`now()`),
      ),
    )
    .returning({ id: session.id });
  return ended.length;
}

/** Signs a person out everywhere, at once, on every node. */
export async function signOutEverywhere(platform: AuthPlatform, userId: string): Promise<void> {
  await changeAccess(platform, { kind: "user", id: userId }, (tx) => revokeSessionsOf(tx, userId));
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
  const live = await authState(platform).sessions.get(sessionId, () => readLive(platform, sessionId));
  if (!live || live.userId !== userId || live.expiresAt.getTime() <= Date.now()) return null;
  const { impersonator, secondFactor, signedInAt } = live;
  return { userId, sessionId, apiKey: null, impersonator, secondFactor, signedInAt };
}

/** Whether a session has neither ended nor expired, nor lain unused for too long. */
export function isLive(): SQL | undefined {
  const unused = sql`case ${session.kind} when 'browser' then ${idleSeconds.browser}::int else ${idleSeconds.token}::int end`;
  return and(
    isNull(session.revokedAt),
    gt(session.expiresAt, sql`now()`),
    gt(session.lastSeenAt, sql`now() - make_interval(secs => ${unused})`),
  );
}

async function readLive(platform: AuthPlatform, sessionId: string): Promise<LiveSession | null> {
  const [row] = await platform.system
    .select({
      userId: session.userId,
      expiresAt: session.expiresAt,
      secondFactor: session.secondFactor,
      signedInAt: session.createdAt,
      lastSeenAt: session.lastSeenAt,
      isOperator: user.operator,
      impersonatorId: session.impersonatorId,
      operator: { name: operator.name, operator: operator.operator, disabledAt: operator.disabledAt },
    })
    .from(session)
    .innerJoin(user, eq(user.id, session.userId))
    .leftJoin(operator, eq(operator.id, session.impersonatorId))
    .where(and(eq(session.id, sessionId), isLive(), isNull(user.disabledAt)));
  if (!row) return null;
  const { impersonatorId, operator: by, isOperator, lastSeenAt, ...known } = row;
  // Whoever is an operator no more, or not at work any more, acts as nobody; and nobody acts as an operator.
  if (impersonatorId !== null && (!by?.operator || by.disabledAt || isOperator)) return null;
  if (Date.now() - lastSeenAt.getTime() > noteEveryMs) noteSeen(platform, sessionId);
  return { ...known, impersonator: impersonatorId === null ? null : { userId: impersonatorId, name: by?.name ?? "" } };
}

/** Not awaited: no request waits for, or fails by, the note that it was made. */
function noteSeen(platform: AuthPlatform, sessionId: string): void {
  platform.system
    .update(session)
    .set({ lastSeenAt: sql`now()` })
    .where(eq(session.id, sessionId))
    .then(undefined, () => {});
}
