import { linkedAccount, user } from "@steward/db/schema";
import { and, eq, isNull, sql } from "drizzle-orm";
import { type MailingPlatform, resetPasswordUrl } from "./mail-link.ts";
import { recordSecurityEvent } from "./security-event.ts";
import { endMailedTokens, makeMailedToken, storeMailedToken } from "./user-token.ts";

/** No request: it is whoever starts the installation. */
const source = { clientAddress: null, userAgent: null, requestId: "start" };

/**
 * Makes the person of an address an operator, and their account where there is none. An operator could not be made by
 * others before there is a first one, so whoever sets the installation up says who it is.
 *
 * Whoever has no way in gets a link to choose a password, which works once and for half an hour. An account that waits
 * for its confirmation keeps no password: somebody else may have put it there, to be an operator one day. A disabled
 * person stays what they are.
 *
 * @returns the link; null for who can sign in already, and for who is disabled
 */
export async function appointOperator(
  { system, webUrl }: Pick<MailingPlatform, "system" | "webUrl">,
  address: string,
): Promise<string | null> {
  const email = address.toLowerCase();
  return system.transaction(async (tx) => {
    await tx
      .insert(user)
      .values({ email, name: email.slice(0, email.indexOf("@")) })
      .onConflictDoNothing();
    const [person] = await tx
      .select()
      .from(user)
      .where(and(sql`lower(${user.email}) = lower(${email})`, isNull(user.disabledAt)))
      .for("update");
    if (!person) return null;
    const { id: userId } = person;
    if (!person.emailVerifiedAt) {
      await tx.update(user).set({ emailVerifiedAt: sql`now()`, passwordHash: null }).where(eq(user.id, userId));
      await endMailedTokens(tx, "verifyEmail", userId);
    }
    if (!person.operator) {
      await tx.update(user).set({ operator: true }).where(eq(user.id, userId));
      await recordSecurityEvent(tx, { name: "operator.appointed", userId, source });
    }
    const [linked] = await tx.select().from(linkedAccount).where(eq(linkedAccount.userId, userId)).limit(1);
    if (linked || (person.emailVerifiedAt && person.passwordHash !== null)) return null;
    const mailed = makeMailedToken("resetPassword");
    await storeMailedToken(tx, "resetPassword", userId, mailed);
    return resetPasswordUrl({ webUrl }, mailed.token);
  });
}
