import type { AppRouter } from "@steward/api";
import { apiLinks, liveLinks } from "@steward/api/client";
import { splitLink, type TRPCLink } from "@trpc/client";

/** How calls of a page reach the API: with its cookies. What goes on as long as somebody listens has a line of its own. */
export function pageLinks(apiUrl: string, tenant: string | null): TRPCLink<AppRouter>[] {
  const fetchWithCookies: typeof fetch = (input, init) => fetch(input, { ...init, credentials: "include" });
  return [
    splitLink({
      condition: ({ type }) => type === "subscription",
      true: liveLinks({ url: apiUrl, tenant }),
      false: apiLinks({ url: apiUrl, tenant, fetch: fetchWithCookies }),
    }),
  ];
}
