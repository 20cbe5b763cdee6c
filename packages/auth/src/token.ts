import { randomUUID } from "node:crypto";
import { AppError } from "@steward/contracts";
import { errors as joseErrors, jwtVerify, SignJWT } from "jose";
import { type AuthPlatform, authState, type Identity, type SessionClaims } from "./platform.ts";
import { exchangeRefreshToken, findTokenSession, issueRefreshToken } from "./refresh-token.ts";
import { findIdentity, openSession, revokeSession } from "./session.ts";
import { type Credentials, checkCredentials } from "./sign-in.ts";
import type { AuthSource } from "./source.ts";

const issuer = "steward";
const audience = "steward-api";
const type = "at+jwt";
const accessSeconds = 15 * 60;
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
  {
    userAgent,
    requestId = randomUUID(),
    ...credentials
  }: Credentials & { readonly userAgent: string | null; readonly requestId?: string },
): Promise<Tokens> {
  const source = { clientAddress: credentials.address, userAgent, requestId };
  const signedIn = await checkCredentials(platform, credentials, source);
  const { userId } = signedIn;
  const opened = await openSession(platform, { ...signedIn, kind: "token", source });
  const refreshToken = await issueRefreshToken(platform.system, opened);
  return { ...(await signAccessToken(platform, { userId, sessionId: opened.sessionId })), refreshToken };
}

/** Exchanges a refresh token for new tokens. Throws what `exchangeRefreshToken` throws. */
export async function refreshTokens(platform: AuthPlatform, refreshToken: string, source: AuthSource): Promise<Tokens> {
  const { refreshToken: successor, ...claims } = await exchangeRefreshToken(platform, refreshToken, source);
  return { ...(await signAccessToken(platform, claims)), refreshToken: successor };
}

/** Ends the session a refresh token belongs to. An unknown token is as good as ended (RFC 7009). */
export async function revokeTokens(platform: AuthPlatform, refreshToken: string, source: AuthSource): Promise<void> {
  const sessionId = await findTokenSession(platform, refreshToken);
  if (sessionId) await revokeSession(platform, sessionId, { name: "auth.signed_out", source });
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
  const { accessKey, accessTokens } = authState(platform);
  const known = accessTokens.get(token);
  if (known && known.expiresAtMs > Date.now()) return known.claims;
  try {
    const { payload } = await jwtVerify(token, accessKey, {
      algorithms: ["HS256"],
      typ: type,
      issuer,
      audience,
      requiredClaims: ["sub", "sid", "exp"],
    });
    if (typeof payload.sub === "string" && typeof payload.sid === "string") {
      const claims = { userId: payload.sub, sessionId: payload.sid };
      accessTokens.set(token, { claims, expiresAtMs: Number(payload.exp) * 1000 });
      return claims;
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
