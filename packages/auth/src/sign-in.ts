import { AppError } from "@steward/contracts";
import { user } from "@steward/db/schema";
import { and, eq, sql } from "drizzle-orm";
import { hashPassword, needsRehash, verifyPassword } from "./password.ts";
import { type AuthPlatform, authState } from "./platform.ts";

export interface Credentials {
  readonly email: string;
  readonly password: string;
  /** The client's network address, as far as it is known; limits guessing. */
  readonly address: string;
}

// Longer than any password a person or a manager makes; hashing megabytes is work an attacker gets for free.
const maxPasswordLength = 1_024;
const maxEmailLength = 320;

/**
 * Finds the person whose e-mail and password these are.
 *
 * Throws UNAUTHENTICATED `auth.invalid_credentials`, the same and after the same work whether the e-mail or
 * the password is wrong; `auth.user_disabled` to somebody who knew both; RATE_LIMITED `auth.too_many_attempts`
 * with `retryAfterSeconds`; UNAVAILABLE `auth.busy`.
 */
export async function checkCredentials(platform: AuthPlatform, credentials: Credentials): Promise<{ userId: string }> {
  const email = credentials.email.trim().toLowerCase();
  const { password, address } = credentials;
  const { attempts } = authState(platform);
  await attempts.begin(address, email);

  const storable = email.length <= maxEmailLength && password.length <= maxPasswordLength && !email.includes("\0");
  const [found] = storable
    ? await platform.system
        .select({ id: user.id, passwordHash: user.passwordHash, disabledAt: user.disabledAt })
        .from(user)
        .where(sql`lower(${user.email}) = lower(${email})`)
    : [];
  const right = await verifyPassword(found?.passwordHash ?? null, storable ? password : "");
  if (!found?.passwordHash || !right) throw new AppError("UNAUTHENTICATED", "auth.invalid_credentials");
  await attempts.succeeded(address, email);
  if (found.disabledAt) throw new AppError("UNAUTHENTICATED", "auth.user_disabled");

  if (needsRehash(found.passwordHash)) {
    // Only over the hash that was just verified: a password changed in the meantime stays changed.
    await platform.system
      .update(user)
      .set({ passwordHash: await hashPassword(password) })
      .where(and(eq(user.id, found.id), eq(user.passwordHash, found.passwordHash)));
  }
  return { userId: found.id };
}
