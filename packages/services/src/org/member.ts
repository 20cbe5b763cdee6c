import { AppError, type EventDefinition, notFound } from "@steward/contracts";
import {
  memberDisabled,
  memberEnabled,
  memberLeft,
  memberRemoved,
  memberRoleChanged,
  roleGiven,
  type UpdateMemberRoleInput,
} from "@steward/contracts/org/member";
import { apiKey, divisionMember, invitation, member } from "@steward/db/schema";
import { and, eq, isNull, sql } from "drizzle-orm";
import { emit, notify, type ServiceContext } from "../kernel/index.ts";
import { chosenRole, roleLabel } from "./custom-role-choice.ts";
import {
  findMember,
  lockOrganisation,
  type MemberWithRole,
  requireAuthorityOver,
  requireMayGrant,
} from "./member-authority.ts";
import { requireOwnersRemain } from "./member-ownership.ts";
import { getMember, type Member } from "./member-queries.ts";

/**
 * Gives a member another role, also oneself one that may less.
 * Throws NOT_FOUND, INVALID `reference_unknown`; FORBIDDEN `member.grants_more_than_own` | `member.may_more_than_own` |
 * `member.owners_only`; CONFLICT `member.last_owner` | `member.last_administrator`.
 */
export async function updateMemberRole(ctx: ServiceContext, input: UpdateMemberRoleInput): Promise<Member> {
  const authority = await lockOrganisation(ctx, "org.member.manage");
  const target = await requireMember(ctx, input.id);
  const next = await chosenRole(ctx, input.role);
  requireAuthorityOver(authority, target);
  requireMayGrant(authority, next);
  await requireOwnersRemain(ctx, target.member, next);
  const { name, role, customRoleId } = target.member;
  if (role !== next.role || customRoleId !== next.customRoleId) {
    await ctx.db
      .update(member)
      .set({ role: next.role, customRoleId: next.customRoleId })
      .where(eq(member.id, input.id));
    const from = roleLabel(role, target.customRole);
    await emit(ctx, memberRoleChanged, input.id, { name, changes: { role: { from, to: next.label } } });
    await notify(ctx, roleGiven, { to: [input.id], entityId: input.id, params: { role: next.label } });
  }
  return getMember(ctx, input.id);
}

/** Switches a member's access off until it is switched on again. Throws as `updateMemberRole`, `member.not_yourself`. */
export async function disableMember(ctx: ServiceContext, id: string): Promise<Member> {
  const target = await requireOther(ctx, id);
  await requireOwnersRemain(ctx, target.member, null);
  await setDisabled(ctx, target, true);
  return getMember(ctx, id);
}

/** Switches a member's access on again, with the role they had. Throws as `disableMember`. */
export async function enableMember(ctx: ServiceContext, id: string): Promise<Member> {
  await setDisabled(ctx, await requireOther(ctx, id), false);
  return getMember(ctx, id);
}

/**
 * Ends somebody's membership. Their records keep their name; an invitation brings them back. Throws as `disableMember`.
 */
export async function removeMember(ctx: ServiceContext, id: string): Promise<{ id: string }> {
  const target = await requireOther(ctx, id);
  await endMembership(ctx, target, memberRemoved);
  return { id };
}

/** Ends one's own membership. Throws CONFLICT `member.last_owner` | `member.last_administrator`. */
export async function leaveTenant(ctx: ServiceContext): Promise<{ id: string }> {
  await lockOrganisation(ctx, "org.member.leave");
  const id = ctx.actor.memberId;
  await endMembership(ctx, await requireMember(ctx, id), memberLeft);
  return { id };
}

async function requireMember(ctx: ServiceContext, id: string): Promise<MemberWithRole> {
  const found = await findMember(ctx, id);
  if (!found) throw notFound("org.member");
  return found;
}

/** Somebody else whom the caller may decide about, under the organisation's lock. */
async function requireOther(ctx: ServiceContext, id: string): Promise<MemberWithRole> {
  const authority = await lockOrganisation(ctx, "org.member.manage");
  const target = await requireMember(ctx, id);
  if (id === ctx.actor.memberId) throw new AppError("FORBIDDEN", "member.not_yourself");
  requireAuthorityOver(authority, target);
  return target;
}

async function setDisabled(ctx: ServiceContext, target: MemberWithRole, disabled: boolean): Promise<void> {
  const { id, name, disabledAt } = target.member;
  if ((disabledAt !== null) === disabled) return;
  await ctx.db
    .update(member)
    .set({ disabledAt: disabled ? sql`now()` : null })
    .where(eq(member.id, id));
  await emit(ctx, disabled ? memberDisabled : memberEnabled, id, { name });
}

/**
 * Whoever comes back begins anew: what they could open doors with (keys, invitations they sent to others) does not wait
 * for them, and neither do their divisions.
 */
async function endMembership(
  ctx: ServiceContext,
  target: MemberWithRole,
  event: EventDefinition<"org.member.removed" | "org.member.left", (typeof memberRemoved)["payload"]>,
): Promise<void> {
  const { id, name, role } = target.member;
  await requireOwnersRemain(ctx, target.member, null);
  await ctx.db.update(member).set({ removedAt: sql`now()` }).where(eq(member.id, id));
  const keys = await ctx.db
    .update(apiKey)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(apiKey.memberId, id), isNull(apiKey.revokedAt)))
    .returning({ id: apiKey.id });
  const invitations = await ctx.db
    .update(invitation)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(invitation.invitedById, id), isNull(invitation.acceptedAt), isNull(invitation.revokedAt)))
    .returning({ id: invitation.id });
  const divisions = await ctx.db
    .delete(divisionMember)
    .where(eq(divisionMember.memberId, id))
    .returning({ id: divisionMember.id });
  await emit(ctx, event, id, {
    name,
    role: roleLabel(role, target.customRole),
    apiKeysRevoked: keys.length,
    invitationsRevoked: invitations.length,
    divisionsLeft: divisions.length,
  });
}
