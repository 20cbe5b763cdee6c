import type { PermissionDefinition } from "./kernel/permission.ts";
import type { Role } from "./kernel/role.ts";
import { auditEventPermissions } from "./org/audit-event.ts";
import { memberPermissions } from "./org/member.ts";
import { savedViewPermissions } from "./org/saved-view.ts";
import { tenantPermissions } from "./org/tenant.ts";

/** Every permission there is, with what it means and who has it by default: one table for guards, screens and docs. */
export const permissions = {
  ...tenantPermissions,
  ...memberPermissions,
  ...auditEventPermissions,
  ...savedViewPermissions,
} as const satisfies Record<string, PermissionDefinition>;

export type Permission = keyof typeof permissions;

export const permissionNames = Object.keys(permissions) as Permission[];

const byRole = new Map<Role, ReadonlySet<Permission>>();

/** What a role may do. The only place where a role turns into permissions. */
export function permissionsOf(role: Role): ReadonlySet<Permission> {
  const known = byRole.get(role);
  if (known) return known;
  const granted = new Set(
    permissionNames.filter((name) => (permissions[name] as PermissionDefinition).roles.includes(role)),
  );
  byRole.set(role, granted);
  return granted;
}
