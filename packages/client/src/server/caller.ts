import { type AppRouter, createCaller, createContext } from "@steward/api";
import { createHydrationHelpers } from "@trpc/react-query/rsc";
import { headers } from "next/headers";
import { cache } from "react";
import { createQueryClient } from "../api/query-client.ts";
import { proxyHeaders } from "../proxy/headers.ts";
import { getPlatform } from "./platform.ts";

/** One context per page request: who is signed in is worked out once, as for an HTTP batch. */
const getContext = cache(async () => {
  const requestHeaders = await headers();
  return createContext(getPlatform(), {
    headers: requestHeaders,
    requestId: requestHeaders.get(proxyHeaders.requestId) ?? crypto.randomUUID(),
    address: requestHeaders.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "",
  });
});

const getQueryClient = cache(() => createQueryClient());

type Helpers = ReturnType<typeof createHydrationHelpers<AppRouter>>;

const helpers: Helpers = createHydrationHelpers<AppRouter>(createCaller(getContext), getQueryClient);

/**
 * Every procedure for server components: `await api.crm.account.byId({ id })`, or, to have a client component's
 * hook find its data there, `await api.crm.account.byId.prefetch({ id })` inside `<HydrateClient>`. Await it: a
 * prefetch still under way is not handed on, because the browser would then render something else than the server.
 */
export const api: Helpers["trpc"] = helpers.trpc;

/** Hands what was prefetched to the hooks of the client components inside. */
export const HydrateClient: Helpers["HydrateClient"] = helpers.HydrateClient;
