import { notFound } from "@steward/contracts";
import { tenantUpdated, type UpdateTenantInput } from "@steward/contracts/org/tenant";
import { tenant } from "@steward/db/schema";
import { eq } from "drizzle-orm";
import { emit, type ServiceContext, type TenantInfo } from "../kernel/index.ts";

/** Changes the organisation's own profile; members that are left out stay as they are. */
export async function updateTenant(ctx: ServiceContext, input: UpdateTenantInput): Promise<TenantInfo> {
  const { id } = ctx.tenant;
  // The id among the values: an update that changes nothing is still a statement.
  const [row] = await ctx.db
    .update(tenant)
    .set({ id, ...input })
    .where(eq(tenant.id, id))
    .returning();
  if (!row) throw notFound("org.tenant");
  await emit(ctx, tenantUpdated, id, { changed: input });
  const { slug, name, currency, locale, timeZone, country } = row;
  return { id, slug, name, currency, locale, timeZone, country };
}
