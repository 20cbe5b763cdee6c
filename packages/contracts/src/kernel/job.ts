import type { z } from "zod";

/** How a job is tried again and given up. */
export interface JobOptions {
  /** Tries after the first one failed or its process died. */
  readonly retries: number;
  /** The pause before the first retry, doubled (with jitter) before each further one. */
  readonly retryDelaySeconds: number;
  /** A try that takes longer is aborted and counts as failed. */
  readonly timeoutSeconds: number;
  /**
   * What becomes of it where the person it acts for may not act there any more: it fails for good, and an operator sees
   * it, or nothing is left to do.
   */
  readonly onceGone: "fail" | "drop";
}

/** Work that outlives the request that asked for it (`crm.import.run`), with a typed payload. */
export interface JobDefinition<Name extends string = string, Payload extends z.ZodType = z.ZodType> {
  readonly name: Name;
  readonly payload: Payload;
  readonly options: JobOptions;
}

/**
 * Declares a job. It runs at least once: after a crash it runs again, so its handler must be repeatable. The
 * payload travels as JSON: its schema must accept what `JSON.parse` yields (ISO strings, not `Date`).
 */
export function defineJob<const Name extends string, Payload extends z.ZodType>(
  name: Name,
  payload: Payload,
  options: Partial<JobOptions> = {},
): JobDefinition<Name, Payload> {
  return {
    name,
    payload,
    options: { retries: 5, retryDelaySeconds: 2, timeoutSeconds: 900, onceGone: "fail", ...options },
  };
}
