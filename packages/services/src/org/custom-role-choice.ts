import {
  type Permission,
  permissionNames,
  permissionsOf,
  type Role,
  referenceUnknown,
  roleLabels,
  roleSchema,
  roles,
} from "@steward/contracts";
import type { RoleChoice } from "@steward/contracts/org/member";
import { customRole } from "@steward/db/schema";
import { eq } from "drizzle-orm";
import { permissionsOfRole, type ServiceContext } from "../kernel/index.ts";
import { isOwner } from "./member-ownership.ts";

/** A role to give somebody, as it is stored and as it is called. */
export interface ChosenRole {
  readonly role: Role;
  readonly customRoleId: string | null;
  readonly label: string;
  readonly permissions: ReadonlySet<Permission>;
}

/** What a choice on screen means. Throws INVALID `reference_unknown` for an id that is no role of this organisation. */
export async function chosenRole(ctx: ServiceContext, choice: RoleChoice): Promise<ChosenRole> {
  const standard = roleSchema.safeParse(choice).data;
  if (standard) {
    return {
      role: standard,
      customRoleId: null,
      label: roleLabels[standard],
      permissions: permissionsOf(standard),
    };
  }
  const [own] = await ctx.db.select().from(customRole).where(eq(customRole.id, choice));
  if (!own) throw referenceUnknown("role");
  const role = closestRole(own.permissions);
  return { role, customRoleId: own.id, label: own.name, permissions: permissionsOfRole({ role, customRole: own }) };
}

/** What a member's or an invitation's role is called. */
export function roleLabel(role: Role, customRole: { readonly name: string } | null): string {
  return customRole?.name ?? roleLabels[role];
}

/**
 * The role every organisation has that differs least from these permissions: what stands for a role of the
 * organisation's own where only the common ones are known. Never the owner's, which says more than its permissions.
 */
export function closestRole(given: readonly string[]): Role {
  const names = new Set(given);
  const difference = (role: Role) =>
    permissionNames.filter((name) => permissionsOf(role).has(name) !== names.has(name)).length;
  const candidates = roles.filter((role) => !isOwner({ role, customRoleId: null }));
  return candidates.reduce((best, role) => (difference(role) < difference(best) ? role : best));
}
