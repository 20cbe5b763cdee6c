import { decode } from "next-auth/jwt";
import { type AuthPlatform, authState, type Identity, type SessionClaims } from "./platform.ts";
import { findIdentity } from "./session.ts";

/** One name for web, admin and the API: on one host they share the sign-in. */
export const sessionCookie = "steward.session-token";

// Ours are about 300 characters; decryption is not worth starting for more.
const maxTokenLength = 4_096;

/**
 * Who a browser's cookies speak for: null without a session cookie, and for one that is forged, expired or
 * of an ended session — a stale cookie is how every session ends, and the sign-in page must still open.
 */
export async function verifySession(platform: AuthPlatform, cookieHeader: string | null): Promise<Identity | null> {
  const claims = await readSessionCookie(platform, cookieHeader);
  return claims ? findIdentity(platform, claims.sessionId, claims.userId) : null;
}

/** The claims of an authentic session cookie, without asking whether the session still lives. */
export async function readSessionCookie(
  platform: AuthPlatform,
  cookieHeader: string | null,
): Promise<SessionClaims | null> {
  const token = cookieHeader === null ? null : cookieValue(cookieHeader, sessionCookie);
  if (token === null || token.length > maxTokenLength) return null;
  const { cookies } = authState(platform);
  const known = cookies.get(token);
  if (known && known.expiresAtMs > Date.now()) return known.claims;
  const decoded = await decode({ token, secret: platform.secret }).catch(() => null);
  if (typeof decoded?.sub !== "string" || typeof decoded.sid !== "string") return null;
  const claims = { userId: decoded.sub, sessionId: decoded.sid };
  if (typeof decoded.exp === "number") cookies.set(token, { claims, expiresAtMs: decoded.exp * 1000 });
  return claims;
}

function cookieValue(header: string, name: string): string | null {
  for (const pair of header.split(";")) {
    const at = pair.indexOf("=");
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return null;
}
