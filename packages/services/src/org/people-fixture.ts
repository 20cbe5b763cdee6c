import { AppError, type Permission, type Role } from "@steward/contracts";
import { uuidv7 } from "@steward/db";
import { customRole, member, tenant } from "@steward/db/schema";
import { actingAs, type TestTenant, type TwoTenants } from "@steward/testing";
import { eq } from "drizzle-orm";
import { membershipOf, type ServiceContext } from "../kernel/index.ts";
import { createRole } from "./custom-role.ts";

/** Does `work` as a member, with the role they have at this moment: as a request of theirs would. */
export async function asMember<T>(
  two: Pick<TwoTenants, "database">,
  of: TestTenant,
  memberId: string,
  work: (ctx: ServiceContext) => Promise<T>,
): Promise<T> {
  const ctx = await contextOf(two, of, memberId);
  return two.database.withTenant(of.id, (db) => work({ ...ctx, db }));
}

/** What a request of the member knows of them before its transaction begins. */
export async function contextOf(
  { database }: Pick<TwoTenants, "database">,
  of: TestTenant,
  memberId: string,
): Promise<ServiceContext> {
  const db = database.read(of.id);
  const [rows] = await db
    .select({ tenant, member, customRole })
    .from(member)
    .innerJoin(tenant, eq(tenant.id, member.tenantId))
    .leftJoin(customRole, eq(customRole.id, member.customRoleId))
    .where(eq(member.id, memberId));
  if (!rows) throw new Error("The test names a member that is not there.");
  const source = { procedure: "test", clientAddress: null, userAgent: null };
  return { ...membershipOf(rows), requestId: "request-of-a-test", source, db };
}

/** Gives somebody a role of the organisation's own making, past every rule, and returns its id. */
export async function giveCustomRole(
  two: Pick<TwoTenants, "database">,
  of: TestTenant,
  role: Role,
  permissions: readonly Permission[],
): Promise<string> {
  const name = `Role ${uuidv7()}`;
  return actingAs(two.database, of, "owner").write(async (ctx) => {
    const { id } = await createRole(ctx, { name, description: "", permissions: [...permissions] });
    await ctx.db.update(member).set({ customRoleId: id }).where(eq(member.id, of.members[role].memberId));
    return id;
  });
}

/** The reason a call was refused with; "done" when it was not. */
export async function outcomeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return "done";
  } catch (error) {
    if (error instanceof AppError) return error.reason;
    throw error;
  }
}
