import { createHash, randomBytes, randomUUID } from "node:crypto";
import { AppError } from "@steward/contracts";
import { refreshToken as refreshTokenTable, session, user } from "@steward/db/schema";
import type { SystemDatabase } from "@steward/db/system";
import { and, eq, exists, gt, isNotNull, isNull, sql } from "drizzle-orm";
import { errors as joseErrors, jwtVerify, SignJWT } from "jose";
import { type AuthPlatform, authState, type Identity, type SessionClaims } from "./platform.ts";
import { findIdentity, openSession, revokeSession } from "./session.ts";
import { type Credentials, checkCredentials } from "./sign-in.ts";

const issuer = "steward";
const audience = "steward-api";
const type = "at+jwt";
const accessSeconds = 15 * 60;
const refreshSeconds = 30 * 86_400;
// Ours are under 400 characters; nothing larger is worth the parsing.
const maxTokenLength = 4_096;

/** What another client than the browser signs in with. `expiresAt` is the access token's. */
export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresAt: Date;
}

/** Signs in a client that keeps its own tokens. Throws what `checkCredentials` throws. */
export async function createTokens(
  platform: AuthPlatform,
  { userAgent, ...credentials }: Credentials & { readonly userAgent: string | null },
): Promise<Tokens> {
  const { userId } = await checkCredentials(platform, credentials);
  const { sessionId, expiresAt } = await openSession(platform, { userId, kind: "token", userAgent });
  const refreshToken = await storeRefreshToken(platform.system, sessionId, expiresAt);
  return { ...(await signAccessToken(platform, { userId, sessionId })), refreshToken };
}

/**
 * Spends a refresh token and returns its successor with a new access token.
 *
 * A refresh token works once. Presenting it a second time, also while the first time is still under way, ends
 * the session: one of the two presenters stole it, and nobody can tell which (RFC 9700, section 4.14.2).
 * Throws UNAUTHENTICATED `auth.refresh_reused`, `auth.session_expired` or `auth.invalid_token`.
 */
export async function refreshTokens(platform: AuthPlatform, refreshToken: string): Promise<Tokens> {
  const tokenHash = hashOf(refreshToken);
  const next = await platform.system.transaction(async (tx) => {
    const live = tx
      .select({ one: sql`1` })
      .from(session)
      .innerJoin(user, eq(user.id, session.userId))
      .where(
        and(
          eq(session.id, refreshTokenTable.sessionId),
          isNull(session.revokedAt),
          gt(session.expiresAt, sql`now()`),
          isNull(user.disabledAt),
        ),
      );
    // One conditional update decides who of several presenters gets the successor.
    const [spent] = await tx
      .update(refreshTokenTable)
      .set({ usedAt: sql`now()` })
      .where(
        and(
          eq(refreshTokenTable.tokenHash, tokenHash),
          isNull(refreshTokenTable.usedAt),
          gt(refreshTokenTable.expiresAt, sql`now()`),
          exists(live),
        ),
      )
      .returning({ sessionId: refreshTokenTable.sessionId });
    if (!spent) return null;
    const [owner] = await tx
      .select({ userId: session.userId, expiresAt: session.expiresAt })
      .from(session)
      .where(eq(session.id, spent.sessionId));
    if (!owner) return null;
    const successor = await storeRefreshToken(tx, spent.sessionId, owner.expiresAt);
    return { userId: owner.userId, sessionId: spent.sessionId, refreshToken: successor };
  });
  if (!next) throw await refusal(platform, tokenHash);
  return { ...(await signAccessToken(platform, next)), refreshToken: next.refreshToken };
}

/** Ends the session a refresh token belongs to. An unknown token is as good as ended (RFC 7009). */
export async function revokeTokens(platform: AuthPlatform, refreshToken: string): Promise<void> {
  const [known] = await platform.system
    .select({ sessionId: refreshTokenTable.sessionId })
    .from(refreshTokenTable)
    .where(eq(refreshTokenTable.tokenHash, hashOf(refreshToken)));
  if (known) await revokeSession(platform, known.sessionId);
}

/**
 * Who an access token speaks for. Throws UNAUTHENTICATED `auth.token_expired` (refresh it),
 * `auth.session_expired` (sign in again) or `auth.invalid_token`.
 */
export async function verifyAccessToken(platform: AuthPlatform, token: string): Promise<Identity> {
  const { userId, sessionId } = await readAccessToken(platform, token);
  const identity = await findIdentity(platform, sessionId, userId);
  if (!identity) throw new AppError("UNAUTHENTICATED", "auth.session_expired");
  return identity;
}

async function readAccessToken(platform: AuthPlatform, token: string): Promise<SessionClaims> {
  if (token.length > maxTokenLength) throw new AppError("UNAUTHENTICATED", "auth.invalid_token");
  try {
    const { payload } = await jwtVerify(token, authState(platform).accessKey, {
      algorithms: ["HS256"],
      typ: type,
      issuer,
      audience,
      requiredClaims: ["sub", "sid", "exp"],
    });
    if (typeof payload.sub === "string" && typeof payload.sid === "string") {
      return { userId: payload.sub, sessionId: payload.sid };
    }
  } catch (error) {
    if (!(error instanceof joseErrors.JOSEError)) throw error;
    if (error instanceof joseErrors.JWTExpired) throw new AppError("UNAUTHENTICATED", "auth.token_expired");
  }
  throw new AppError("UNAUTHENTICATED", "auth.invalid_token");
}

async function signAccessToken(
  platform: AuthPlatform,
  { userId, sessionId }: SessionClaims,
): Promise<Pick<Tokens, "accessToken" | "expiresAt">> {
  const expiresAt = Math.floor(Date.now() / 1000) + accessSeconds;
  const accessToken = await new SignJWT({ sid: sessionId })
    .setProtectedHeader({ alg: "HS256", typ: type })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(userId)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime(expiresAt)
    .sign(authState(platform).accessKey);
  return { accessToken, expiresAt: new Date(expiresAt * 1000) };
}

/** Makes a refresh token of 256 random bits that lives no longer than its session; only its hash is stored. */
async function storeRefreshToken(
  db: Pick<SystemDatabase, "insert">,
  sessionId: string,
  sessionExpiresAt: Date,
): Promise<string> {
  const refreshToken = randomBytes(32).toString("base64url");
  const expiresAt = new Date(Math.min(Date.now() + refreshSeconds * 1000, sessionExpiresAt.getTime()));
  await db.insert(refreshTokenTable).values({ sessionId, tokenHash: hashOf(refreshToken), expiresAt });
  return refreshToken;
}

async function refusal(platform: AuthPlatform, tokenHash: string): Promise<AppError> {
  const [known] = await platform.system
    .select({ sessionId: refreshTokenTable.sessionId, used: isNotNull(refreshTokenTable.usedAt) })
    .from(refreshTokenTable)
    .where(eq(refreshTokenTable.tokenHash, tokenHash));
  if (!known) return new AppError("UNAUTHENTICATED", "auth.invalid_token");
  if (!known.used) return new AppError("UNAUTHENTICATED", "auth.session_expired");
  await revokeSession(platform, known.sessionId);
  return new AppError("UNAUTHENTICATED", "auth.refresh_reused");
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
