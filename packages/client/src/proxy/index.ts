import { type NextRequest, NextResponse } from "next/server";
import { placeOrigin, readSite, tenantOfHost } from "../settings/site.ts";
import { contentSecurityPolicy } from "./content-security-policy.ts";
import { proxyHeaders } from "./headers.ts";
import { answerKind, strictTransport } from "./site-headers.ts";

/** First path segments that are pages of the site itself, never an organisation. */
const ownSegments = new Set([
  ...["", "account", "api", "forgot-password", "health", "impersonate", "invitation", "new-organisation", "operator"],
  ...["reset-password", "sign-in", "sign-up", "verify-email"],
]);

/**
 * What stands before every page of web and admin: the security headers that depend on the request, the
 * organisation's subdomain (`acme.localhost/crm` shows `/acme/crm`), and the facts pages cannot see themselves.
 */
export function siteProxy(request: NextRequest): NextResponse {
  const site = readSite(process.env);
  const host = request.headers.get("host") ?? "";
  const secure = request.headers.get("x-forwarded-proto")?.split(",")[0]?.trim() === "https";
  const { pathname, search } = request.nextUrl;
  const first = pathname.split("/")[1] ?? "";
  const hostTenant = tenantOfHost(host, site.domain);
  const inTenant = hostTenant !== null && (first === "" || !ownSegments.has(first));
  const tenant = hostTenant ?? (ownSegments.has(first) ? null : first);

  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  const policy = contentSecurityPolicy({ nonce, secure, apiOrigin: placeOrigin(site.api, host, secure) });

  // Every one of these is set or removed here: a client's own copy must not reach the pages.
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  headers.set(proxyHeaders.nonce, nonce);
  headers.set(proxyHeaders.path, pathname + search);
  headers.set(proxyHeaders.requestId, crypto.randomUUID());
  if (hostTenant) headers.set(proxyHeaders.tenantHost, hostTenant);
  else headers.delete(proxyHeaders.tenantHost);
  if (tenant) headers.set(proxyHeaders.tenant, tenant);
  else headers.delete(proxyHeaders.tenant);

  const response = inTenant ? rewriteInto(request, hostTenant, headers) : NextResponse.next({ request: { headers } });
  // Answers for programs (health, next-auth) keep the policy of their kind, under which nothing runs.
  if (answerKind(pathname) === "page") response.headers.set("content-security-policy", policy);
  response.headers.set("x-request-id", headers.get(proxyHeaders.requestId) ?? "");
  if (secure) response.headers.set("strict-transport-security", strictTransport);
  return response;
}

function rewriteInto(request: NextRequest, tenant: string, headers: Headers): NextResponse {
  const target = request.nextUrl.clone();
  target.pathname = target.pathname === "/" ? `/${tenant}` : `/${tenant}${target.pathname}`;
  return NextResponse.rewrite(target, { request: { headers } });
}
