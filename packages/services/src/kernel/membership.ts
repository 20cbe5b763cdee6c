import { AppError, isPermission, type Permission, permissionsOf } from "@steward/contracts";
import type { customRole, member, tenant } from "@steward/db/schema";
import type { Actor, TenantInfo } from "./context.ts";

/** A person's place in one organisation. */
export interface Membership {
  readonly tenant: TenantInfo;
  readonly actor: Actor;
}

/** The rows a membership is read from; `customRole` is the one `member.customRoleId` names. */
export interface MembershipRows {
  readonly tenant: typeof tenant.$inferSelect;
  readonly member: typeof member.$inferSelect;
  readonly customRole: typeof customRole.$inferSelect | null;
}

/**
 * What the rows say about who may act where.
 * Throws FORBIDDEN when the member was removed or disabled, or the organisation is suspended or being removed.
 */
export function membershipOf(rows: MembershipRows): Membership {
  if (rows.member.removedAt) throw new AppError("FORBIDDEN", "tenant_not_a_member");
  if (rows.member.disabledAt) throw new AppError("FORBIDDEN", "member_disabled");
  if (rows.tenant.suspendedAt) throw new AppError("FORBIDDEN", "tenant_suspended");
  if (rows.tenant.purgeAfter) throw new AppError("FORBIDDEN", "tenant_being_removed");
  const { id, slug, name, currency, locale, timeZone, country } = rows.tenant;
  return {
    tenant: { id, slug, name, currency, locale, timeZone, country },
    actor: {
      memberId: rows.member.id,
      userId: rows.member.userId,
      name: rows.member.name,
      email: rows.member.email,
      role: rows.member.role,
      customRole: rows.customRole && { id: rows.customRole.id, name: rows.customRole.name },
      permissions: permissionsOfMember(rows),
      impersonator: null,
    },
  };
}

/** What the member's role permits: the organisation's own role where there is one, else the one every organisation has. */
export function permissionsOfMember({
  member,
  customRole,
}: Pick<MembershipRows, "member" | "customRole">): ReadonlySet<Permission> {
  return customRole ? new Set(customRole.permissions.filter(isPermission)) : permissionsOf(member.role);
}
