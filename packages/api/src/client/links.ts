import { transformer } from "@steward/wire/client";
import { httpBatchLink, httpLink, isNonJsonSerializable, splitLink, type TRPCLink } from "@trpc/client";
import type { AppRouter } from "../router.ts";
import { type IdempotencyOptions, idempotencyHeaders, idempotencyLinks } from "./idempotency.ts";

// Node's server refuses more than 16 KiB of request line and headers; a longer batch goes out in parts.
const maxURLLength = 8_000;
const maxItems = 20;

export interface ApiLinksOptions extends IdempotencyOptions {
  /** Where the API is: `https://api.steward.example`, without a path. */
  readonly url: string;
  /** Of the organisation the calls are for; null where they are for none. */
  readonly tenant: string | null;
  /** How requests are sent; the platform's own `fetch` unless set. */
  readonly fetch?: typeof fetch;
  /** What a request has to say beside that; asked for each. */
  readonly headers?: () => Promise<Record<string, string>>;
}

/** How calls reach the API: those of one moment in one request, files on their own, mutations under a key. */
export function apiLinks({ tenant, headers, retryDelayMs, ...options }: ApiLinksOptions): TRPCLink<AppRouter>[] {
  const url = `${options.url}/trpc`;
  const common = async () => ({ ...(tenant === null ? {} : { "x-tenant": tenant }), ...(await headers?.()) });
  return [
    ...idempotencyLinks(retryDelayMs ? { retryDelayMs } : {}),
    splitLink({
      condition: ({ input }) => isNonJsonSerializable(input),
      true: httpLink({
        url,
        headers: async ({ op }) => ({ ...(await common()), ...idempotencyHeaders([op]) }),
        fetch: options.fetch,
        // A form goes out as the browser sends forms; the answer is like any other.
        transformer: { serialize: (data) => data, deserialize: transformer.deserialize },
      }),
      false: httpBatchLink({
        url,
        headers: async ({ opList }) => ({ ...(await common()), ...idempotencyHeaders(opList) }),
        fetch: options.fetch,
        transformer,
        maxURLLength,
        maxItems,
      }),
    }),
  ];
}
