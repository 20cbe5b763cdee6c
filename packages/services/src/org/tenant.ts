import { notFound } from "@steward/contracts";
import { tenantUpdated, type UpdateTenantInput } from "@steward/contracts/org/tenant";
import { tenant } from "@steward/db/schema";
import { eq } from "drizzle-orm";
import { changesOf, emit, type ServiceContext, type TenantInfo } from "../kernel/index.ts";

/** Changes the organisation's own profile; members that are left out stay as they are. */
export async function updateTenant(ctx: ServiceContext, input: UpdateTenantInput): Promise<TenantInfo> {
  const before = await lockTenant(ctx);
  const changes = changesOf(before, input);
  if (Object.keys(changes).length > 0) {
    await ctx.db.update(tenant).set(input).where(eq(tenant.id, ctx.tenant.id));
    await emit(ctx, tenantUpdated, ctx.tenant.id, { changes });
  }
  const { id, slug, name, currency, locale, timeZone, country } = { ...before, ...given(input) };
  return { id, slug, name, currency, locale, timeZone, country };
}

/** The organisation's own row. Throws NOT_FOUND. */
export async function findTenant(ctx: ServiceContext): Promise<typeof tenant.$inferSelect> {
  const [row] = await ctx.db.select().from(tenant).where(eq(tenant.id, ctx.tenant.id));
  if (!row) throw notFound("org.tenant");
  return row;
}

/** The organisation's own row, locked; those who change its settings wait for each other. Throws NOT_FOUND. */
export async function lockTenant(ctx: ServiceContext): Promise<typeof tenant.$inferSelect> {
  const [row] = await ctx.db.select().from(tenant).where(eq(tenant.id, ctx.tenant.id)).for("no key update");
  if (!row) throw notFound("org.tenant");
  return row;
}

function given<Input extends object>(input: Input): Input {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as Input;
}
