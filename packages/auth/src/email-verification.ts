import { uuidv7 } from "@steward/db";
import { user } from "@steward/db/schema";
import { eq, sql } from "drizzle-orm";
import { credentialLimits } from "./credential-limits.ts";
import { type MailingPlatform, verifyEmailUrl } from "./mail-link.ts";
import { mailOrNobody } from "./mail-or-nobody.ts";
import type { AuthPlatform } from "./platform.ts";
import { recordSecurityEvent } from "./security-event.ts";
import type { AuthSource } from "./source.ts";
import { makeMailedToken, spendMailedToken, storeMailedToken } from "./user-token.ts";

export interface VerifiedEmail {
  email: string;
  /**
   * For an account without a password (see `signUp`): whoever shows that the mailbox is theirs chooses one at once, with
   * this token for `auth.password.reset`. Null where there is a password to sign in with.
   */
  resetToken: string | null;
}

/**
 * Confirms an address by the token from its mail, once. It signs nobody in: a link that somebody else had sent must not
 * leave its reader in somebody else's account. Throws NOT_FOUND `auth.link_invalid`.
 */
export async function verifyEmail(platform: AuthPlatform, token: string, source: AuthSource): Promise<VerifiedEmail> {
  return platform.system.transaction(async (tx) => {
    const userId = await spendMailedToken(tx, "verifyEmail", token);
    const [person] = await tx
      .update(user)
      .set({ emailVerifiedAt: sql`coalesce(${user.emailVerifiedAt}, now())` })
      .where(eq(user.id, userId))
      .returning({ email: user.email, passwordHash: user.passwordHash });
    if (!person) throw new Error("A token outlived its person.");
    await recordSecurityEvent(tx, { name: "auth.email_verified", userId, source });
    if (person.passwordHash !== null) return { email: person.email, resetToken: null };
    const reset = makeMailedToken("resetPassword");
    await storeMailedToken(tx, "resetPassword", userId, reset);
    return { email: person.email, resetToken: reset.token };
  });
}

/**
 * Sends the link again to an address that waits for it. Silent, and the same work, for any other address. Throws
 * RATE_LIMITED `auth.too_many_attempts`.
 */
export async function resendVerification(platform: MailingPlatform, email: string, source: AuthSource): Promise<void> {
  await credentialLimits(platform).countMail(email);
  const mailed = makeMailedToken("verifyEmail");
  await mailOrNobody(platform, email, {
    isFor: ({ emailVerifiedAt, disabledAt }) => emailVerifiedAt === null && disabledAt === null,
    store: (tx, person) => storeMailedToken(tx, "verifyEmail", person?.id ?? uuidv7(), mailed),
    template: "verifyEmail",
    props: (name) => ({ name, url: verifyEmailUrl(platform, mailed.token), expiresAt: mailed.expiresAt.toISOString() }),
    event: "auth.verification_requested",
    source,
  });
}
