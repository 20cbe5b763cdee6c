import { createHash, createHmac, randomBytes } from "node:crypto";
import { AppError } from "@steward/contracts";
import { refreshToken as refreshTokenTable, session, user } from "@steward/db/schema";
import type { SystemDb } from "@steward/db/system";
import { and, eq, exists, gt, isNotNull, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { type AuthPlatform, authState, type SessionClaims } from "./platform.ts";
import { revokeSession } from "./session.ts";
import type { AuthSource } from "./source.ts";

const refreshSeconds = 30 * 86_400;
/** How long the client that spent a refresh token may ask for the same successor again. */
const graceSeconds = 30;

/** Makes the first refresh token of a session: 256 random bits. */
export async function issueRefreshToken(db: Pick<SystemDb, "insert">, owner: TokenOwner): Promise<string> {
  const refreshToken = randomBytes(32).toString("base64url");
  await storeRefreshToken(db, refreshToken, owner);
  return refreshToken;
}

/**
 * Spends a refresh token; answers whose it is, and its successor.
 *
 * A refresh token is spent once, by one conditional update. The successor is derived from it (HMAC-SHA256 under a key of
 * the installation), so that it can be said again without being stored: for 30 seconds the client that spent the token,
 * by its user agent and address, gets the same successor whenever it asks, as long as that one is unspent. So a client
 * that refreshes many times at once, or loses the answer, stays signed in. Anybody else, or later, or after the successor
 * was spent, shows that the token is in two hands; nobody can tell which is the thief's, and the session ends (RFC 9700,
 * section 4.14.2).
 *
 * Throws UNAUTHENTICATED `auth.refresh_reused`, `auth.session_expired` or `auth.invalid_token`.
 */
export async function exchangeRefreshToken(
  platform: AuthPlatform,
  refreshToken: string,
  source: AuthSource,
): Promise<SessionClaims & { refreshToken: string }> {
  const step: Step = {
    tokenHash: hashOf(refreshToken),
    successor: keyed(platform, "successor", refreshToken),
    // Under a key, because there are few addresses to try.
    spender: keyed(platform, "spender", JSON.stringify([source.clientAddress || null, source.userAgent])),
  };
  const claims = (await spend(platform, step)) ?? (await findSpentBySame(platform, step));
  if (!claims) throw await refusal(platform, step, source);
  return { ...claims, refreshToken: step.successor };
}

/** The session a refresh token belongs to, spent or not; null for a token nobody was given. */
export async function findTokenSession({ system }: AuthPlatform, refreshToken: string): Promise<string | null> {
  const [known] = await system
    .select({ sessionId: refreshTokenTable.sessionId })
    .from(refreshTokenTable)
    .where(eq(refreshTokenTable.tokenHash, hashOf(refreshToken)));
  return known?.sessionId ?? null;
}

interface TokenOwner {
  readonly sessionId: string;
  readonly expiresAt: Date;
}

/** A presented token, by its hash, with what follows from it and from who presents it. */
interface Step {
  readonly tokenHash: string;
  readonly successor: string;
  readonly spender: string;
}

/** Spends the token and stores its successor; null where it cannot be spent (any more). */
function spend({ system }: AuthPlatform, { tokenHash, successor, spender }: Step): Promise<SessionClaims | null> {
  return system.transaction(async (tx) => {
    const [spent] = await tx
      .update(refreshTokenTable)
      .set({ usedAt: sql`now()`, usedBy: spender })
      .where(
        and(
          eq(refreshTokenTable.tokenHash, tokenHash),
          isNull(refreshTokenTable.usedAt),
          gt(refreshTokenTable.expiresAt, sql`now()`),
          exists(liveSession(tx)),
        ),
      )
      .returning({ sessionId: refreshTokenTable.sessionId });
    if (!spent) return null;
    const { sessionId } = spent;
    const [owner] = await tx
      .select({ userId: session.userId, expiresAt: session.expiresAt })
      .from(session)
      .where(eq(session.id, sessionId));
    if (!owner) return null;
    await storeRefreshToken(tx, successor, { sessionId, expiresAt: owner.expiresAt });
    return { userId: owner.userId, sessionId };
  });
}

/** Whose token it was, where the same client has spent it a moment ago and nobody has spent its successor yet. */
async function findSpentBySame({ system }: AuthPlatform, step: Step): Promise<SessionClaims | null> {
  const successor = alias(refreshTokenTable, "successor");
  const [found] = await system
    .select({ userId: session.userId, sessionId: session.id })
    .from(refreshTokenTable)
    .innerJoin(session, eq(session.id, refreshTokenTable.sessionId))
    .innerJoin(successor, eq(successor.tokenHash, hashOf(step.successor)))
    .where(
      and(
        eq(refreshTokenTable.tokenHash, step.tokenHash),
        eq(refreshTokenTable.usedBy, step.spender),
        gt(refreshTokenTable.usedAt, sql`now() - make_interval(secs => ${graceSeconds})`),
        // Made half a minute ago at most, it lives as long as its session does.
        isNull(successor.usedAt),
        exists(liveSession(system)),
      ),
    );
  return found ?? null;
}

/** The session of the token in the outer query, where it and its person may still come in. */
function liveSession(db: Pick<SystemDb, "select">) {
  const own = alias(session, "live_session");
  return db
    .select({ one: sql`1` })
    .from(own)
    .innerJoin(user, eq(user.id, own.userId))
    .where(
      and(
        eq(own.id, refreshTokenTable.sessionId),
        isNull(own.revokedAt),
        gt(own.expiresAt, sql`now()`),
        isNull(user.disabledAt),
      ),
    );
}

/** Stores a refresh token, by its hash only; it lives no longer than its session. */
async function storeRefreshToken(
  db: Pick<SystemDb, "insert">,
  refreshToken: string,
  { sessionId, expiresAt: sessionExpiresAt }: TokenOwner,
): Promise<void> {
  const expiresAt = new Date(Math.min(Date.now() + refreshSeconds * 1000, sessionExpiresAt.getTime()));
  await db.insert(refreshTokenTable).values({ sessionId, tokenHash: hashOf(refreshToken), expiresAt });
}

async function refusal(platform: AuthPlatform, { tokenHash }: Step, source: AuthSource): Promise<AppError> {
  const [known] = await platform.system
    .select({ sessionId: refreshTokenTable.sessionId, used: isNotNull(refreshTokenTable.usedAt) })
    .from(refreshTokenTable)
    .where(eq(refreshTokenTable.tokenHash, tokenHash));
  if (!known) return new AppError("UNAUTHENTICATED", "auth.invalid_token");
  if (!known.used) return new AppError("UNAUTHENTICATED", "auth.session_expired");
  await revokeSession(platform, known.sessionId, { name: "auth.refresh_reused", source });
  return new AppError("UNAUTHENTICATED", "auth.refresh_reused");
}

/** Nobody without the installation's secret finds one token from another. */
function keyed(platform: AuthPlatform, purpose: string, value: string): string {
  return createHmac("sha256", authState(platform).refreshKey).update(`${purpose} ${value}`).digest("base64url");
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
