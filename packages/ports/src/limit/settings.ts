import { z } from "zod";

const requests = (fallback: number, what: string) =>
  z.coerce.number().int().positive().default(fallback).describe(`the ${what}, for example ${fallback}`);

/** What processes share beside the database; every process of an installation wants the same. */
export const redisUrlSetting = z
  .string()
  .refine((text) => URL.canParse(text) && /^rediss?:$/.test(new URL(text).protocol), "is not a Redis URL")
  .optional()
  .describe("redis://user:password@host:6379, or to nothing to count and to tell in PostgreSQL");

/** The settings of a process that limits requests; every process of an installation wants the same. */
export const limitSettings = {
  STEWARD_RATE_LIMIT: requests(100_000, "requests the whole installation answers in ten seconds"),
  STEWARD_TENANT_RATE_LIMIT: requests(20_000, "requests one organisation may make in ten seconds"),
  STEWARD_ACTOR_RATE_LIMIT: requests(600, "requests one person may make in ten seconds"),
  STEWARD_AUTH_RATE_LIMIT: requests(100, "requests for sign-in one address may make in ten minutes"),
  REDIS_URL: redisUrlSetting,
};

/** How many proxies of our own stand before this process; see `clientAddress`. */
export const trustedProxiesSetting = z.coerce
  .number()
  .int()
  .min(0)
  .max(10)
  .default(0)
  .describe("how many proxies of yours stand before Steward, for example 1");

export interface RequestRates {
  /** Requests in ten seconds. */
  readonly installation: number;
  /** Requests in ten seconds. */
  readonly tenant: number;
  /** Requests in ten seconds. */
  readonly actor: number;
  /** Requests of strangers (sign-in, sign-up, reset, …) in ten minutes. */
  readonly address: number;
}

export function ratesOf(given: z.output<z.ZodObject<typeof limitSettings>>): RequestRates {
  return {
    installation: given.STEWARD_RATE_LIMIT,
    tenant: given.STEWARD_TENANT_RATE_LIMIT,
    actor: given.STEWARD_ACTOR_RATE_LIMIT,
    address: given.STEWARD_AUTH_RATE_LIMIT,
  };
}
