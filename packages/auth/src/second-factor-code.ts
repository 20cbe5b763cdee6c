import { AppError } from "@steward/contracts";
import { secondFactor } from "@steward/db/schema";
import { and, eq, isNotNull, lt } from "drizzle-orm";
import { credentialLimits } from "./credential-limits.ts";
import type { AuthPlatform } from "./platform.ts";
import { countRecoveryCodes, spendRecoveryCode } from "./recovery-code.ts";
import { recordSecurityEvent } from "./security-event.ts";
import type { AuthSource } from "./source.ts";
import { tellSignInChanged } from "./tell-owner.ts";
import { openSecret, totpStep } from "./totp.ts";

/**
 * Accepts a code of a person who has a second factor on: from the app, each time step once (RFC 6238, section 5.2), or a
 * recovery code. Wrong codes are counted for the person, wherever they come from; since only who has shown the password
 * or an open session gets here, nobody can lock a stranger out.
 *
 * Throws UNAUTHENTICATED `auth.second_factor_wrong`, RATE_LIMITED `auth.too_many_attempts`.
 */
export async function requireCode(
  platform: AuthPlatform,
  userId: string,
  code: string,
  source: AuthSource,
): Promise<void> {
  const limits = credentialLimits(platform);
  await limits.countCode(userId);
  const plain = code.replace(/[\s-]/g, "");
  const accepted = /^\d{6}$/.test(plain)
    ? await acceptTotp(platform, userId, plain)
    : await acceptRecoveryCode(platform, userId, plain, source);
  if (!accepted) throw new AppError("UNAUTHENTICATED", "auth.second_factor_wrong");
  await limits.codeAccepted(userId);
}

async function acceptTotp(platform: AuthPlatform, userId: string, code: string): Promise<boolean> {
  const isOn = and(eq(secondFactor.userId, userId), isNotNull(secondFactor.confirmedAt));
  const [factor] = await platform.system
    .select({ sealedSecret: secondFactor.sealedSecret })
    .from(secondFactor)
    .where(isOn);
  if (!factor) return false;
  const step = totpStep(openSecret(platform, userId, factor.sealedSecret), code, Date.now());
  if (step === null) return false;
  // One conditional update decides which of several presenters of one code it served.
  const accepted = await platform.system
    .update(secondFactor)
    .set({ lastStep: step })
    .where(and(isOn, eq(secondFactor.sealedSecret, factor.sealedSecret), lt(secondFactor.lastStep, step)))
    .returning({ userId: secondFactor.userId });
  return accepted.length === 1;
}

async function acceptRecoveryCode(
  platform: AuthPlatform,
  userId: string,
  code: string,
  source: AuthSource,
): Promise<boolean> {
  return platform.system.transaction(async (tx) => {
    const spent = await spendRecoveryCode(tx, userId, code);
    if (!spent) return false;
    await tellSignInChanged(tx, userId, {
      change: "recoveryCodeUsed",
      codesLeft: await countRecoveryCodes(tx, userId),
    });
    await recordSecurityEvent(tx, { name: "auth.recovery_code_used", userId, source });
    return true;
  });
}
