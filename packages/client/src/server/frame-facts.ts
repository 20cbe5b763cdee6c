import { headers } from "next/headers";
import { cache } from "react";
import { proxyHeaders } from "../proxy/headers.ts";
import type { ClientSettings } from "../settings/client-settings.tsx";
import { placeOrigin, readSite } from "../settings/site.ts";

/** Whether the browser reached this page over https, as the nearest proxy tells. */
export function isSecure(requestHeaders: Headers): boolean {
  return requestHeaders.get("x-forwarded-proto")?.split(",")[0]?.trim() === "https";
}

/** What the root layout hands to the browser; once per request. */
export const getFrameFacts = cache(async (): Promise<{ settings: ClientSettings; nonce: string; path: string }> => {
  const site = readSite(process.env);
  const requestHeaders = await headers();
  const host = requestHeaders.get("host") ?? "";
  const secure = isSecure(requestHeaders);
  return {
    nonce: requestHeaders.get(proxyHeaders.nonce) ?? "",
    path: requestHeaders.get(proxyHeaders.path) ?? "/",
    settings: {
      apiUrl: placeOrigin(site.api, host, secure),
      webUrl: placeOrigin(site.web, host, secure),
      adminUrl: placeOrigin(site.admin, host, secure),
      demo: site.demo,
      onSubdomain: requestHeaders.has(proxyHeaders.tenantHost),
      hostTenant: requestHeaders.get(proxyHeaders.tenantHost),
    },
  };
});
