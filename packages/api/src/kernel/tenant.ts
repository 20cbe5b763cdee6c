import { AppError } from "@steward/contracts";
import type { Platform, RequestInfo } from "./platform.ts";

/**
 * Which organisation a request is for: the `x-tenant` header, else the label before the platform's domain.
 * Only `Host` is read, never a forwarded variant, which any client may forge. Naming a tenant grants nothing:
 * membership is checked for whatever is named here.
 */
export function tenantSlug(platform: Platform, request: RequestInfo): string {
  const named = request.headers.get("x-tenant");
  if (named) return named;
  const host = request.headers.get("host")?.replace(/:\d+$/, "").toLowerCase() ?? "";
  const suffix = `.${platform.domain}`;
  const label = host.endsWith(suffix) ? host.slice(0, -suffix.length) : "";
  if (label === "") throw new AppError("INVALID", "tenant_missing");
  return label;
}
