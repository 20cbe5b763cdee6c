import { type NextRequest, NextResponse } from "next/server";
import { foreignName, originsAt, originsUnderOwnHost, readSite, tenantOfHost } from "../settings/site.ts";
import { contentSecurityPolicy } from "./content-security-policy.ts";
import { proxyHeaders } from "./headers.ts";
import { answerKind, strictTransport } from "./site-headers.ts";

/** First path segments that are pages of the site itself, never an organisation. */
const ownSegments = new Set([
  ...["", "account", "api", "forgot-password", "health", "impersonate", "invitation", "new-organisation", "operator"],
  ...["reset-password", "sign-in", "sign-up", "verify-email"],
]);

/** Which organisation a host name is the own one of; null for none. */
type FindTenantByHost = (host: string) => Promise<string | null>;

/**
 * What stands before every page of web and admin: the security headers that depend on the request, the organisation
 * of a subdomain or of a host name of its own (`acme.localhost/crm` and `desk.acme.com/crm` show `/acme/crm`), and the
 * facts pages cannot see themselves. A name that is nobody's shows nothing, as the API does.
 */
export async function siteProxy(request: NextRequest): Promise<NextResponse> {
  const platform = () => {
    if (!globalThis.stewardPlatform) throw new Error("instrumentation.ts opens the platform before the first request");
    return globalThis.stewardPlatform;
  };
  const storageOrigin = globalThis.stewardPlatform?.storageOrigin ?? null;
  return answerPage(request, (host) => platform().findTenantByHost(host), storageOrigin);
}

/** As `siteProxy`. */
export async function answerPage(
  request: NextRequest,
  findTenantByHost: FindTenantByHost,
  storageOrigin: string | null = null,
): Promise<NextResponse> {
  const site = readSite(process.env);
  const host = request.headers.get("host") ?? "";
  const secure = request.headers.get("x-forwarded-proto")?.split(",")[0]?.trim() === "https";
  const { pathname, search } = request.nextUrl;
  const kind = answerKind(pathname);
  const first = pathname.split("/")[1] ?? "";
  // Whoever probes a process names it as they like, and asks while the database is away.
  const ownHost = kind === "health" ? null : foreignName(host, site);
  const hostTenant = ownHost === null ? tenantOfHost(host, site.domain) : await findTenantByHost(ownHost);
  if (ownHost !== null && (hostTenant === null || first === "operator")) return nobodysPage(secure);
  const inTenant = hostTenant !== null && (first === "" || !ownSegments.has(first));
  const tenant = hostTenant ?? (ownSegments.has(first) ? null : first);

  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  const origins = ownHost === null ? originsAt(site, host, secure) : originsUnderOwnHost(site, host, secure);
  const policy = contentSecurityPolicy({ nonce, secure, apiOrigin: origins.api, storageOrigin });

  // Every one of these is set or removed here: a client's own copy must not reach the pages.
  const headers = new Headers(request.headers);
  const tell = (name: string, value: string | null) => (value ? headers.set(name, value) : headers.delete(name));
  tell("content-security-policy", policy);
  tell(proxyHeaders.nonce, nonce);
  tell(proxyHeaders.path, pathname + search);
  tell(proxyHeaders.requestId, crypto.randomUUID());
  tell(proxyHeaders.tenantHost, hostTenant);
  tell(proxyHeaders.ownHost, ownHost);
  tell(proxyHeaders.tenant, tenant);

  const response = inTenant ? rewriteInto(request, hostTenant, headers) : NextResponse.next({ request: { headers } });
  // Answers for programs (health, next-auth) keep the policy of their kind, under which nothing runs.
  if (kind === "page") response.headers.set("content-security-policy", policy);
  response.headers.set("x-request-id", headers.get(proxyHeaders.requestId) ?? "");
  if (secure) response.headers.set("strict-transport-security", strictTransport);
  return response;
}

/**
 * For a name that no organisation has proved, and for the operator's console under one that somebody has: whoever owns
 * the name decides where it leads tomorrow, and with it where an operator's password goes.
 */
function nobodysPage(secure: boolean): NextResponse {
  const headers = { "cache-control": "no-store", "content-type": "text/plain; charset=utf-8" };
  const response = new NextResponse("There is nothing at this address.\n", { status: 404, headers });
  if (secure) response.headers.set("strict-transport-security", strictTransport);
  return response;
}

function rewriteInto(request: NextRequest, tenant: string, headers: Headers): NextResponse {
  const target = request.nextUrl.clone();
  target.pathname = target.pathname === "/" ? `/${tenant}` : `/${tenant}${target.pathname}`;
  return NextResponse.rewrite(target, { request: { headers } });
}
