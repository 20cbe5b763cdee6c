export { announceAccessChange } from "./access-change.ts";
export { type ApiKeySecret, createApiKeySecret } from "./api-key.ts";
export { authenticate } from "./authenticate.ts";
export { changeAccess } from "./change-access.ts";
export { sessionCookie, verifySession } from "./cookie.ts";
export { type AuthFeed, startAuthFeed } from "./feed.ts";
export { type Handover, openImpersonation, stopImpersonation } from "./impersonation.ts";
export { requireOwnHands } from "./own-hands.ts";
export { hashPassword, verifyPassword } from "./password.ts";
export type { AuthPlatform, Identity } from "./platform.ts";
export {
  listOwnSecurityEvents,
  type NewSecurityEvent,
  type OwnSecurityEvent,
  recordSecurityEvent,
} from "./security-event.ts";
export { revokeSession, revokeSessionsOf, signOutEverywhere } from "./session.ts";
export { listSessions, revokeOtherSessions, revokeOwnSession, type SessionSummary } from "./session-list.ts";
export type { AuthSource } from "./source.ts";
export { createTokens, refreshTokens, revokeTokens, type Tokens, verifyAccessToken } from "./token.ts";
