import { RateLimiterRes } from "rate-limiter-flexible";
import { type LimitRule, limitReached } from "./rule.ts";
import type { LimitStore } from "./store.ts";

/** A report is due after this part of the limit. */
const shareOfLimit = 0.1;

/**
 * A limit for every request, which therefore may not cost a write for every request. A node counts in memory and
 * reports to the store whenever a tenth of the limit (a share) has come together, off the request's path; the
 * store's answer says what all nodes have spent, and is what the node counts on from.
 *
 * - The request never waits for the store, and somebody who stays below a share never causes a write.
 * - What a node has not reported yet, the others do not know: together they overshoot by at most one share a node.
 * - A node that starts anew learns what was spent with its first report, so it may give out one share again; a node
 *   that stops in order reports what it holds.
 * - While the store is away a node goes by its own count: these limits keep order among customers, and refusing all
 *   of them because a counter is away would be the outage they guard against.
 *
 * Windows follow the clock (every ten seconds, on the ten), so that all nodes mean the same one.
 */
export interface SharedLimit {
  /** Counts one. Throws RATE_LIMITED; a refused request is not counted. */
  count(key: string): void;
  /** Reports what is counted and not yet told. */
  flush(): Promise<void>;
}

interface Spending {
  /** What the store knew of all nodes at the last report. */
  known: number;
  /** Told to the store, not yet answered. */
  reporting: number;
  /** Counted since. */
  own: number;
}

export function createSharedLimit(
  store: LimitStore,
  rule: LimitRule,
  onError: (error: unknown) => void,
  now: () => number = Date.now,
): SharedLimit {
  const windowMs = rule.seconds * 1000;
  const share = Math.max(1, Math.ceil(rule.points * shareOfLimit));
  const counter = store.counter(rule, false);
  const underWay = new Set<Promise<void>>();
  let window = 0;
  let spendings = new Map<string, Spending>();

  const report = (key: string, spending: Spending) => {
    spending.reporting = spending.own;
    spending.own = 0;
    const told: Promise<void> = spentAfter(counter.consume(`${key}:${window}`, spending.reporting))
      .then(
        (spent) => {
          spending.known = spent;
        },
        (error: unknown) => {
          spending.known += spending.reporting;
          onError(error);
        },
      )
      .finally(() => {
        spending.reporting = 0;
        underWay.delete(told);
      });
    underWay.add(told);
  };

  return {
    count(key) {
      const at = now();
      if (Math.floor(at / windowMs) !== window) {
        window = Math.floor(at / windowMs);
        // The window that has ended takes everybody it counted with it, so nothing is left to clear away.
        spendings = new Map();
      }
      const spending = spendings.get(key) ?? { known: 0, reporting: 0, own: 0 };
      if (spending.known + spending.reporting + spending.own >= rule.points) {
        throw limitReached(rule, (window + 1) * windowMs - at);
      }
      spendings.set(key, spending);
      spending.own += 1;
      if (spending.own >= share && spending.reporting === 0) report(key, spending);
    },
    async flush() {
      await Promise.all(underWay);
      for (const [key, spending] of spendings) if (spending.own > 0) report(key, spending);
      await Promise.all(underWay);
    },
  };
}

/** What has been spent in all, whether or not that is above the limit: in this library a refusal is a rejection. */
async function spentAfter(consumption: Promise<RateLimiterRes>): Promise<number> {
  try {
    return (await consumption).consumedPoints;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return refused.consumedPoints;
    throw refused;
  }
}
