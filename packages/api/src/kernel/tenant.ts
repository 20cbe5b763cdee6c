import { findTenantByHost } from "@steward/auth";
import { AppError, hostInHeader, toDomain } from "@steward/contracts";
import type { Platform, RequestInfo } from "./platform.ts";

/**
 * Which organisation a request is for: the `x-tenant` header, else the label before the platform's domain, else whoever
 * has proved the host name to be theirs. Only `Host` is read, never a forwarded variant, which any client may forge.
 * Naming a tenant grants nothing: membership is checked for whatever is named here.
 *
 * Throws INVALID `tenant_missing` where nobody is named, NOT_FOUND `tenant_unknown` for a host name that is nobody's.
 */
export async function tenantSlug(platform: Platform, request: RequestInfo): Promise<string> {
  const named = request.headers.get("x-tenant");
  if (named) return named;
  const host = hostInHeader(request.headers.get("host") ?? "");
  const suffix = `.${platform.domain}`;
  if (host.endsWith(suffix) && host.length > suffix.length) return host.slice(0, -suffix.length);
  // The platform itself, an address of digits, a machine's own name: none of them can be an organisation's.
  if (host === platform.domain || toDomain(host) !== host) throw new AppError("INVALID", "tenant_missing");
  const slug = await findTenantByHost(platform, host);
  if (slug === null) throw new AppError("NOT_FOUND", "tenant_unknown");
  return slug;
}
