import type { AuthPlatform } from "./platform.ts";

/** A platform that can say in a mail where to go. */
export interface MailingPlatform extends AuthPlatform {
  /** Where people reach the workspace: an origin without a slash behind it. Never what a request's headers say. */
  readonly webUrl: string;
}

export function verifyEmailUrl({ webUrl }: MailingPlatform, token: string): string {
  return `${webUrl}/verify-email?token=${token}`;
}

export function resetPasswordUrl({ webUrl }: Pick<MailingPlatform, "webUrl">, token: string): string {
  return `${webUrl}/reset-password?token=${token}`;
}

export const signInUrl = ({ webUrl }: MailingPlatform) => `${webUrl}/sign-in`;
export const forgotPasswordUrl = ({ webUrl }: MailingPlatform) => `${webUrl}/forgot-password`;
