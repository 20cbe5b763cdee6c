import type { SecurityEventName } from "@steward/contracts/auth/security-event";
import type { Tone } from "@steward/ui";

interface SecurityWords {
  words: string;
  tone: Tone;
}

/** What each event of the platform's history is called, as an operator reads it. */
export const securityWords: Record<SecurityEventName, SecurityWords> = {
  "auth.signed_up": { words: "Account made", tone: "info" },
  "auth.signed_in": { words: "Signed in", tone: "success" },
  "auth.sign_in_failed": { words: "Sign-in refused", tone: "warning" },
  "auth.signed_out": { words: "Signed out", tone: "neutral" },
  "auth.session_revoked": { words: "Session ended from elsewhere", tone: "neutral" },
  "auth.refresh_reused": { words: "Refresh token used twice, family ended", tone: "danger" },
  "auth.verification_requested": { words: "Link to confirm an address asked for", tone: "info" },
  "auth.email_verified": { words: "E-mail address confirmed", tone: "success" },
  "auth.password_reset_requested": { words: "New password asked for", tone: "info" },
  "auth.password_reset": { words: "New password set by mail", tone: "info" },
  "auth.password_changed": { words: "Password changed", tone: "info" },
  "auth.second_factor_enabled": { words: "Two-step sign-in switched on", tone: "success" },
  "auth.second_factor_disabled": { words: "Two-step sign-in switched off", tone: "warning" },
  "auth.recovery_codes_renewed": { words: "New recovery codes made", tone: "info" },
  "auth.recovery_code_used": { words: "Signed in with a recovery code", tone: "warning" },
  "auth.provider_linked": { words: "Provider linked", tone: "info" },
  "auth.provider_unlinked": { words: "Provider unlinked", tone: "info" },
  "auth.impersonation_started": { words: "Operator began to act as somebody", tone: "danger" },
  "auth.impersonation_stopped": { words: "Operator stopped acting as somebody", tone: "neutral" },
  "operator.appointed": { words: "Made an operator", tone: "danger" },
  "operator.user_disabled": { words: "User switched off", tone: "danger" },
  "operator.user_enabled": { words: "User switched on", tone: "success" },
  "operator.tenant_suspended": { words: "Organisation suspended", tone: "danger" },
  "operator.tenant_resumed": { words: "Organisation resumed", tone: "success" },
  "operator.tenant_restored": { words: "Removal of organisation taken back", tone: "success" },
  "operator.tenant_purged": { words: "Organisation removed for good", tone: "danger" },
  "operator.mail_read": { words: "Kept mail read", tone: "warning" },
  "operator.mail_retried": { words: "Mail tried again", tone: "info" },
  "operator.job_retried": { words: "Job tried again", tone: "info" },
  "operator.job_cancelled": { words: "Job cancelled", tone: "warning" },
  "operator.events_replayed": { words: "Events replayed", tone: "info" },
};

/** An event this build does not know yet shows its name. */
export function securityWordsOf(name: string): SecurityWords {
  return securityWords[name as SecurityEventName] ?? { words: name, tone: "neutral" };
}
