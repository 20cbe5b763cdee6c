import { createHash } from "node:crypto";
import { createLimits, type LimitRule, type Limits } from "@steward/ports/limit";
import type { AuthPlatform } from "./platform.ts";

const reason = "auth.too_many_attempts";
/** Mail that anybody can have sent to an address: enough for who lost one, too little to fill a mailbox. */
const mailPerAddress: LimitRule = { name: "auth-mail", points: 5, seconds: 60 * 60, reason };
/** Codes tried for one person: five of a million in a quarter of an hour. Only who knows the password gets here. */
const codePerPerson: LimitRule = { name: "second-factor", points: 5, seconds: 15 * 60, reason };
/** Passwords tried by somebody who sits at an open session that is not theirs. */
const proofPerPerson: LimitRule = { name: "credential-proof", points: 10, seconds: 15 * 60, reason };

export interface CredentialLimits {
  /** Counts a mail that is asked for without a sign-in, whether or not the address has an account. */
  countMail(email: string): Promise<void>;
  /** Counts a code before it is looked at, so that parallel guesses are counted too. */
  countCode(userId: string): Promise<void>;
  codeAccepted(userId: string): Promise<void>;
  /** Counts a password that confirms a change to the person's own credentials. */
  countProof(userId: string): Promise<void>;
  proofAccepted(userId: string): Promise<void>;
}

/**
 * The limits behind a sign-in, in the store that all nodes share; without one, this process counts for itself. Every
 * `count…` throws RATE_LIMITED `auth.too_many_attempts` with `retryAfterSeconds`.
 */
function createCredentialLimits(limits: Limits = createLimits({ store: { kind: "memory" } })): CredentialLimits {
  const mail = limits.exact(mailPerAddress);
  const code = limits.exact(codePerPerson);
  const proof = limits.exact(proofPerPerson);
  return {
    // A shared store learns no e-mail address.
    countMail: (email) => mail.consume(createHash("sha256").update(email.toLowerCase()).digest("base64url")),
    countCode: (userId) => code.consume(userId),
    codeAccepted: (userId) => code.reset(userId),
    countProof: (userId) => proof.consume(userId),
    proofAccepted: (userId) => proof.reset(userId),
  };
}

const known = new WeakMap<AuthPlatform, CredentialLimits>();

export function credentialLimits(platform: AuthPlatform): CredentialLimits {
  const limits = known.get(platform) ?? createCredentialLimits(platform.limits);
  known.set(platform, limits);
  return limits;
}
