import type { MailTemplate } from "@steward/contracts/kernel/mail";
import type { MailState } from "@steward/contracts/operator/mail";
import type { Tone } from "@steward/ui";

/** What each mail is for. */
export const mailLabels: Record<MailTemplate, string> = {
  verifyEmail: "Confirm an address",
  accountExists: "Signed up twice",
  resetPassword: "New password",
  passwordChanged: "Password changed",
  secondFactorChanged: "Two-step sign-in changed",
  signInChanged: "Ways to sign in changed",
  invitation: "Invitation",
  tenantDeletion: "Organisation to be removed",
  notifications: "Notifications",
};

/** `kept`: no mail server is set, so the outbox is where the mail arrives. */
export const mailStateWords: Record<MailState, { label: string; tone: Tone }> = {
  queued: { label: "Waiting", tone: "info" },
  sent: { label: "Sent", tone: "success" },
  kept: { label: "Kept here", tone: "accent" },
  failed: { label: "Given up", tone: "danger" },
};
