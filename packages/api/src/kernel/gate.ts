import { AppError } from "@steward/contracts";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { Platform } from "./platform.ts";

const windowSeconds = 10;
const limiters = new WeakMap<Platform, RateLimiterMemory>();

/**
 * Counts one request against the actor. Per process; a shared store takes its place where several API nodes run.
 * Throws RATE_LIMITED with `retryAfterSeconds`.
 */
export async function countRequest(platform: Platform, key: string): Promise<void> {
  let limiter = limiters.get(platform);
  if (!limiter) {
    limiter = new RateLimiterMemory({ points: platform.actorRateLimit, duration: windowSeconds });
    limiters.set(platform, limiter);
  }
  try {
    await limiter.consume(key);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    throw new AppError("RATE_LIMITED", "rate_limited", {
      retryAfterSeconds: Math.max(1, Math.ceil(refused.msBeforeNext / 1000)),
    });
  }
}
