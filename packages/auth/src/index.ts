export { announceAccessChange } from "./access-change.ts";
export { type ApiKeySecret, createApiKeySecret } from "./api-key.ts";
export { authenticate } from "./authenticate.ts";
export { sessionCookie, verifySession } from "./cookie.ts";
export { requireOwnHands } from "./own-hands.ts";
export { hashPassword, verifyPassword } from "./password.ts";
export type { AuthPlatform, Identity } from "./platform.ts";
export {
  type AuthSource,
  listOwnSecurityEvents,
  type NewSecurityEvent,
  type OwnSecurityEvent,
  recordSecurityEvent,
} from "./security-event.ts";
export { revokeSession } from "./session.ts";
export { createTokens, refreshTokens, revokeTokens, type Tokens, verifyAccessToken } from "./token.ts";
