import { z } from "zod";

const url = z.url();
const person = z.string();

/**
 * Every mail Steward sends, by template, with what it says. Props travel as JSON until the worker renders them, so
 * dates are ISO strings.
 */
export const mailProps = {
  /** To somebody who has just signed up. */
  verifyEmail: z.object({ name: person, url, expiresAt: z.iso.datetime() }),
  /** To somebody who signed up with an address that has an account: the screen did not tell them. */
  accountExists: z.object({ name: person, signInUrl: url, resetUrl: url }),
  resetPassword: z.object({ name: person, url, expiresAt: z.iso.datetime() }),
  passwordChanged: z.object({ name: person, changedAt: z.iso.datetime(), resetUrl: url }),
  secondFactorChanged: z.object({ name: person, enabled: z.boolean(), changedAt: z.iso.datetime() }),
  /** Another way in than the password was changed or used up. */
  signInChanged: z.object({
    name: person,
    change: z.enum(["providerLinked", "providerUnlinked", "recoveryCodesRenewed", "recoveryCodeUsed"]),
    /** Of a provider's account: `google`, `microsoft`, `github`, `oidc`. */
    provider: z.string().optional(),
    /** Of a recovery code: how many are left. */
    codesLeft: z.number().int().optional(),
    changedAt: z.iso.datetime(),
  }),
  invitation: z.object({
    organisation: z.string(),
    inviter: person,
    role: z.string(),
    url,
    expiresAt: z.iso.datetime(),
  }),
  /** To the owners of an organisation that is to be removed. */
  tenantDeletion: z.object({ organisation: z.string(), requestedBy: person, purgeAfter: z.iso.datetime(), url }),
  /** What somebody was told in an organisation and has not read: one thing, several, or all since the last digest. */
  notifications: z.object({
    name: person,
    organisation: z.string(),
    digest: z.enum(["off", "daily", "weekly"]),
    items: z.array(z.object({ title: z.string(), body: z.string().nullable(), url })).min(1),
    /** How many there are beside those. */
    more: z.number().int(),
    /** All of them. */
    url,
    /** Where one chooses what to get, or nothing. */
    manageUrl: url,
    /** Where one request ends mail of these kinds (RFC 8058); mail that was queued by an earlier release has none. */
    unsubscribeUrl: url.optional(),
  }),
} as const;

export type MailTemplate = keyof typeof mailProps;
export type MailProps<Template extends MailTemplate> = z.input<(typeof mailProps)[Template]>;

export const mailTemplates = Object.keys(mailProps) as [MailTemplate, ...MailTemplate[]];
