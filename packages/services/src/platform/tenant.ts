import { member, tenant } from "@steward/db/schema";
import type { SystemDatabase } from "@steward/db/system";
import { asc, count, eq } from "drizzle-orm";

/** What an operator sees of an organisation: never its records. */
export interface TenantSummary {
  id: string;
  slug: string;
  name: string;
  createdAt: Date;
  suspendedAt: Date | null;
  memberCount: number;
}

/** All organisations on this installation, by name. */
export async function listTenants(system: SystemDatabase): Promise<TenantSummary[]> {
  return system
    .select({
      id: tenant.id,
      slug: tenant.slug,
      name: tenant.name,
      createdAt: tenant.createdAt,
      suspendedAt: tenant.suspendedAt,
      memberCount: count(member.id),
    })
    .from(tenant)
    .leftJoin(member, eq(member.tenantId, tenant.id))
    .groupBy(tenant.id)
    .orderBy(asc(tenant.name));
}
