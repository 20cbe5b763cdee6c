import { AppError } from "@steward/contracts";
import type { ChangePasswordInput } from "@steward/contracts/auth/password";
import { queueMail } from "@steward/db";
import { user } from "@steward/db/schema";
import { and, eq } from "drizzle-orm";
import { changeAccess } from "./change-access.ts";
import { provePassword, readOwner } from "./credential-proof.ts";
import { forgotPasswordUrl, type MailingPlatform } from "./mail-link.ts";
import { requireOwnHands } from "./own-hands.ts";
import { hashPassword } from "./password.ts";
import { judgePassword } from "./password-policy.ts";
import type { Identity } from "./platform.ts";
import { recordSecurityEvent } from "./security-event.ts";
import { revokeSessionsOf } from "./session.ts";
import type { AuthSource } from "./source.ts";
import { endMailedTokens } from "./user-token.ts";

/**
 * Sets a new password over the current one. The person stays signed in here and nowhere else.
 *
 * Throws INVALID `password.wrong`, `password.unchanged`, `password.too_common` or `password.too_personal`, PRECONDITION
 * `password.none`, FORBIDDEN `auth.impersonating`, RATE_LIMITED `auth.too_many_attempts`, UNAVAILABLE `auth.busy`.
 */
export async function changePassword(
  platform: MailingPlatform,
  identity: Identity,
  { current, password }: ChangePasswordInput,
  source: AuthSource,
): Promise<void> {
  requireOwnHands(identity);
  const { userId, sessionId } = identity;
  const owner = await readOwner(platform, userId);
  const provedHash = await provePassword(platform, owner, current);
  if (password === current) throw new AppError("INVALID", "password.unchanged");
  await judgePassword(password, owner);
  const passwordHash = await hashPassword(password);
  await changeAccess(platform, { kind: "user", id: userId }, async (tx) => {
    // Only over the hash that was proved: of two changes at once the second proved a password that is no more.
    const [changed] = await tx
      .update(user)
      .set({ passwordHash })
      .where(and(eq(user.id, userId), eq(user.passwordHash, provedHash)))
      .returning({ id: user.id });
    if (!changed) throw new AppError("INVALID", "password.wrong");
    await endMailedTokens(tx, "resetPassword", userId);
    const sessions = await revokeSessionsOf(tx, userId, { except: sessionId });
    const { name, email } = owner;
    const props = { name, changedAt: new Date().toISOString(), resetUrl: forgotPasswordUrl(platform) };
    await queueMail(tx, { to: email, template: "passwordChanged", props, tenantId: null });
    await recordSecurityEvent(tx, { name: "auth.password_changed", userId, source, details: { sessions } });
  });
}
