import { queueMail, uuidv7 } from "@steward/db";
import { user } from "@steward/db/schema";
import { eq, sql } from "drizzle-orm";
import { changeAccess } from "./change-access.ts";
import { credentialLimits } from "./credential-limits.ts";
import { forgotPasswordUrl, type MailingPlatform, resetPasswordUrl } from "./mail-link.ts";
import { mailOrNobody } from "./mail-or-nobody.ts";
import { hashPassword } from "./password.ts";
import { judgePassword } from "./password-policy.ts";
import { authState } from "./platform.ts";
import { recordSecurityEvent } from "./security-event.ts";
import { revokeSessionsOf } from "./session.ts";
import type { AuthSource } from "./source.ts";
import { endMailedTokens, findMailedToken, makeMailedToken, spendMailedToken, storeMailedToken } from "./user-token.ts";

/**
 * Mails a link that sets a new password, for half an hour; an older one ends. Silent, and the same work, for an address
 * without an account. Also for people who have no password yet: the mailbox is what they sign in by, whoever the
 * provider. Throws RATE_LIMITED `auth.too_many_attempts`.
 */
export async function requestPasswordReset(
  platform: MailingPlatform,
  email: string,
  source: AuthSource,
): Promise<void> {
  await credentialLimits(platform).countMail(email);
  const mailed = makeMailedToken("resetPassword");
  await mailOrNobody(platform, email, {
    isFor: ({ disabledAt }) => disabledAt === null,
    store: (tx, person) => storeMailedToken(tx, "resetPassword", person?.id ?? uuidv7(), mailed),
    template: "resetPassword",
    props: (name) => ({
      name,
      url: resetPasswordUrl(platform, mailed.token),
      expiresAt: mailed.expiresAt.toISOString(),
    }),
    event: "auth.password_reset_requested",
    source,
  });
}

/**
 * Sets a new password by the token from a mail, once, and signs the person out everywhere, on every node: whoever had
 * the old one is out. Having the mail also proves the address. The second factor stays: a mailbox alone must not be
 * enough for who asked for more. What was counted against the account's sign-ins is forgotten.
 *
 * Throws NOT_FOUND `auth.link_invalid`, INVALID `password.too_common` or `password.too_personal` (the token then still
 * works), UNAVAILABLE `auth.busy`.
 */
export async function resetPassword(
  platform: MailingPlatform,
  { token, password }: { readonly token: string; readonly password: string },
  source: AuthSource,
): Promise<void> {
  // Looked at first, so that a guessed token costs no hash; decided below, where it is spent.
  const owner = await findMailedToken(platform.system, "resetPassword", token);
  await judgePassword(password, owner);
  const passwordHash = await hashPassword(password);
  const { userId } = owner;
  await changeAccess(platform, { kind: "user", id: userId }, async (tx) => {
    await spendMailedToken(tx, "resetPassword", token);
    await tx
      .update(user)
      .set({ passwordHash, emailVerifiedAt: sql`coalesce(${user.emailVerifiedAt}, now())` })
      .where(eq(user.id, userId));
    // A link that waits to confirm the address has nothing left to do.
    await endMailedTokens(tx, "verifyEmail", userId);
    const sessions = await revokeSessionsOf(tx, userId);
    const { name, email } = owner;
    const props = { name, changedAt: new Date().toISOString(), resetUrl: forgotPasswordUrl(platform) };
    await queueMail(tx, { to: email, template: "passwordChanged", props, tenantId: null });
    await recordSecurityEvent(tx, { name: "auth.password_reset", userId, source, details: { sessions } });
  });
  await authState(platform).attempts.forgive(source.clientAddress ?? "", owner.email);
}
