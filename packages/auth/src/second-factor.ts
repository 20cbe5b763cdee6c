import { AppError } from "@steward/contracts";
import type { ConfirmSecondFactorInput, CredentialProof } from "@steward/contracts/auth/second-factor";
import { queueMail } from "@steward/db";
import { recoveryCode, secondFactor, session } from "@steward/db/schema";
import type { SystemDb } from "@steward/db/system";
import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { renderSVG } from "uqr";
import { changeAccess } from "./change-access.ts";
import { credentialLimits } from "./credential-limits.ts";
import { type CredentialOwner, proveOwner, provePresence, readOwner } from "./credential-proof.ts";
import { requireOwnHands } from "./own-hands.ts";
import type { AuthPlatform, Identity } from "./platform.ts";
import { countRecoveryCodes, replaceRecoveryCodes } from "./recovery-code.ts";
import { recordSecurityEvent } from "./security-event.ts";
import { revokeSessionsOf } from "./session.ts";
import type { AuthSource } from "./source.ts";
import { tellSignInChanged } from "./tell-owner.ts";
import { describeTotp, makeTotpSecret, openSecret, sealSecret, totpStep } from "./totp.ts";

/** How a person's sign-in stands, for the screen that changes it. */
export interface CurrentSecondFactor {
  enabled: boolean;
  recoveryCodesLeft: number;
  /** Whether there is a password to prove oneself with. */
  hasPassword: boolean;
}

/** What an authenticator app is set up with; shown until the first code confirms it. */
export interface StartedSecondFactor {
  /** Base 32, for typing. */
  secret: string;
  /** `otpauth://totp/…`, for a link on the phone itself. */
  uri: string;
  /** The same as a QR code: an SVG image as a data URL. */
  qr: string;
}

/** Codes that are shown this once. */
export interface RecoveryCodes {
  codes: string[];
}

export async function getSecondFactor(platform: AuthPlatform, userId: string): Promise<CurrentSecondFactor> {
  const [owner, enabled, recoveryCodesLeft] = await Promise.all([
    readOwner(platform, userId),
    isSecondFactorOn(platform.system, userId),
    countRecoveryCodes(platform.system, userId),
  ]);
  return { enabled, recoveryCodesLeft, hasPassword: owner.passwordHash !== null };
}

async function isSecondFactorOn(db: Pick<SystemDb, "select">, userId: string): Promise<boolean> {
  const [on] = await db
    .select({ userId: secondFactor.userId })
    .from(secondFactor)
    .where(and(eq(secondFactor.userId, userId), isNotNull(secondFactor.confirmedAt)));
  return on !== undefined;
}

/**
 * Makes a secret for an authenticator app; nothing is asked at sign-in until a code confirms it, and starting again
 * replaces it. Throws CONFLICT `second_factor.already_on`, FORBIDDEN `auth.impersonating`.
 */
export async function startSecondFactor(platform: AuthPlatform, identity: Identity): Promise<StartedSecondFactor> {
  requireOwnHands(identity);
  const { userId } = identity;
  const { email } = await readOwner(platform, userId);
  const plain = makeTotpSecret();
  const sealedSecret = sealSecret(platform, userId, plain);
  const [stored] = await platform.system
    .insert(secondFactor)
    .values({ userId, sealedSecret })
    .onConflictDoUpdate({
      target: secondFactor.userId,
      set: { sealedSecret, lastStep: 0 },
      setWhere: isNull(secondFactor.confirmedAt),
    })
    .returning({ userId: secondFactor.userId });
  if (!stored) throw new AppError("CONFLICT", "second_factor.already_on");
  const { secret, uri } = describeTotp(plain, email);
  return { secret, uri, qr: `data:image/svg+xml,${encodeURIComponent(renderSVG(uri, { border: 2 }))}` };
}

/**
 * Switches the second factor on by the app's first code. This sign-in counts as made with it; all others end, because
 * they were made without. Throws PRECONDITION `second_factor.not_started`, UNAUTHENTICATED `auth.second_factor_wrong`, what
 * `provePresence` throws, FORBIDDEN `auth.impersonating`.
 */
export async function confirmSecondFactor(
  platform: AuthPlatform,
  identity: Identity,
  { code, password }: ConfirmSecondFactorInput,
  source: AuthSource,
): Promise<RecoveryCodes> {
  requireOwnHands(identity);
  const { userId, sessionId } = identity;
  const owner = await readOwner(platform, userId);
  const waits = and(eq(secondFactor.userId, userId), isNull(secondFactor.confirmedAt));
  const [started] = await platform.system
    .select({ sealedSecret: secondFactor.sealedSecret })
    .from(secondFactor)
    .where(waits);
  if (!started) throw new AppError("PRECONDITION", "second_factor.not_started");
  await provePresence(platform, owner, identity, password);
  await credentialLimits(platform).countCode(userId);
  const secret = openSecret(platform, userId, started.sealedSecret);
  const step = totpStep(secret, code.replace(/[\s-]/g, ""), Date.now());
  if (step === null) throw new AppError("UNAUTHENTICATED", "auth.second_factor_wrong");
  await credentialLimits(platform).codeAccepted(userId);
  return changeAccess(platform, { kind: "user", id: userId }, async (tx) => {
    const confirmed = await tx
      .update(secondFactor)
      .set({ confirmedAt: new Date(), lastStep: step })
      .where(and(waits, eq(secondFactor.sealedSecret, started.sealedSecret)))
      .returning({ userId: secondFactor.userId });
    if (confirmed.length === 0) throw new AppError("PRECONDITION", "second_factor.not_started");
    const codes = await replaceRecoveryCodes(tx, userId);
    await revokeSessionsOf(tx, userId, { except: sessionId });
    if (sessionId) await tx.update(session).set({ secondFactor: true }).where(eq(session.id, sessionId));
    await tellOfChange(tx, owner, { enabled: true }, source);
    return { codes };
  });
}

/**
 * Switches the second factor off, on the person's password or a code. Other sign-ins end, and this one counts as made
 * with one factor. Throws PRECONDITION `second_factor.off` and what `proveOwner` throws, FORBIDDEN `auth.impersonating`.
 */
export async function disableSecondFactor(
  platform: AuthPlatform,
  identity: Identity,
  proof: CredentialProof,
  source: AuthSource,
): Promise<void> {
  const owner = await proveWhereOn(platform, identity, proof, source);
  const { userId, sessionId } = identity;
  await changeAccess(platform, { kind: "user", id: userId }, async (tx) => {
    await tx.delete(secondFactor).where(eq(secondFactor.userId, userId));
    await tx.delete(recoveryCode).where(eq(recoveryCode.userId, userId));
    await revokeSessionsOf(tx, userId, { except: sessionId });
    if (sessionId) await tx.update(session).set({ secondFactor: false }).where(eq(session.id, sessionId));
    await tellOfChange(tx, owner, { enabled: false }, source);
  });
}

/** Ten new recovery codes in place of the old ones. Throws as `disableSecondFactor`. */
export async function renewRecoveryCodes(
  platform: AuthPlatform,
  identity: Identity,
  proof: CredentialProof,
  source: AuthSource,
): Promise<RecoveryCodes> {
  await proveWhereOn(platform, identity, proof, source);
  const { userId } = identity;
  return platform.system.transaction(async (tx) => {
    const codes = await replaceRecoveryCodes(tx, userId);
    await tellSignInChanged(tx, userId, { change: "recoveryCodesRenewed" });
    await recordSecurityEvent(tx, { name: "auth.recovery_codes_renewed", userId, source });
    return { codes };
  });
}

async function proveWhereOn(
  platform: AuthPlatform,
  identity: Identity,
  proof: CredentialProof,
  source: AuthSource,
): Promise<CredentialOwner> {
  requireOwnHands(identity);
  const owner = await readOwner(platform, identity.userId);
  if (!(await isSecondFactorOn(platform.system, owner.id))) throw new AppError("PRECONDITION", "second_factor.off");
  await proveOwner(platform, owner, proof, source);
  return owner;
}

async function tellOfChange(
  tx: SystemDb,
  { id: userId, name, email }: CredentialOwner,
  { enabled }: { readonly enabled: boolean },
  source: AuthSource,
): Promise<void> {
  const props = { name, enabled, changedAt: new Date().toISOString() };
  await queueMail(tx, { to: email, template: "secondFactorChanged", props, tenantId: null });
  const event = enabled ? "auth.second_factor_enabled" : "auth.second_factor_disabled";
  await recordSecurityEvent(tx, { name: event, userId, source });
}
