export { authenticate } from "./authenticate.ts";
export { sessionCookie, verifySession } from "./cookie.ts";
export { hashPassword, verifyPassword } from "./password.ts";
export type { AuthPlatform, Identity } from "./platform.ts";
export { revokeSession } from "./session.ts";
export { createTokens, refreshTokens, revokeTokens, type Tokens, verifyAccessToken } from "./token.ts";
