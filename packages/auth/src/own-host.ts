import { tenant } from "@steward/db/schema";
import type { SystemDatabase } from "@steward/db/system";
import { and, isNotNull } from "drizzle-orm";
import type { HostList } from "./host-memory.ts";
import { type AuthPlatform, authState } from "./platform.ts";

/**
 * The slug of the organisation that has proved this host name to be its own, or null. From memory, for as long as the
 * feed would tell of a change: every page's origin and every unknown `Host` asks here, and strangers make those up.
 * @param host without a port, lower-case
 */
export async function findTenantByHost(platform: AuthPlatform, host: string): Promise<string | null> {
  const { hosts } = authState(platform);
  return (await hosts.list(() => readHosts(platform.system))).get(host) ?? null;
}

async function readHosts(system: SystemDatabase): Promise<HostList> {
  const rows = await system
    .select({ host: tenant.customDomain, slug: tenant.slug })
    .from(tenant)
    .where(and(isNotNull(tenant.customDomain), isNotNull(tenant.customDomainVerifiedAt)));
  return new Map(rows.map(({ host, slug }) => [host ?? "", slug]));
}
