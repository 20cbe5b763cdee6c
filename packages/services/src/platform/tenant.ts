import { AppError, notFound, type Page } from "@steward/contracts";
import type { ListTenantsInput, SuspendTenantInput, TenantState } from "@steward/contracts/operator/tenant";
import { tenantRestored, tenantResumed, tenantSuspended } from "@steward/contracts/org/tenant";
import { type Database, keysetPage } from "@steward/db";
import { auditEvent, member, tenant, tenantTables } from "@steward/db/schema";
import type { SystemDb } from "@steward/db/system";
import { and, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { containsText } from "../kernel/index.ts";
import { correlated } from "./correlated.ts";
import { inTransaction, type OperatorContext, recordForPlatform, recordForTenants } from "./operator-record.ts";

/** What an operator sees of an organisation: never its records. */
export interface TenantSummary {
  id: string;
  slug: string;
  name: string;
  createdAt: Date;
  suspendedAt: Date | null;
  /** When it will be removed for good, where that was asked for. */
  purgeAfter: Date | null;
  memberCount: number;
  /** When something was last changed in it. */
  lastActivityAt: Date | null;
}

export interface TenantDetail extends TenantSummary {
  country: string;
  timeZone: string;
  currency: string;
  customDomain: string | null;
  requireSecondFactor: boolean;
  /** Rows it has in each table that has any, most first. */
  tables: { name: string; rowCount: number }[];
}

// Each is one range of an index that starts with the tenant.
const memberCount = correlated<number>(
  sql`(select count(*) from ${member} where ${member.tenantId} = ${tenant.id} and ${member.removedAt} is null)`,
);
const lastActivityAt = correlated<Date | null>(
  sql`(select max(${auditEvent.createdAt}) from ${auditEvent} where ${auditEvent.tenantId} = ${tenant.id})`,
);

const summaryColumns = {
  id: tenant.id,
  slug: tenant.slug,
  name: tenant.name,
  createdAt: tenant.createdAt,
  suspendedAt: tenant.suspendedAt,
  purgeAfter: tenant.purgeAfter,
  memberCount: memberCount.mapWith(Number),
  lastActivityAt: lastActivityAt.mapWith(auditEvent.createdAt),
};

const inState: Record<TenantState, SQL | undefined> = {
  active: and(isNull(tenant.suspendedAt), isNull(tenant.purgeAfter)),
  suspended: isNotNull(tenant.suspendedAt),
  beingRemoved: isNotNull(tenant.purgeAfter),
};

/** The organisations of this installation. */
export async function listTenants(
  db: SystemDb,
  { search, filter, sort, limit, cursor }: ListTenantsInput,
): Promise<Page<TenantSummary>> {
  return keysetPage({ sort, by: tenant[sort.field], id: tenant.id, limit, cursor }, (part) =>
    db
      .select({ ...summaryColumns, ...part.columns })
      .from(tenant)
      .where(
        and(
          containsText(search, tenant.name, tenant.slug),
          filter.state ? inState[filter.state] : undefined,
          part.where,
        ),
      )
      .orderBy(...part.orderBy)
      .limit(part.limit),
  );
}

/**
 * One organisation, with how much it keeps. The rows are counted under its own policy, because the cross-tenant role
 * may not read them. Throws NOT_FOUND.
 */
export async function getTenant(db: SystemDb, database: Database, id: string): Promise<TenantDetail> {
  const [row] = await db
    .select({
      ...summaryColumns,
      country: tenant.country,
      timeZone: tenant.timeZone,
      currency: tenant.currency,
      customDomain: sql<
        string | null
      >`case when ${tenant.customDomainVerifiedAt} is not null then ${tenant.customDomain} end`,
      requireSecondFactor: tenant.requireSecondFactor,
    })
    .from(tenant)
    .where(eq(tenant.id, id));
  if (!row) throw notFound("operator.tenant");
  const counts = [...tenantTables.keys()].map(
    (name) => sql`select ${name}::text as name, count(*)::int as "rowCount" from ${sql.identifier(name)}`,
  );
  const { rows } = await database
    .read(id)
    .execute<{ name: string; rowCount: number }>(
      sql`select * from (${sql.join(counts, sql` union all `)}) t where "rowCount" > 0 order by "rowCount" desc, name`,
    );
  return { ...row, tables: rows };
}

/** Shuts an organisation's members out until it is resumed. Throws NOT_FOUND, CONFLICT `tenant.already_suspended`. */
export async function suspendTenant(ctx: OperatorContext, { id, reason }: SuspendTenantInput): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const { suspendedAt } = await lockTenant(inner, id);
    if (suspendedAt) throw new AppError("CONFLICT", "tenant.already_suspended");
    await inner.db.update(tenant).set({ suspendedAt: sql`now()` }).where(eq(tenant.id, id));
    await recordForPlatform(inner, { name: "operator.tenant_suspended", tenantId: id, details: { reason } });
    await recordForTenants(inner, tenantSuspended, [{ tenantId: id, entityId: id, payload: { reason } }]);
  });
}

/** Lets the members of a suspended organisation in again. Throws NOT_FOUND, CONFLICT `tenant.not_suspended`. */
export async function resumeTenant(ctx: OperatorContext, id: string): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const { suspendedAt } = await lockTenant(inner, id);
    if (!suspendedAt) throw new AppError("CONFLICT", "tenant.not_suspended");
    await inner.db.update(tenant).set({ suspendedAt: null }).where(eq(tenant.id, id));
    await recordForPlatform(inner, { name: "operator.tenant_resumed", tenantId: id });
    await recordForTenants(inner, tenantResumed, [{ tenantId: id, entityId: id, payload: {} }]);
  });
}

/** Takes back an organisation's request to be removed. Throws NOT_FOUND, CONFLICT `tenant.not_being_removed`. */
export async function restoreTenantAsOperator(ctx: OperatorContext, id: string): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const { purgeAfter } = await lockTenant(inner, id);
    if (!purgeAfter) throw new AppError("CONFLICT", "tenant.not_being_removed");
    await inner.db.update(tenant).set({ purgeAfter: null }).where(eq(tenant.id, id));
    await recordForPlatform(inner, { name: "operator.tenant_restored", tenantId: id });
    await recordForTenants(inner, tenantRestored, [{ tenantId: id, entityId: id, payload: {} }]);
  });
}

async function lockTenant(ctx: OperatorContext, id: string): Promise<typeof tenant.$inferSelect> {
  const [row] = await ctx.db.select().from(tenant).where(eq(tenant.id, id)).for("no key update");
  if (!row) throw notFound("operator.tenant");
  return row;
}
