import { AppError, permissionsOf } from "@steward/contracts";
import type { member, tenant } from "@steward/db/schema";
import type { Actor, TenantInfo } from "./context.ts";

/** A person's place in one organisation. */
export interface Membership {
  readonly tenant: TenantInfo;
  readonly actor: Actor;
}

/**
 * What two rows say about who may act where.
 * Throws FORBIDDEN when the member is disabled or the organisation suspended.
 */
export function membershipOf(tenantRow: typeof tenant.$inferSelect, memberRow: typeof member.$inferSelect): Membership {
  if (memberRow.disabledAt) throw new AppError("FORBIDDEN", "member_disabled");
  if (tenantRow.suspendedAt) throw new AppError("FORBIDDEN", "tenant_suspended");
  const { id, slug, name, currency, locale, timeZone, country } = tenantRow;
  return {
    tenant: { id, slug, name, currency, locale, timeZone, country },
    actor: {
      memberId: memberRow.id,
      userId: memberRow.userId,
      name: memberRow.name,
      email: memberRow.email,
      role: memberRow.role,
      permissions: permissionsOf(memberRow.role),
    },
  };
}
