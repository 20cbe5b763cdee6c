import { z } from "zod";
import { listInput } from "../kernel/list.ts";

/** What can happen to a person's access, and what operators do; the names of `security_event`. */
export const securityEventNames = [
  "auth.signed_up",
  "auth.signed_in",
  "auth.sign_in_failed",
  "auth.signed_out",
  "auth.session_revoked",
  "auth.refresh_reused",
  "auth.verification_requested",
  "auth.email_verified",
  "auth.password_reset_requested",
  "auth.password_reset",
  "auth.password_changed",
  "auth.second_factor_enabled",
  "auth.second_factor_disabled",
  "auth.recovery_codes_renewed",
  "auth.recovery_code_used",
  "auth.provider_linked",
  "auth.provider_unlinked",
  "auth.impersonation_started",
  "auth.impersonation_stopped",
  "operator.appointed",
  "operator.user_disabled",
  "operator.user_enabled",
  "operator.tenant_suspended",
  "operator.tenant_resumed",
  "operator.tenant_restored",
  "operator.tenant_purged",
  "operator.mail_read",
  "operator.mail_retried",
  "operator.job_retried",
  "operator.job_cancelled",
  "operator.events_replayed",
] as const;

export type SecurityEventName = (typeof securityEventNames)[number];

export const securityEventSortFields = ["createdAt"] as const;
/** The signed-in person's own, newest first. */
export const listOwnSecurityEventsInput = listInput(
  securityEventSortFields,
  z.object({ name: z.enum(securityEventNames) }),
  "desc",
);
export type ListOwnSecurityEventsInput = z.infer<typeof listOwnSecurityEventsInput>;
