import { isPermission, type Permission, permissionsOf, type Role, roles } from "@steward/contracts";
import { customRole, member } from "@steward/db/schema";
import { asc, count, isNull } from "drizzle-orm";
import { permissionsOfRole, type ServiceContext } from "../kernel/index.ts";

/** A role every organisation has. */
export interface StandardRole {
  role: Role;
  permissions: Permission[];
  memberCount: number;
}

/** A role of the organisation's own making; `permissions` include what every member may do. */
export interface CustomRole {
  id: string;
  name: string;
  description: string;
  permissions: Permission[];
  memberCount: number;
  version: number;
}

export interface RoleList {
  standard: StandardRole[];
  custom: CustomRole[];
}

/** All roles a member can have: the common ones, strongest first, then the organisation's own, by name. */
export async function listRoles(ctx: ServiceContext): Promise<RoleList> {
  const [own, counts] = await Promise.all([
    ctx.db.select().from(customRole).orderBy(asc(customRole.name), asc(customRole.id)),
    ctx.db
      .select({ role: member.role, customRoleId: member.customRoleId, members: count() })
      .from(member)
      .where(isNull(member.removedAt))
      .groupBy(member.role, member.customRoleId),
  ]);
  const membersOf = (matches: (row: (typeof counts)[number]) => boolean) =>
    counts.filter(matches).reduce((sum, { members }) => sum + members, 0);
  return {
    standard: roles.map((role) => ({
      role,
      permissions: [...permissionsOf(role)],
      memberCount: membersOf((row) => row.customRoleId === null && row.role === role),
    })),
    custom: own.map((row) =>
      toCustomRole(
        row,
        membersOf(({ customRoleId }) => customRoleId === row.id),
      ),
    ),
  };
}

export function toCustomRole(row: typeof customRole.$inferSelect, memberCount: number): CustomRole {
  const { id, name, description, version } = row;
  const permitted = permissionsOfRole({ role: "guest", customRole: row });
  return { id, name, description, permissions: [...permitted].filter(isPermission), memberCount, version };
}
