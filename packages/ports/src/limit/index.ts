import { createExactLimit, type ExactLimit } from "./exact-limit.ts";
import type { LimitRule } from "./rule.ts";
import { createSharedLimit, type SharedLimit } from "./shared-limit.ts";
import { type LimitStoreOptions, openStore } from "./store.ts";

export { addressKey } from "./address-key.ts";
export { clientAddress } from "./client-address.ts";
export type { ExactLimit } from "./exact-limit.ts";
export type { LimitRule } from "./rule.ts";
export { limitSettings, type RequestRates, ratesOf, redisUrlSetting, trustedProxiesSetting } from "./settings.ts";
export type { SharedLimit } from "./shared-limit.ts";
export type { LimitQuery, LimitStoreOptions } from "./store.ts";

/** The limits of an installation, counted where all its processes see them. */
export interface Limits {
  /** For what is guessed at; each count is a write. */
  exact(rule: LimitRule): ExactLimit;
  /** For every request; counts in memory and reports in shares. */
  shared(rule: LimitRule): SharedLimit;
  /** Reports what is not yet told and lets the store go. */
  close(): Promise<void>;
}

interface LimitsOptions {
  readonly store: LimitStoreOptions;
  /** Told when a report could not be made. */
  readonly onError?: (error: unknown) => void;
}

export function createLimits({ store, onError = () => {} }: LimitsOptions): Limits {
  const opened = openStore(store);
  const shared: SharedLimit[] = [];
  return {
    exact: (rule) => createExactLimit(opened, rule),
    shared(rule) {
      const limit = createSharedLimit(opened, rule, onError);
      shared.push(limit);
      return limit;
    },
    async close() {
      await Promise.all(shared.map((limit) => limit.flush()));
      await opened.close();
    },
  };
}
