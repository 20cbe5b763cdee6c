import { createHash } from "node:crypto";
import { AppError } from "@steward/contracts/kernel/error";
import { addressKey, createLimits, type LimitRule, type Limits } from "@steward/ports/limit";

const reason = "auth.too_many_attempts";
/** One address guessing at one account. */
const perPair: LimitRule = { name: "sign-in-pair", points: 10, seconds: 15 * 60, reason, forgivable: true };
/** Many addresses guessing at one account (NIST SP 800-63B, 5.2.2, allows a hundred in all). */
const perEmail: LimitRule = { name: "sign-in-email", points: 100, seconds: 60 * 60, reason, forgivable: true };
/** One address guessing at many accounts, a few times each. */
const perAddress = (points: number): LimitRule => ({ name: "sign-in-address", points, seconds: 10 * 60, reason });

const defaultAddressRate = 100;

export interface SignInAttempts {
  /**
   * Counts before the password is looked at, so that parallel guesses are counted too. Throws RATE_LIMITED.
   * @param isKnown whether the person has come from there before. The account's own limit refuses nobody who has (NIST
   * SP 800-63B, 5.2.2): it would otherwise be a way to keep anybody out by guessing badly from a few addresses.
   */
  begin(address: string, email: string, isKnown: () => Promise<boolean>): Promise<void>;
  /** A right password takes its own attempt back: an office behind one address signs in every morning. */
  succeeded(address: string, email: string): Promise<void>;
  /** Forgets on every node what was counted against the account, and against this address for it. */
  forgive(address: string, email: string): Promise<void>;
}

/**
 * Counts failed sign-ins in the store that all nodes share; without one, this process counts for itself.
 * @param addressRate the failed attempts of one address in ten minutes.
 */
export function createSignInAttempts(
  limits: Limits = createLimits({ store: { kind: "memory" } }),
  addressRate: number = defaultAddressRate,
): SignInAttempts {
  const network = limits.exact(perAddress(addressRate));
  const pair = limits.exact(perPair);
  const account = limits.exact(perEmail);
  return {
    async begin(address, email, isKnown) {
      // The narrowest first: what one address is refused for uses up nothing of the account's.
      await pair.consume(pairKey(address, email));
      await network.consume(addressKey(address));
      try {
        await account.consume(digest(email));
      } catch (refused) {
        if (!(refused instanceof AppError) || !(await isKnown())) throw refused;
      }
    },
    async succeeded(address, email) {
      await Promise.all([
        pair.reset(pairKey(address, email)),
        network.giveBack(addressKey(address)),
        account.giveBack(digest(email)),
      ]);
    },
    async forgive(address, email) {
      await Promise.all([pair.reset(pairKey(address, email)), account.reset(digest(email))]);
    },
  };
}

const pairKey = (address: string, email: string) => digest(addressKey(address), email);

/** Keys have one length whatever a client sends, and a shared store learns no e-mail address. */
function digest(...parts: string[]): string {
  return createHash("sha256").update(parts.join("\n").toLowerCase()).digest("base64url");
}
