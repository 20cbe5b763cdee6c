import { AppError, everyMemberMay, isPermission, type Permission, permissionsOf, type Role } from "@steward/contracts";
import type { AccessRule, AccessRuleKind } from "@steward/contracts/org/access";

/** All that decides what somebody may do in one organisation, as it is stored. */
export interface AccessSubject {
  readonly tenant: {
    readonly suspendedAt: Date | null;
    readonly purgeAfter: Date | null;
    readonly requireSecondFactor: boolean;
  };
  readonly member: { readonly role: Role; readonly disabledAt: Date | null; readonly removedAt: Date | null };
  /** The organisation's own role that decides in place of `member.role`. */
  readonly customRole: { readonly id: string; readonly name: string; readonly permissions: readonly string[] } | null;
  /** Names of permissions, of the key a program comes with; null for people. */
  readonly scopes: ReadonlySet<string> | null;
  /** Whether the sign-in asked for a second factor; null where no sign-in of the member's own stands behind the call. */
  readonly secondFactor: boolean | null;
}

/** The answer to "may they?", with the rule that gave it. */
export interface AccessDecision {
  readonly allowed: boolean;
  readonly permission: Permission;
  readonly rule: AccessRule;
}

/**
 * Whether the subject may do what the permission stands for, and by which rule. Pure, and the only place that decides:
 * `can()` asks it before every procedure, the explanation and the matrix show what it answers.
 */
export function decide(subject: AccessSubject, permission: Permission): AccessDecision {
  const standing = standingAgainst(subject);
  if (standing) return { allowed: false, permission, rule: standing };
  const byRole = roleRule(subject, permission);
  if (!byRole.allowed || subject.scopes === null) return { ...byRole, permission };
  const inScope = subject.scopes.has(permission);
  return { allowed: inScope, permission, rule: { kind: inScope ? "keyScope" : "keyLacks" } };
}

/** What refuses everything, whatever the permission: null when nothing does. */
export function standingAgainst({ tenant, member, secondFactor }: AccessSubject): AccessRule | null {
  if (member.removedAt) return { kind: "memberRemoved" };
  if (member.disabledAt) return { kind: "memberDisabled" };
  if (tenant.suspendedAt) return { kind: "tenantSuspended" };
  if (tenant.purgeAfter) return { kind: "tenantBeingRemoved" };
  if (tenant.requireSecondFactor && secondFactor === false) return { kind: "secondFactorRequired" };
  return null;
}

function roleRule({ member, customRole }: AccessSubject, permission: Permission): Omit<AccessDecision, "permission"> {
  if (everyMemberMay.has(permission)) return { allowed: true, rule: { kind: "everyMember" } };
  if (customRole) {
    const { id, name, permissions } = customRole;
    const allowed = permissions.includes(permission);
    return { allowed, rule: { kind: allowed ? "customRole" : "customRoleLacks", id, name } };
  }
  const { role } = member;
  const allowed = permissionsOf(role).has(permission);
  return { allowed, rule: { kind: allowed ? "role" : "roleLacks", role } };
}

/** What a role permits: the organisation's own where there is one, else the one every organisation has. */
export function permissionsOfRole({
  role,
  customRole,
}: {
  readonly role: Role;
  readonly customRole: Pick<NonNullable<AccessSubject["customRole"]>, "permissions"> | null;
}): ReadonlySet<Permission> {
  return customRole
    ? new Set([...everyMemberMay, ...customRole.permissions.filter(isPermission)])
    : permissionsOf(role);
}

/** Everything `decide` allows the subject as long as nothing stands against it. */
export function permissionsHeld({ member, customRole, scopes }: AccessSubject): ReadonlySet<Permission> {
  const permitted = permissionsOfRole({ role: member.role, customRole });
  return scopes ? new Set([...permitted].filter((permission) => scopes.has(permission))) : permitted;
}

const reasons: Partial<Record<AccessRuleKind, string>> = {
  memberRemoved: "tenant_not_a_member",
  memberDisabled: "member_disabled",
  tenantSuspended: "tenant_suspended",
  tenantBeingRemoved: "tenant_being_removed",
  secondFactorRequired: "tenant_second_factor_required",
};

/** FORBIDDEN, with the reason of the rule that refused; `permission_missing` where the permission was not granted. */
export function accessRefused(rule: AccessRule, permission?: Permission): AppError {
  const reason = reasons[rule.kind];
  return reason
    ? new AppError("FORBIDDEN", reason)
    : new AppError("FORBIDDEN", "permission_missing", permission ? { permission } : {});
}
