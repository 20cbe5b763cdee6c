import { AppError } from "@steward/contracts/kernel/error";

/** So many within so long, counted in windows of that length. */
export interface LimitRule {
  /** Unique among the rules of an installation; part of the counter's key. */
  readonly name: string;
  readonly points: number;
  readonly seconds: number;
  /** What the refusal says; `rate_limited` unless set. */
  readonly reason?: string;
  /**
   * A refusal ends for all nodes when one of them resets the key: so none refuses from memory, and knocking on costs the
   * store a count.
   */
  readonly forgivable?: boolean;
}

/** The refusal: RATE_LIMITED with whole seconds, at least one, after which another try is worth it. */
export function limitReached({ reason = "rate_limited" }: LimitRule, msBeforeNext: number): AppError {
  return new AppError("RATE_LIMITED", reason, { retryAfterSeconds: Math.max(1, Math.ceil(msBeforeNext / 1000)) });
}
