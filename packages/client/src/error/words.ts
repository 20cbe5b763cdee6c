import type { ImpersonationReason } from "@steward/contracts/auth/session";
import type { AuthReason } from "@steward/contracts/auth/token";
import { registerProblemTexts } from "@steward/ui";

const authWords: Record<AuthReason, string> = {
  "auth.sign_in_required": "Sign in to continue.",
  "auth.invalid_credentials": "This e-mail and password do not match. Check both and try again.",
  "auth.user_disabled": "This account is disabled. Ask an administrator of your organisation.",
  "auth.too_many_attempts": "Too many attempts. Wait fifteen minutes, then try again.",
  "auth.busy": "Many people are signing in at this moment. Try again shortly.",
  "auth.invalid_token": "Your session is not valid. Sign in again.",
  "auth.token_expired": "Your session has ended. Sign in again.",
  "auth.session_expired": "Your session has ended. Sign in again.",
  "auth.session_too_old": "Your organisation wants you to sign in again from time to time.",
  "auth.key_expired": "This API key has expired. Make a new one.",
  "auth.key_revoked": "This API key was revoked. Make a new one.",
  "auth.api_key_not_allowed": "API keys cannot do this. Sign in yourself.",
  "auth.refresh_reused": "Your session was ended to protect your account. Sign in again.",
};

const impersonationWords: Record<ImpersonationReason, string> = {
  "auth.impersonating": "Only the person themselves can do this. Stop acting in their name first.",
  "auth.not_impersonating": "You are not acting in anybody's name.",
  "auth.impersonation_refused": "Nobody can act in this person's name.",
  "auth.handover_invalid": "This link has been used or has expired. Start again.",
};

const requestWords = {
  internal: "Something went wrong on our side. Try again in a moment.",
  input_invalid: "Some of the values are not right. Check the marked fields.",
  rate_limited: "Too many requests at once. Wait a moment and try again.",
  permission_missing: "Your role does not allow this. Ask an administrator of your organisation.",
  operator_only: "Only the people who run this platform can do this.",
  tenant_missing: "No organisation was named. Choose one first.",
  tenant_unknown: "There is no organisation at this address, or you are not a member of it.",
  tenant_not_a_member: "There is no organisation at this address, or you are not a member of it.",
  tenant_suspended: "This organisation is suspended. Its owner knows why.",
  member_disabled: "Your access to this organisation is switched off. Ask one of its administrators.",
} as const;

registerProblemTexts({ ...authWords, ...impersonationWords, ...requestWords });
