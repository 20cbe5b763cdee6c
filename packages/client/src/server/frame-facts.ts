import { headers } from "next/headers";
import { cache } from "react";
import { proxyHeaders } from "../proxy/headers.ts";
import type { ClientSettings } from "../settings/client-settings.tsx";
import { originsAt, originsAtHome, originsUnderOwnHost, readSite } from "../settings/site.ts";

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
  const ownName = requestHeaders.get(proxyHeaders.ownHost);
  const origins = ownName === null ? originsAt(site, host, secure) : originsUnderOwnHost(site, host, secure);
  const home = originsAtHome(site, secure);
  return {
    nonce: requestHeaders.get(proxyHeaders.nonce) ?? "",
    path: requestHeaders.get(proxyHeaders.path) ?? "/",
    settings: {
      apiUrl: origins.api,
      webUrl: origins.web,
      adminUrl: origins.admin,
      ownHost: ownName === null ? null : { name: ownName, webUrl: home.web, adminUrl: home.admin },
      demo: site.demo,
      onSubdomain: requestHeaders.has(proxyHeaders.tenantHost),
      hostTenant: requestHeaders.get(proxyHeaders.tenantHost),
    },
  };
});
