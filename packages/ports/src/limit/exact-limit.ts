import { RateLimiterRes } from "rate-limiter-flexible";
import { type LimitRule, limitReached } from "./rule.ts";
import type { LimitStore } from "./store.ts";

/**
 * A limit whose every count is a write in the store, so that no number of nodes lets one try more through: for
 * guessing at passwords and codes, where each try costs more than the write. While the store is away each process
 * counts for itself, with the same numbers.
 */
export interface ExactLimit {
  /** Counts before what is limited happens, so that parallel tries are counted too. Throws RATE_LIMITED. */
  consume(key: string, points?: number): Promise<void>;
  /** Takes counts back: what turned out to be rightful. */
  giveBack(key: string, points?: number): Promise<void>;
  /** Forgets the key. */
  reset(key: string): Promise<void>;
}

export function createExactLimit(store: LimitStore, rule: LimitRule): ExactLimit {
  const counter = store.counter(rule, true);
  return {
    async consume(key, points = 1) {
      try {
        await counter.consume(key, points);
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        throw limitReached(rule, refused.msBeforeNext);
      }
    },
    async giveBack(key, points = 1) {
      await counter.reward(key, points);
    },
    async reset(key) {
      await counter.delete(key);
    },
  };
}
