import type { PasswordReason } from "@steward/contracts/auth/password";
import type { ProviderReason } from "@steward/contracts/auth/profile";
import type { SecondFactorReason } from "@steward/contracts/auth/second-factor";
import type { ImpersonationReason } from "@steward/contracts/auth/session";
import type { SignUpReason } from "@steward/contracts/auth/sign-up";
import type { AuthReason } from "@steward/contracts/auth/token";
import type { IdempotencyReason } from "@steward/contracts/kernel/idempotency";
import type { LiveReason } from "@steward/contracts/kernel/live";
import type { PushReason } from "@steward/contracts/notifications/preference";
import type { OperatorEventReason } from "@steward/contracts/operator/event";
import type { OperatorMailReason } from "@steward/contracts/operator/mail";
import type { OperatorTenantReason } from "@steward/contracts/operator/tenant";
import type { OperatorUserReason } from "@steward/contracts/operator/user";
import type { AccessReason } from "@steward/contracts/org/access";
import type { ApiKeyReason } from "@steward/contracts/org/api-key";
import type { BusinessCalendarReason } from "@steward/contracts/org/business-calendar";
import type { DivisionReason } from "@steward/contracts/org/division";
import type { DomainReason } from "@steward/contracts/org/domain";
import type { InvitationReason } from "@steward/contracts/org/invitation";
import type { MemberReason } from "@steward/contracts/org/member";
import type { RoleReason } from "@steward/contracts/org/role";
import type { TenantReason } from "@steward/contracts/org/tenant";
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

/** next-auth's own names for a sign-in that a provider, or the way back from it, broke off. */
const providerWords = {
  OAuthSignin: credentialWords["auth.provider_failed"],
  OAuthCallback: credentialWords["auth.provider_failed"],
  Callback: credentialWords["auth.provider_failed"],
} as const;

const impersonationWords: Record<ImpersonationReason, string> = {
  "auth.impersonating": "Only the person themselves can do this. Stop acting in their name first.",
  "auth.not_impersonating": "You are not acting in anybody's name.",
  "auth.impersonation_refused": "Nobody can act in this person's name.",
  "auth.handover_invalid": "This link has been used or has expired. Start again.",
};

const tenantWords: Record<TenantReason | DomainReason | ApiKeyReason, string> = {
  "tenant.slug_taken": "Another organisation has this address. Choose a different one.",
  "tenant.too_many": "You have as many organisations as one person can have.",
  "tenant.email_unverified": "Confirm your e-mail address first: open the link we have sent you.",
  "tenant.own_second_factor_first":
    "Switch on two-step sign-in for yourself and sign in with it first, or this would shut you out too.",
  "tenant.slug_mismatch": "This is not the organisation's address. Type it exactly as shown.",
  "tenant.not_being_removed": "This organisation is not being removed.",
  "domain.taken": "Another organisation has proved that this host name is theirs.",
  "domain.reserved": "This host name belongs to the platform. Choose one of your own.",
  "domain.not_claimed": "Enter a host name first.",
  "domain.record_missing": "The record is not there yet. New records can take an hour to be seen; then check again.",
  "domain.record_differs": "There is a record, but it says something else. Compare it with the one shown.",
  "domain.claim_changed": "Somebody changed the host name meanwhile. Check again.",
  "domain.lookup_failed": "The name servers of this domain do not answer. Try again in a moment.",
  "api_key.scope_unknown": "One of these permissions does not exist. Load the page again.",
  "api_key.scope_not_own": "A key cannot do more than you can. Leave out what your role does not allow.",
  "api_key.too_many": "You have as many keys as one person can have. Revoke one you no longer use.",
  "api_key.revoked_already": "This key was revoked already.",
};

const peopleWords: Record<MemberReason | RoleReason | DivisionReason | InvitationReason | AccessReason, string> = {
  "member.grants_more_than_own": "You can only give what you may do yourself. Choose a role that allows less.",
  "member.may_more_than_own": "This role allows more than yours does. Ask somebody who has it.",
  "member.owners_only": "Only an owner can make somebody an owner, or change what an owner may do.",
  "member.not_yourself": "You cannot do this to yourself. To go, leave the organisation.",
  "member.last_owner": "An organisation needs an owner. Make somebody else an owner first.",
  "member.last_administrator": "Somebody has to run the organisation. Make somebody else an administrator first.",
  "role.name_taken": "Another role has this name. Choose a different one.",
  "role.in_use": "Members or open invitations still have this role. Give them another one first.",
  "role.too_many": "There are as many roles as an organisation can have. Remove one you no longer use.",
  "role.permission_unknown": "One of these permissions no longer exists. Load the page again.",
  "division.name_taken": "There is a division of this name at the same place. Choose a different name.",
  "division.cycle": "A division cannot stand below itself. Choose another place.",
  "division.too_deep": "The tree would become too deep. Choose a place further up.",
  "division.too_many": "There are as many divisions as an organisation can have.",
  "division.has_children": "There are divisions below this one. Move or remove them first.",
  "invitation.unknown": "This invitation does not exist, or a newer one took its place. Look for the latest mail.",
  "invitation.expired": "This invitation has expired. Ask for a new one.",
  "invitation.revoked": "This invitation was taken back. Ask who sent it.",
  "invitation.accepted": "This invitation was accepted already. Sign in.",
  "invitation.sender_lost_authority":
    "Whoever sent this invitation may not give this access any more. Ask for a new one.",
  "invitation.not_open": "This invitation was accepted or taken back meanwhile.",
  "invitation.domain_not_allowed": "The organisation does not take in people with an address of this domain.",
  "invitation.other_person": "This invitation is for another address. Sign in with the one it was sent to.",
  "invitation.account_exists": "You have an account with this address. Sign in to accept.",
  "invitation.address_taken": "Somebody else in this organisation has this address. Ask one of its administrators.",
  "invitation.too_many_open": "Too many invitations are waiting for an answer. Take back some of them first.",
  "invitation.too_many_mails": "Enough invitations were sent for now. Try again in an hour.",
  "access.procedure_unknown": "There is nothing of this name. Choose it from the list.",
};

const calendarWords: Record<BusinessCalendarReason, string> = {
  "business_calendar.name_taken": "There is a calendar of this name already. Choose another.",
  "business_calendar.is_default": "This is the calendar that counts by default. Make another one the default first.",
  "business_calendar.in_use": "Projects go by this calendar. Give them another one first.",
  "business_calendar.too_many_holidays": "A calendar takes five hundred holidays. Remove some that are past.",
};

const operatorWords: Record<
  OperatorTenantReason | OperatorUserReason | OperatorMailReason | OperatorEventReason,
  string
> = {
  "tenant.already_suspended": "This organisation is suspended already.",
  "tenant.not_suspended": "This organisation is not suspended.",
  "user.yourself": "You cannot disable your own account.",
  "user.already_disabled": "This person is disabled already.",
  "user.not_disabled": "This person is not disabled.",
  "event.replay_too_large": "There is too much in this time. Choose a shorter one, and replay it in parts.",
  "event.replay_too_old": "Nobody knows any more what was done so long ago. Choose a later time.",
  "event.consumer_unknown": "Nothing of this name is told of events. Load the page again.",
  "mail.not_failed": "Only mail that was given up can be sent again.",
};

const pushWords: Record<PushReason, string> = {
  "push.unavailable": "This installation does not notify devices. Ask whoever runs it.",
  "push.service_unknown":
    "This browser is notified by a service that is not known here. Ask whoever runs this installation.",
  "push.removed": "Notifications were switched off for this browser. Switch them on again if you want them.",
  "push.too_many": "You are notified on many devices already. Remove one of them first.",
};

const wireWords: Record<IdempotencyReason | LiveReason, string> = {
  "live.too_many": "Too many windows are open at once. Close some, then load the page again.",
  "idempotency.key_invalid": "This request was not put together right. Load the page again.",
  "idempotency.key_reused": "This was sent before with something else in it. Load the page again, then try once more.",
};

const requestWords = {
  internal: "Something went wrong on our side. Try again in a moment.",
  input_invalid: "Some of the values are not right. Check the marked fields.",
  overloaded: "There is more to do here than usual. Wait a moment and try again.",
  rate_limited: "Too many requests at once. Wait a moment and try again.",
  permission_missing: "Your role does not allow this. Ask an administrator of your organisation.",
  operator_only: "Only the people who run this platform can do this.",
  tenant_missing: "No organisation was named. Choose one first.",
  tenant_unknown: "There is no organisation at this address, or you are not a member of it.",
  tenant_not_a_member: "There is no organisation at this address, or you are not a member of it.",
  tenant_suspended: "This organisation is suspended. Its owner knows why.",
  tenant_being_removed: "This organisation is being removed. One of its owners can still take that back.",
  tenant_second_factor_required: "This organisation asks for two-step sign-in. Switch it on to go on.",
  member_disabled: "Your access to this organisation is switched off. Ask one of its administrators.",
} as const;

registerProblemTexts({
  ...authWords,
  ...credentialWords,
  ...providerWords,
  ...impersonationWords,
  ...tenantWords,
  ...peopleWords,
  ...calendarWords,
  ...operatorWords,
  ...pushWords,
  ...wireWords,
  ...requestWords,
});
