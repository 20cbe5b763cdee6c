import { nextAuthOptions, readProviders } from "@steward/auth/next";
import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { hostname, readSite } from "../settings/site.ts";
import { isSecure } from "./frame-facts.ts";
import { getPlatform } from "./platform.ts";

type RouteContext = { params: Promise<{ nextauth: string[] }> };

/** next-auth's endpoints: sign-in, sign-out and their CSRF token. */
export async function authRoute(request: NextRequest, context: RouteContext): Promise<Response> {
  const platform = getPlatform();
  // The origin comes from the request: one process serves every organisation's subdomain.
  process.env.AUTH_TRUST_HOST ??= "true";
  const options = nextAuthOptions(platform, {
    headers: request.headers,
    providers: readProviders(process.env),
    secure: isSecure(request.headers),
    domain: cookieDomain(hostname(request.headers.get("host") ?? ""), readSite(process.env).domain),
    onError: (error) => platform.logger.error({ error }, "sign-in failed"),
  });
  return NextAuth(request, context, options);
}

/**
 * On the installation's own domain one sign-in serves all subdomains and the API. Browsers take no such cookie
 * for a name of one label (`localhost`): there each host keeps its own.
 */
function cookieDomain(host: string, domain: string): string | undefined {
  const shared = domain.includes(".") && (host === domain || host.endsWith(`.${domain}`));
  return shared ? domain : undefined;
}
