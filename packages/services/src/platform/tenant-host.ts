import { tenant } from "@steward/db/schema";
import type { SystemDatabase } from "@steward/db/system";
import { and, eq, isNotNull } from "drizzle-orm";

/**
 * The address (`slug`) of the organisation that has proved this host name to be its own, or null.
 * @param host without a port, lower-case
 */
export async function findTenantByHost(system: SystemDatabase, host: string): Promise<string | null> {
  const [row] = await system
    .select({ slug: tenant.slug })
    .from(tenant)
    .where(and(eq(tenant.customDomain, host), isNotNull(tenant.customDomainVerifiedAt)));
  return row?.slug ?? null;
}
