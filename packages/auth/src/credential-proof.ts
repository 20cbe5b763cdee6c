import { AppError } from "@steward/contracts";
import type { CredentialProof } from "@steward/contracts/auth/second-factor";
import { user } from "@steward/db/schema";
import { eq } from "drizzle-orm";
import { credentialLimits } from "./credential-limits.ts";
import { verifyPassword } from "./password.ts";
import type { AuthPlatform, Identity } from "./platform.ts";
import { requireCode } from "./second-factor-code.ts";
import type { AuthSource } from "./source.ts";

/** The person behind an open session as their credentials know them. */
export interface CredentialOwner {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly passwordHash: string | null;
}

export async function readOwner({ system }: Pick<AuthPlatform, "system">, userId: string): Promise<CredentialOwner> {
  const [owner] = await system
    .select({ id: user.id, name: user.name, email: user.email, passwordHash: user.passwordHash })
    .from(user)
    .where(eq(user.id, userId));
  if (!owner) throw new AppError("UNAUTHENTICATED", "auth.session_expired");
  return owner;
}

/**
 * Whether it is the person who sits there: an open session is not enough to change what lets them in (OWASP ASVS 5.0,
 * 7.5.1). Returns the hash that was proved. Throws INVALID `password.wrong`, PRECONDITION `password.none`, RATE_LIMITED
 * `auth.too_many_attempts`, UNAVAILABLE `auth.busy`.
 */
export async function provePassword(
  platform: AuthPlatform,
  { id, passwordHash }: CredentialOwner,
  password: string,
): Promise<string> {
  const limits = credentialLimits(platform);
  await limits.countProof(id);
  if (passwordHash === null) throw new AppError("PRECONDITION", "password.none");
  if (!(await verifyPassword(passwordHash, password))) throw new AppError("INVALID", "password.wrong");
  await limits.proofAccepted(id);
  return passwordHash;
}

/** How long a sign-in stands for the person's presence, where there is no password to ask for. */
const freshMs = 15 * 60_000;

/**
 * As `provePassword`; for whom a provider signs in, a sign-in of the last quarter of an hour. Throws also
 * UNAUTHENTICATED `auth.session_too_old`.
 */
export async function provePresence(
  platform: AuthPlatform,
  owner: CredentialOwner,
  { signedInAt }: Pick<Identity, "signedInAt">,
  password: string | undefined,
): Promise<void> {
  if (owner.passwordHash !== null) await provePassword(platform, owner, password ?? "");
  else if (Date.now() - signedInAt.getTime() > freshMs) throw new AppError("UNAUTHENTICATED", "auth.session_too_old");
}

/** As `provePassword`, or by a code of the second factor. Throws also UNAUTHENTICATED `auth.second_factor_wrong`. */
export async function proveOwner(
  platform: AuthPlatform,
  owner: CredentialOwner,
  { password, code }: CredentialProof,
  source: AuthSource,
): Promise<void> {
  if (code === undefined) await provePassword(platform, owner, password ?? "");
  else await requireCode(platform, owner.id, code, source);
}
