import { createHash } from "node:crypto";
import { AppError } from "@steward/contracts";
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { AuthPlatform } from "./platform.ts";

interface Limit {
  readonly keyPrefix: string;
  readonly points: number;
  readonly duration: number;
}

/** Mail that anybody can have sent to an address: enough for who lost one, too little to fill a mailbox. */
const mailPerAddress: Limit = { keyPrefix: "auth-mail", points: 5, duration: 60 * 60 };
/** Codes tried for one person: five of a million in a quarter of an hour. Only who knows the password gets here. */
const codePerPerson: Limit = { keyPrefix: "second-factor", points: 5, duration: 15 * 60 };
/** Passwords tried by somebody who sits at an open session that is not theirs. */
const proofPerPerson: Limit = { keyPrefix: "credential-proof", points: 10, duration: 15 * 60 };

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

type MakeLimiter = (limit: Limit) => RateLimiterAbstract;

/** The limits behind a sign-in. Every `count…` throws RATE_LIMITED `auth.too_many_attempts` with `retryAfterSeconds`. */
export function createCredentialLimits(
  makeLimiter: MakeLimiter = (limit) => new RateLimiterMemory(limit),
): CredentialLimits {
  const [mail, code, proof] = [mailPerAddress, codePerPerson, proofPerPerson].map(makeLimiter) as [
    RateLimiterAbstract,
    RateLimiterAbstract,
    RateLimiterAbstract,
  ];
  return {
    countMail: (email) => consume(mail, createHash("sha256").update(email.toLowerCase()).digest("base64url")),
    countCode: (userId) => consume(code, userId),
    codeAccepted: async (userId) => void (await code.delete(userId)),
    countProof: (userId) => consume(proof, userId),
    proofAccepted: async (userId) => void (await proof.delete(userId)),
  };
}

const limits = new WeakMap<AuthPlatform, CredentialLimits>();

export function credentialLimits(platform: AuthPlatform): CredentialLimits {
  const known = limits.get(platform) ?? createCredentialLimits();
  limits.set(platform, known);
  return known;
}

async function consume(limiter: RateLimiterAbstract, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    throw new AppError("RATE_LIMITED", "auth.too_many_attempts", {
      retryAfterSeconds: Math.max(1, Math.ceil(refused.msBeforeNext / 1000)),
    });
  }
}
