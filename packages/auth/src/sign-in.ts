import { AppError } from "@steward/contracts";
import { secondFactor, user } from "@steward/db/schema";
import { and, eq, isNotNull, sql } from "drizzle-orm";
import { isKnownNetwork } from "./known-network.ts";
import { hashPassword, needsRehash, verifyPassword } from "./password.ts";
import { type AuthPlatform, authState } from "./platform.ts";
import { requireCode } from "./second-factor-code.ts";
import { recordSecurityEvent } from "./security-event.ts";
import type { AuthSource } from "./source.ts";

export interface Credentials {
  readonly email: string;
  readonly password: string;
  /** From the authenticator app, or a recovery code. */
  readonly code?: string | undefined;
  /** The client's network address, as far as it is known; limits guessing. */
  readonly address: string;
}

// Longer than any password a person or a manager makes; hashing megabytes is work an attacker gets for free.
const maxPasswordLength = 1_024;
const maxEmailLength = 320;

/** Who signed in, and whether they were asked for a second factor and gave it. */
export interface SignedIn {
  readonly userId: string;
  readonly secondFactor: boolean;
  /** The hash the password was right for, for `openSession` to look at again; absent where a provider vouched. */
  readonly provedHash?: string;
}

/**
 * Finds the person whose e-mail and password these are.
 *
 * Throws UNAUTHENTICATED `auth.invalid_credentials`, the same and after the same work whether the e-mail or the password
 * is wrong. Only somebody who knew both learns more: `auth.user_disabled`, `auth.email_unverified`,
 * `auth.second_factor_required` (ask for a code and send it along), `auth.second_factor_wrong`. Throws RATE_LIMITED
 * `auth.too_many_attempts` with `retryAfterSeconds`; UNAVAILABLE `auth.busy`.
 */
export async function checkCredentials(
  platform: AuthPlatform,
  credentials: Credentials,
  source: AuthSource,
): Promise<SignedIn> {
  const email = credentials.email.trim().toLowerCase();
  const { password, address } = credentials;
  const { attempts } = authState(platform);
  await attempts.begin(address, email, () => isKnownNetwork(platform, email, address));

  const storable = email.length <= maxEmailLength && password.length <= maxPasswordLength && !email.includes("\0");
  const found = storable ? await findPerson(platform, email) : undefined;
  const right = await verifyPassword(found?.passwordHash ?? null, storable ? password : "");
  if (!found?.passwordHash || !right) {
    if (found) noteFailure(platform, found.id, "password", source);
    throw new AppError("UNAUTHENTICATED", "auth.invalid_credentials");
  }
  await attempts.succeeded(address, email);
  const { id: userId, passwordHash } = found;
  if (found.disabledAt) throw new AppError("UNAUTHENTICATED", "auth.user_disabled");
  if (!found.emailVerifiedAt) throw new AppError("UNAUTHENTICATED", "auth.email_unverified");
  const provedHash = needsRehash(passwordHash)
    ? await storeAnew(platform, userId, passwordHash, password)
    : passwordHash;
  if (!found.hasSecondFactor) return { userId, secondFactor: false, provedHash };
  await checkSecondFactor(platform, userId, credentials.code, source);
  return { userId, secondFactor: true, provedHash };
}

/**
 * The second step of a sign-in. Throws UNAUTHENTICATED `auth.second_factor_required` without a code,
 * `auth.second_factor_wrong`; RATE_LIMITED `auth.too_many_attempts`.
 */
export async function checkSecondFactor(
  platform: AuthPlatform,
  userId: string,
  code: string | undefined,
  source: AuthSource,
): Promise<void> {
  if (!code) throw new AppError("UNAUTHENTICATED", "auth.second_factor_required");
  try {
    await requireCode(platform, userId, code, source);
  } catch (error) {
    if (error instanceof AppError && error.code === "UNAUTHENTICATED") noteFailure(platform, userId, "code", source);
    throw error;
  }
}

async function findPerson({ system }: AuthPlatform, email: string) {
  const [found] = await system
    .select({
      id: user.id,
      passwordHash: user.passwordHash,
      disabledAt: user.disabledAt,
      emailVerifiedAt: user.emailVerifiedAt,
      hasSecondFactor: sql<boolean>`${secondFactor.userId} is not null`,
    })
    .from(user)
    .leftJoin(secondFactor, and(eq(secondFactor.userId, user.id), isNotNull(secondFactor.confirmedAt)))
    .where(sql`lower(${user.email}) = lower(${email})`);
  return found;
}

async function storeAnew({ system }: AuthPlatform, userId: string, stored: string, password: string): Promise<string> {
  const passwordHash = await hashPassword(password);
  // Only over the hash that was just verified: a password changed in the meantime stays changed.
  await system
    .update(user)
    .set({ passwordHash })
    .where(and(eq(user.id, userId), eq(user.passwordHash, stored)));
  return passwordHash;
}

/** Not awaited: only a known address has a history, and an answer that waited for it would tell which are known. */
function noteFailure({ system }: AuthPlatform, userId: string, step: "password" | "code", source: AuthSource): void {
  recordSecurityEvent(system, { name: "auth.sign_in_failed", userId, source, details: { step } }).catch(() => {});
}
