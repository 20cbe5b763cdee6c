import { decode } from "next-auth/jwt";
import { type AuthPlatform, authState, type Identity, type SessionClaims } from "./platform.ts";
import { findIdentity } from "./session.ts";

/** One name for web, admin and the API: on one host they share the sign-in. */
export const sessionCookie = "steward.session-token";

/**
 * What stands before the name where the site is served over https: browsers take such a cookie from https only, and
 * `__Host-` from this very host only, so that neither a neighbour's host nor a line in between plants one (RFC 6265bis,
 * section 4.1.3).
 */
const prefixes = { host: "__Host-", domain: "__Secure-" } as const;
/** The best guarded first: where a browser sends several, the others may be planted. */
const readable = [prefixes.host + sessionCookie, prefixes.domain + sessionCookie, sessionCookie];

/** The session cookie's name on a site: `secure` over https, `domain` shared with the hosts below a domain. */
export function sessionCookieName({ secure, domain }: { secure: boolean; domain: string | undefined }): string {
  if (!secure) return sessionCookie;
  return (domain ? prefixes.domain : prefixes.host) + sessionCookie;
}

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
  const token = cookieHeader === null ? null : sessionCookieValue(cookieHeader);
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

function sessionCookieValue(header: string): string | null {
  const values = new Map<string, string>();
  for (const pair of header.split(";")) {
    const at = pair.indexOf("=");
    const name = pair.slice(0, Math.max(at, 0)).trim();
    // The first of two with one name is the one set for the longer path: the browser's order (RFC 6265, 5.4).
    if (readable.includes(name) && !values.has(name)) values.set(name, pair.slice(at + 1).trim());
  }
  const name = readable.find((each) => values.has(each));
  return name === undefined ? null : (values.get(name) ?? null);
}
