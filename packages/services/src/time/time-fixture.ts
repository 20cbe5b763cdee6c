import type { Role } from "@steward/contracts";
import { uuidv7 } from "@steward/db";
import { member, project, projectMember } from "@steward/db/schema";
import { actingAs, createTwoTenants, type TestTenant, type TwoTenants } from "@steward/testing";
import { inArray, sql } from "drizzle-orm";
import type { ServiceContext } from "../kernel/index.ts";

/** An organisation whose members log time. */
export interface Workshop {
  readonly two: TwoTenants;
  as<T>(role: Role, work: (ctx: ServiceContext) => Promise<T>, of?: TestTenant): Promise<T>;
  /** A project of the owner's, at 100 an hour. */
  project(fields?: Partial<typeof project.$inferInsert>): Promise<string>;
  join(projectId: string, role: Role, hourlyRateMinor?: number): Promise<void>;
  setDisabled(roles: readonly Role[], disabled: boolean): Promise<void>;
}

export async function openWorkshop(): Promise<Workshop> {
  const two = await createTwoTenants();
  const { acme, database } = two;
  const as: Workshop["as"] = (role, work, of = acme) => actingAs(database, of, role).write(work);
  const id = (role: Role) => acme.members[role].memberId;
  return {
    two,
    as,
    project: (fields = {}) =>
      as("owner", async ({ db }) => {
        const row = { id: uuidv7(), name: "Atrium", ownerId: id("owner"), currency: "EUR", hourlyRateMinor: 100_00 };
        const key = `P${row.id
          .slice(-8)
          .replace(/[^0-9a-f]/g, "")
          .toUpperCase()}`;
        await db.insert(project).values({ ...row, key, ...fields });
        return row.id;
      }),
    join: (projectId, role, hourlyRateMinor) =>
      as("owner", async ({ db }) => {
        await db.insert(projectMember).values({ projectId, memberId: id(role), hourlyRateMinor });
      }),
    setDisabled: (roles, disabled) =>
      as("owner", async ({ db }) => {
        await db
          .update(member)
          .set({ disabledAt: disabled ? sql`now()` : null })
          .where(inArray(member.id, roles.map(id)));
      }),
  };
}
