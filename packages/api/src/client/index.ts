import { createTRPCClient, type TRPCClient } from "@trpc/client";
import type { AppRouter } from "../router.ts";
import type { IdempotencyOptions } from "./idempotency.ts";
import { apiLinks } from "./links.ts";
import { type ClientTokens, keepTokens } from "./tokens.ts";

export { codeOf, isConnectionLost, isOutcomeUnknown, reasonOf } from "./failure.ts";
export { type ApiLinksOptions, apiLinks } from "./links.ts";
export { type LiveContext, type LiveLinksOptions, liveLinks } from "./live.ts";
export type { ClientTokens } from "./tokens.ts";

/** Every procedure, typed: `steward.crm.account.list.query({ search: "Hottechi" })`. */
export type StewardClient = TRPCClient<AppRouter>;

export interface StewardClientOptions extends IdempotencyOptions {
  /** Where the API is: `https://api.steward.example`, without a path. */
  readonly url: string;
  /** The organisation the calls are for, by its address; none for `auth`, `user` and `operator`. */
  readonly tenant?: string;
  /** Of a program: it acts for the member who made the key, within its scopes. */
  readonly apiKey?: string;
  /** Of a person, from `auth.token.create`; kept fresh. */
  readonly tokens?: ClientTokens;
  /** Told about each renewal before it is used, to store it: the refresh token of before is good for nothing more. */
  readonly onTokens?: (tokens: ClientTokens) => void | Promise<void>;
  /** A request without an answer for so long counts as lost; 30 s unless set. */
  readonly timeoutMs?: number;
}

/**
 * A client for other services: over HTTP, typed, with dates and the like as they are in the procedures. Without key or
 * tokens it is nobody, which is what signing in begins as.
 *
 * Its mutations are done once, also where an answer is lost: see `idempotencyLinks`. Fails with a `TRPCClientError`;
 * `codeOf` and `reasonOf` say why.
 */
export function createStewardClient(options: StewardClientOptions): StewardClient {
  const { url, tenant = null, apiKey, tokens, onTokens, timeoutMs = 30_000, retryDelayMs } = options;
  const within: typeof fetch = (input, init) => {
    const over = AbortSignal.timeout(timeoutMs);
    return fetch(input, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, over]) : over });
  };
  const keeper = tokens && keepTokens({ url, fetch: within }, tokens, onTokens);
  const headers = async (): Promise<Record<string, string>> => {
    const bearer = apiKey ?? (await keeper?.current());
    return bearer === undefined ? {} : { authorization: `Bearer ${bearer}` };
  };
  const links = apiLinks({ url, tenant, fetch: within, headers, ...(retryDelayMs && { retryDelayMs }) });
  return createTRPCClient<AppRouter>({ links: keeper ? [keeper.link, ...links] : links });
}
