import { requireOwnHands } from "@steward/auth";
import { AppError, type Permission } from "@steward/contracts";
import type { MemberReason } from "@steward/contracts/org/member";
import { customRole, member } from "@steward/db/schema";
import { and, eq, isNull } from "drizzle-orm";
import {
  type AccessSubject,
  accessRefused,
  decide,
  permissionsHeld,
  permissionsOfRole,
  type ServiceContext,
} from "../kernel/index.ts";
import type { ChosenRole } from "./custom-role-choice.ts";
import { isOwner } from "./member-ownership.ts";
import { lockTenant } from "./tenant.ts";

/** What somebody who decides about others may themselves, now. */
export interface Authority {
  readonly permissions: ReadonlySet<Permission>;
  readonly owner: boolean;
}

type MemberRow = typeof member.$inferSelect;

/** A member with the role that decides for them. */
export interface MemberWithRole {
  readonly member: MemberRow;
  readonly customRole: typeof customRole.$inferSelect | null;
}

/**
 * Members are decided about one after the other: whoever holds this knows that no role changes until the commit. Who
 * comes in, and as what, is decided by a member's own hands: what an operator gave in their name would outlast the hour.
 */
export async function lockOrganisation(ctx: ServiceContext, permission: Permission): Promise<Authority> {
  requireOwnHands(ctx.actor);
  const own = await lockTenant(ctx);
  const actor = await findMember(ctx, ctx.actor.memberId);
  if (!actor) throw accessRefused({ kind: "memberRemoved" });
  // Before the lock the caller may have been somebody else: an owner whom another owner has just made a guest.
  const subject = { tenant: own, ...actor, scopes: new Set<string>(ctx.actor.permissions), secondFactor: null };
  const { allowed, rule } = decide(subject, permission);
  if (!allowed) throw accessRefused(rule, permission);
  return { permissions: permissionsHeld(subject), owner: isOwner(actor.member) };
}

/** Undefined for somebody who is not, or no longer, a member. */
export async function findMember(ctx: ServiceContext, id: string): Promise<MemberWithRole | undefined> {
  const [row] = await ctx.db
    .select({ member, customRole })
    .from(member)
    .leftJoin(customRole, eq(customRole.id, member.customRoleId))
    .where(and(eq(member.id, id), isNull(member.removedAt)));
  return row;
}

/**
 * Nobody gives others more than they have themselves.
 * Throws FORBIDDEN `member.grants_more_than_own` (`permissions`: those they lack) | `member.owners_only`.
 */
export function requireMayGrant(authority: Authority, role: ChosenRole): void {
  if (isOwner(role) && !authority.owner) throw refused("member.owners_only");
  requireOwn(authority, role.permissions, "member.grants_more_than_own");
}

/** Whether an invitation its sender wrote earlier is one they could still write: what it gives is theirs to give. */
export function mayStillInvite(
  own: AccessSubject["tenant"],
  sender: MemberWithRole,
  role: Omit<ChosenRole, "label">,
): boolean {
  const subject: AccessSubject = { tenant: own, ...sender, scopes: null, secondFactor: null };
  const held = permissionsHeld(subject);
  return (
    decide(subject, "org.invitation.write").allowed &&
    (!isOwner(role) || isOwner(sender.member)) &&
    [...role.permissions].every((permission) => held.has(permission))
  );
}

/**
 * Nobody takes from, or gives back to, somebody who may more than they do.
 * Throws FORBIDDEN `member.may_more_than_own` | `member.owners_only`.
 */
export function requireAuthorityOver(authority: Authority, target: MemberWithRole): void {
  if (isOwner(target.member) && !authority.owner) throw refused("member.owners_only");
  const permitted = permissionsOfRole({ role: target.member.role, customRole: target.customRole });
  requireOwn(authority, permitted, "member.may_more_than_own");
}

/** Throws FORBIDDEN with the reason given when the permissions are not all the actor's own. */
export function requireOwn(
  authority: Authority,
  permissions: Iterable<Permission>,
  reason: Extract<MemberReason, "member.grants_more_than_own" | "member.may_more_than_own">,
): void {
  const lacking = [...permissions].filter((permission) => !authority.permissions.has(permission));
  if (lacking.length > 0) throw new AppError("FORBIDDEN", reason, { permissions: lacking });
}

function refused(reason: MemberReason): AppError {
  return new AppError("FORBIDDEN", reason);
}
