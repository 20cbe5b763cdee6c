import type { AppRouter } from "@steward/api";
import { apiLinks } from "@steward/api/client";
import type { TRPCLink } from "@trpc/client";

/** How calls of a page reach the API: with its cookies. */
export function pageLinks(apiUrl: string, tenant: string | null): TRPCLink<AppRouter>[] {
  const fetchWithCookies: typeof fetch = (input, init) => fetch(input, { ...init, credentials: "include" });
  return apiLinks({ url: apiUrl, tenant, fetch: fetchWithCookies });
}
