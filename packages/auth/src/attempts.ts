import { createHash } from "node:crypto";
import { AppError } from "@steward/contracts";
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

interface Limit {
  readonly keyPrefix: string;
  readonly points: number;
  readonly duration: number;
}

/** One address guessing at one account. */
const perPair: Limit = { keyPrefix: "sign-in-pair", points: 10, duration: 15 * 60 };
/** Many addresses (or one that forges its own) guessing at one account. */
const perEmail: Limit = { keyPrefix: "sign-in-email", points: 100, duration: 60 * 60 };

export interface SignInAttempts {
  /** Counts before the password is looked at, so that parallel guesses are counted too. Throws RATE_LIMITED. */
  begin(address: string, email: string): Promise<void>;
  /** A right password takes its own attempt back. */
  succeeded(address: string, email: string): Promise<void>;
}

/**
 * Counts failed sign-ins. In memory, so each process counts for itself; where several share the work,
 * `makeLimiter` returns a limiter of the same library on a shared store.
 */
export function createSignInAttempts(
  makeLimiter: (limit: Limit) => RateLimiterAbstract = (limit) => new RateLimiterMemory(limit),
): SignInAttempts {
  const pair = makeLimiter(perPair);
  const account = makeLimiter(perEmail);
  return {
    async begin(address, email) {
      await consume(pair, digest(address, email));
      await consume(account, digest(email));
    },
    async succeeded(address, email) {
      await pair.delete(digest(address, email));
      await account.reward(digest(email), 1);
    },
  };
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

/** Keys have one length whatever a client sends, and a shared store learns no address. */
function digest(...parts: string[]): string {
  return createHash("sha256").update(parts.join("\n").toLowerCase()).digest("base64url");
}
