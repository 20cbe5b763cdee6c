import { Redis } from "ioredis";
import {
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRedis,
  type RateLimiterStoreAbstract,
} from "rate-limiter-flexible";
import type { LimitRule } from "./rule.ts";

/** One statement on the database that holds the table `rate_limit`, with numbered placeholders. */
export type LimitQuery = (
  text: string,
  values: readonly unknown[],
) => Promise<{ rows: Record<string, unknown>[]; rowCount: number | null }>;

/** Where the counters of an installation are kept. */
export type LimitStoreOptions =
  | { readonly kind: "postgres"; readonly query: LimitQuery }
  | { readonly kind: "redis"; readonly url: string; readonly onError: (error: Error) => void }
  /** Every process for itself: for tests and tools. */
  | { readonly kind: "memory" };

export type Counter = RateLimiterStoreAbstract | RateLimiterMemory;

export interface LimitStore {
  /** `insured`: counts in this process while the store is away; otherwise the store's failure is the caller's. */
  counter(rule: LimitRule, insured: boolean): Counter;
  close(): Promise<void>;
}

/** A counter in Redis is worth waiting for, but not for long: sign-in waits with it. */
const redisTimeoutMs = 1_000;

export function openStore(options: LimitStoreOptions): LimitStore {
  if (options.kind === "memory") {
    return { counter: (rule) => new RateLimiterMemory(memoryOptions(rule)), close: async () => {} };
  }
  if (options.kind === "postgres") {
    const storeClient = {
      query: ({ text, values }: { text: string; values: unknown[] }) => options.query(text, values),
    };
    return {
      // The migrations make the table and the worker clears it: the role that counts may do neither.
      counter: (rule, insured) =>
        new RateLimiterPostgres({
          ...storeOptions(rule, insured),
          storeClient,
          storeType: "client",
          tableName: "rate_limit",
          tableCreated: true,
          clearExpiredByTimeout: false,
        }),
      close: async () => {},
    };
  }
  const redis = new Redis(options.url, { maxRetriesPerRequest: 1, commandTimeout: redisTimeoutMs });
  redis.on("error", options.onError);
  return {
    counter: (rule, insured) => new RateLimiterRedis({ ...storeOptions(rule, insured), storeClient: redis }),
    async close() {
      redis.disconnect();
    },
  };
}

const memoryOptions = ({ name, points, seconds }: LimitRule) => ({
  keyPrefix: name,
  points,
  duration: seconds,
});

function storeOptions(rule: LimitRule, insured: boolean) {
  if (!insured) return memoryOptions(rule);
  return {
    ...memoryOptions(rule),
    insuranceLimiter: new RateLimiterMemory(memoryOptions(rule)),
    // Whoever has been refused is refused from memory until the window ends: knocking on costs the store nothing.
    ...(rule.forgivable ? {} : { inMemoryBlockOnConsumed: rule.points + 1 }),
  };
}
