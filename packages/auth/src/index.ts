export { announceAccessChange } from "./access-change.ts";
export { hearsOfAccess, watchAccess } from "./access-watch.ts";
export { type ApiKeySecret, createApiKeySecret } from "./api-key.ts";
export { authenticate } from "./authenticate.ts";
export { changeAccess } from "./change-access.ts";
export { sessionCookie, verifySession } from "./cookie.ts";
export { resendVerification, type VerifiedEmail, verifyEmail } from "./email-verification.ts";
export { startAuthFeed } from "./feed.ts";
export { type Handover, openImpersonation, stopImpersonation } from "./impersonation.ts";
export { type LinkedAccount, listLinkedAccounts, unlinkAccount } from "./linked-account.ts";
export type { MailingPlatform } from "./mail-link.ts";
export { forgetMemberships, rememberMembership } from "./membership-memory.ts";
export { appointOperator } from "./operator-account.ts";
export { requireOwnHands, requirePerson } from "./own-hands.ts";
export { findTenantByHost } from "./own-host.ts";
export { hashPassword, verifyPassword } from "./password.ts";
export { changePassword } from "./password-change.ts";
export { judgePassword } from "./password-policy.ts";
export { requestPasswordReset, resetPassword } from "./password-reset.ts";
export type { AuthFeed, AuthPlatform, Identity, RememberedMembership } from "./platform.ts";
export {
  type CurrentSecondFactor,
  confirmSecondFactor,
  disableSecondFactor,
  getSecondFactor,
  type RecoveryCodes,
  renewRecoveryCodes,
  type StartedSecondFactor,
  startSecondFactor,
} from "./second-factor.ts";
export {
  listOwnSecurityEvents,
  type NewSecurityEvent,
  type OwnSecurityEvent,
  recordSecurityEvent,
} from "./security-event.ts";
export { revokeSession, revokeSessionsOf, signOutEverywhere } from "./session.ts";
export { listSessions, revokeOtherSessions, revokeOwnSession, type SessionSummary } from "./session-list.ts";
export { signUp } from "./sign-up.ts";
export type { AuthSource } from "./source.ts";
export { createTokens, refreshTokens, revokeTokens, type Tokens, verifyAccessToken } from "./token.ts";
