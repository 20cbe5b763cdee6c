import type { PasswordReason } from "@steward/contracts/auth/password";
import type { ProviderReason } from "@steward/contracts/auth/profile";
import type { SecondFactorReason } from "@steward/contracts/auth/second-factor";
import type { ImpersonationReason } from "@steward/contracts/auth/session";
import type { SignUpReason } from "@steward/contracts/auth/sign-up";
import type { AuthReason } from "@steward/contracts/auth/token";
import { registerProblemTexts } from "@steward/ui";

const authWords: Record<AuthReason, string> = {
  "auth.sign_in_required": "Sign in to continue.",
  "auth.invalid_credentials": "This e-mail and password do not match. Check both and try again.",
  "auth.user_disabled": "This account is disabled. Ask an administrator of your organisation.",
  "auth.email_unverified": "Confirm your e-mail address first: open the link we have sent you.",
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

const credentialWords: Record<SignUpReason | PasswordReason | SecondFactorReason | ProviderReason, string> = {
  "password.too_common": "Many people use this password, so it is guessed first. Choose another.",
  "password.too_personal": "Your name or e-mail address is most of this password. Choose another.",
  "password.wrong": "This is not your password. Check it and try again.",
  "password.none": "You sign in through a provider and have no password yet. Set one with “Forgot your password?”.",
  "password.unchanged": "This is the password you have already. Choose another.",
  "auth.link_invalid": "This link has been used or has expired. Ask for a new one.",
  "auth.second_factor_required": "Enter the code from your authenticator app.",
  "auth.second_factor_wrong": "This code is not right, or was used before. Wait for the next one and try again.",
  "second_factor.already_on": "Two-step sign-in is on already. Switch it off first to use another device.",
  "second_factor.not_started": "Start again: scan the picture, then enter the code your app shows.",
  "second_factor.off": "Two-step sign-in is not on.",
  "auth.provider_failed": "The provider did not sign you in. Try again, or use your password.",
  "auth.provider_unverified": "The provider has not confirmed your e-mail address. Confirm it there, then try again.",
  "auth.provider_ticket_expired": "That took too long. Sign in through the provider again.",
  "linked_account.last_way_in": "This is your only way to sign in. Set a password first.",
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

registerProblemTexts({ ...authWords, ...credentialWords, ...impersonationWords, ...requestWords });
