import { AppError } from "@steward/contracts";
import { verifySession } from "./cookie.ts";
import type { AuthPlatform, Identity } from "./platform.ts";
import { verifyAccessToken } from "./token.ts";

/**
 * Who sent a request: the bearer token if there is one, else the session cookie, else nobody (null).
 *
 * A bearer token that is no good throws UNAUTHENTICATED (`auth.invalid_token`, `auth.token_expired`,
 * `auth.session_expired`) and never falls back to the cookie: a client that says who it is must not be
 * served as somebody else. Further kinds of credentials (API keys) take their place here.
 */
export async function authenticate(platform: AuthPlatform, headers: Headers): Promise<Identity | null> {
  const authorization = headers.get("authorization");
  const bearer = authorization === null ? null : /^bearer(?:\s+(.*))?$/is.exec(authorization.trim());
  if (bearer) {
    const token = bearer[1];
    if (!token) throw new AppError("UNAUTHENTICATED", "auth.invalid_token");
    return verifyAccessToken(platform, token);
  }
  return verifySession(platform, headers.get("cookie"));
}
