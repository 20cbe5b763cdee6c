import { AppError } from "@steward/contracts";
import { isApiKey, verifyApiKey } from "./api-key.ts";
import { verifySession } from "./cookie.ts";
import type { AuthPlatform, Identity } from "./platform.ts";
import { verifyAccessToken } from "./token.ts";

/**
 * Who sent a request: the bearer token if there is one, else the session cookie, else nobody (null).
 *
 * A bearer token is an API key (`stw_…`) or an access token. One that is no good throws UNAUTHENTICATED
 * (`auth.invalid_token`, `auth.token_expired`, `auth.session_expired`, `auth.key_expired`, `auth.key_revoked`) and never
 * falls back to the cookie: a client that says who it is must not be served as somebody else.
 */
export async function authenticate(platform: AuthPlatform, headers: Pick<Headers, "get">): Promise<Identity | null> {
  const authorization = headers.get("authorization");
  const bearer = authorization === null ? null : /^bearer(?:\s+(.*))?$/is.exec(authorization.trim());
  if (bearer) {
    const token = bearer[1];
    if (!token) throw new AppError("UNAUTHENTICATED", "auth.invalid_token");
    return isApiKey(token) ? verifyApiKey(platform, token) : verifyAccessToken(platform, token);
  }
  return verifySession(platform, headers.get("cookie"));
}
