import type { SignUpInput } from "@steward/contracts/auth/sign-up";
import { queueMail } from "@steward/db";
import { user } from "@steward/db/schema";
import type { SystemDb } from "@steward/db/system";
import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { credentialLimits } from "./credential-limits.ts";
import { forgotPasswordUrl, type MailingPlatform, signInUrl, verifyEmailUrl } from "./mail-link.ts";
import { hashPassword } from "./password.ts";
import { judgePassword } from "./password-policy.ts";
import { recordSecurityEvent } from "./security-event.ts";
import type { AuthSource } from "./source.ts";
import { makeMailedToken, storeMailedToken } from "./user-token.ts";

/**
 * Makes an account that begins to live when its address is confirmed. Whoever asks learns nothing of the address: the
 * answer, the hash and the statements are the same whether it is new, waits for confirmation or has an account, and what
 * there is to say goes to the mailbox.
 *
 * An account that waits keeps nobody's password once two people have given one: we cannot know which of them owns the
 * mailbox, and the link must not arm a password that somebody else put there beforehand (A. Sudhodanan and A. Paverd,
 * "Pre-hijacked accounts", USENIX Security 2022). Who follows the link chooses a new one.
 *
 * Throws INVALID `password.too_common` or `password.too_personal`, RATE_LIMITED `auth.too_many_attempts`, UNAVAILABLE
 * `auth.busy`.
 */
export async function signUp(
  platform: MailingPlatform,
  { name, email, password }: SignUpInput,
  source: AuthSource,
): Promise<void> {
  await judgePassword(password, { name, email });
  await credentialLimits(platform).countMail(email);
  const passwordHash = await hashPassword(password);
  await platform.system.transaction(async (tx) => {
    const [created] = await tx
      .insert(user)
      .values({ name, email, passwordHash })
      .onConflictDoNothing()
      .returning({ id: user.id });
    const person = await lockPerson(tx, email);
    await tx
      .update(user)
      .set({ passwordHash: null })
      .where(
        and(
          eq(user.id, person.id),
          isNull(user.emailVerifiedAt),
          // Compared in SQL, so that a new account takes the same statement as a known one.
          created ? ne(user.id, created.id) : sql`true`,
        ),
      );
    const mailed = makeMailedToken("verifyEmail");
    // To an account that lives already no token is mailed, and one that nobody has opens nothing.
    await storeMailedToken(tx, "verifyEmail", person.id, mailed);
    const tellsOfAccount = { name: person.name, signInUrl: signInUrl(platform), resetUrl: forgotPasswordUrl(platform) };
    const expiresAt = mailed.expiresAt.toISOString();
    const asksToConfirm = { name: person.name, url: verifyEmailUrl(platform, mailed.token), expiresAt };
    if (person.emailVerifiedAt) {
      await queueMail(tx, { to: person.email, template: "accountExists", props: tellsOfAccount, tenantId: null });
    } else {
      await queueMail(tx, { to: person.email, template: "verifyEmail", props: asksToConfirm, tenantId: null });
    }
    const details = { outcome: created ? "created" : "account_exists" };
    await recordSecurityEvent(tx, { name: "auth.signed_up", userId: person.id, source, details });
  });
}

/** The person of an address that was just stored or found taken, locked: requests for one address go one by one. */
async function lockPerson(tx: SystemDb, email: string) {
  const [person] = await tx
    .select({ id: user.id, name: user.name, email: user.email, emailVerifiedAt: user.emailVerifiedAt })
    .from(user)
    .where(sql`lower(${user.email}) = lower(${email})`)
    .for("update");
  if (!person) throw new Error("The account that held this address went away during a sign-up.");
  return person;
}
