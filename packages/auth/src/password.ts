import { availableParallelism } from "node:os";
import { hash, parseOptions, verify } from "@node-rs/argon2";
import { AppError } from "@steward/contracts";

/** OWASP's first choice for argon2id: 46 MiB, one pass, one lane. */
const parameters = { memoryCost: 47_104, timeCost: 1, parallelism: 1 } as const;

// Each hash takes 46 MiB and a core for tens of milliseconds: without a bound a flood of sign-ins takes the
// memory and the thread pool of the whole process; without an end to the queue they wait until nobody listens.
const maxRunning = Math.max(2, availableParallelism() - 1);
const maxWaiting = 100;
let running = 0;
const waiting: (() => void)[] = [];

async function bounded<T>(work: () => Promise<T>): Promise<T> {
  if (running < maxRunning) {
    running += 1;
  } else {
    if (waiting.length >= maxWaiting) throw new AppError("UNAVAILABLE", "auth.busy");
    // The slot passes straight from the one who leaves to the one who waits, so `running` stays as it is.
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

/** The same characters from every keyboard: an `é` typed as one sign or as two (NIST SP 800-63B-4, section 3.1.1.2). */
const normalised = (password: string) => password.normalize("NFKC");

/** The PHC string of argon2id to store. Throws UNAVAILABLE `auth.busy` when too many wait. */
export function hashPassword(password: string): Promise<string> {
  return bounded(() => hash(normalised(password), parameters));
}

/** A well-formed hash with today's parameters that no password is known for. */
const nobodysHash = `$argon2id$v=19$m=${parameters.memoryCost},t=${parameters.timeCost},p=${parameters.parallelism}$${"A".repeat(22)}$${"A".repeat(43)}`;

/**
 * Whether the password is the one behind the stored hash. For `null` (nobody has this e-mail, or no password)
 * the same work is done against a hash nobody knows the password of: the answer's time does not tell which
 * addresses have an account. Throws UNAVAILABLE `auth.busy` when too many wait.
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const matches = await bounded(() => verify(stored ?? nobodysHash, normalised(password)));
  return stored !== null && matches;
}

/** Whether the stored hash was made with other parameters than the ones used today. */
export function needsRehash(stored: string): boolean {
  const used = parseOptions(stored);
  return (
    !stored.startsWith("$argon2id$") ||
    used.memoryCost !== parameters.memoryCost ||
    used.timeCost !== parameters.timeCost ||
    used.parallelism !== parameters.parallelism
  );
}
