import type { MailProps } from "@steward/contracts/kernel/mail";
import { queueMail } from "@steward/db";
import { user } from "@steward/db/schema";
import type { SystemDb } from "@steward/db/system";
import { eq } from "drizzle-orm";

type SignInChange = Omit<MailProps<"signInChanged">, "name" | "changedAt">;

/**
 * Mails a person, with the transaction that does it, that a way in of theirs has changed: somebody else may have done it
 * at an open session (OWASP ASVS 5.0, 6.3.7).
 */
export async function tellSignInChanged(tx: SystemDb, userId: string, change: SignInChange): Promise<void> {
  const [person] = await tx.select({ name: user.name, email: user.email }).from(user).where(eq(user.id, userId));
  if (!person) return;
  const props = { ...change, name: person.name, changedAt: new Date().toISOString() };
  await queueMail(tx, { to: person.email, template: "signInChanged", props, tenantId: null });
}
