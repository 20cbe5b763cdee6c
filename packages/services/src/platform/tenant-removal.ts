import { recordSecurityEvent } from "@steward/auth/record";
import { AppError } from "@steward/contracts";
import { tenantRestored } from "@steward/contracts/org/tenant";
import type { Database } from "@steward/db";
import { customRole, member, tenant } from "@steward/db/schema";
import type { SystemDatabase } from "@steward/db/system";
import { and, asc, eq, isNull, lte } from "drizzle-orm";
import { emit, membershipOf, type RequestSource } from "../kernel/index.ts";

/** Who asks for something that is no matter of one organisation's members: a signed-in person, and from where. */
export interface PersonContext {
  readonly database: Database;
  readonly system: SystemDatabase;
  readonly userId: string;
  readonly requestId: string;
  readonly source: RequestSource;
}

/**
 * Takes back an organisation's removal while it is still there, for whoever may ask for it there.
 *
 * Throws NOT_FOUND `tenant_unknown` for an organisation that does not exist or is not the person's, FORBIDDEN
 * `permission_missing`, CONFLICT `tenant.not_being_removed`.
 */
export async function restoreTenant(person: PersonContext, slug: string): Promise<{ slug: string }> {
  const [row] = await person.system
    .select({ tenant, member, customRole })
    .from(tenant)
    .innerJoin(member, and(eq(member.tenantId, tenant.id), eq(member.userId, person.userId), isNull(member.removedAt)))
    .leftJoin(customRole, and(eq(customRole.tenantId, member.tenantId), eq(customRole.id, member.customRoleId)))
    .where(eq(tenant.slug, slug));
  if (!row) throw new AppError("NOT_FOUND", "tenant_unknown");
  // As a member of it once it is back: meanwhile it refuses everybody.
  const scope = membershipOf({ ...row, tenant: { ...row.tenant, purgeAfter: null } });
  if (!scope.actor.permissions.has("org.tenant.delete")) {
    throw new AppError("FORBIDDEN", "permission_missing", { permission: "org.tenant.delete" });
  }
  await person.database.withTenant(row.tenant.id, async (db) => {
    const ctx = { ...scope, db, requestId: person.requestId, source: person.source };
    const [now] = await db.select().from(tenant).where(eq(tenant.id, row.tenant.id)).for("no key update");
    if (!now?.purgeAfter) throw new AppError("CONFLICT", "tenant.not_being_removed");
    await db.update(tenant).set({ purgeAfter: null }).where(eq(tenant.id, now.id));
    await emit(ctx, tenantRestored, now.id, {});
  });
  return { slug };
}

/**
 * Removes for good the organisations whose time has come, with everything that belongs to them: every tenant table
 * refers to `tenant` with `on delete cascade`. What stays is the platform's own history, which names no records.
 *
 * One transaction each, so that a large one does not hold up the others and a failure costs one; an owner who takes the
 * removal back at the same moment either comes first or finds nothing.
 * @returns the slugs of those that are gone
 * @throws {AggregateError} after the last, with what kept some of them
 */
export async function purgeTenants(system: SystemDatabase, now: Date = new Date()): Promise<string[]> {
  const due = await system
    .select({ id: tenant.id })
    .from(tenant)
    .where(lte(tenant.purgeAfter, now))
    .orderBy(asc(tenant.purgeAfter));
  const purged: string[] = [];
  const failures: unknown[] = [];
  for (const { id } of due) {
    try {
      const slug = await purgeTenant(system, id, now);
      if (slug !== null) purged.push(slug);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} organisations could not be removed.`);
  return purged;
}

async function purgeTenant(system: SystemDatabase, id: string, now: Date): Promise<string | null> {
  return system.transaction(async (db) => {
    const [gone] = await db
      .delete(tenant)
      .where(and(eq(tenant.id, id), lte(tenant.purgeAfter, now)))
      .returning({ slug: tenant.slug });
    if (!gone) return null;
    await recordSecurityEvent(db, {
      name: "operator.tenant_purged",
      userId: null,
      tenantId: id,
      source: { clientAddress: null, userAgent: null, requestId: "upkeep" },
      details: { slug: gone.slug },
    });
    return gone.slug;
  });
}
