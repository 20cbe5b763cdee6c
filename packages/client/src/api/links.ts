import type { AppRouter } from "@steward/api";
import { httpBatchLink, httpLink, isNonJsonSerializable, splitLink, type TRPCLink } from "@trpc/client";
import superjson from "superjson";

// Node's server refuses more than 16 KiB of request line and headers; a longer batch goes out in parts.
const maxURLLength = 8_000;
const maxItems = 20;

/** How calls reach the API: queries of one moment in one request, files on their own. */
export function apiLinks(apiUrl: string, tenant: string | null): TRPCLink<AppRouter>[] {
  const url = `${apiUrl}/trpc`;
  const headers = tenant === null ? {} : { "x-tenant": tenant };
  const fetchWithCookies: typeof fetch = (input, init) => fetch(input, { ...init, credentials: "include" });
  return [
    splitLink({
      condition: ({ input }) => isNonJsonSerializable(input),
      true: httpLink({
        url,
        headers,
        fetch: fetchWithCookies,
        // A form goes out as the browser sends forms; the answer is like any other.
        transformer: { serialize: (data) => data, deserialize: superjson.deserialize },
      }),
      false: httpBatchLink({ url, headers, fetch: fetchWithCookies, transformer: superjson, maxURLLength, maxItems }),
    }),
  ];
}
