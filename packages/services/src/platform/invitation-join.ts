import { AppError, type EventDefinition } from "@steward/contracts";
import { invitationAccepted } from "@steward/contracts/org/invitation";
import { memberJoined } from "@steward/contracts/org/member";
import { isUniqueViolation } from "@steward/db";
import { auditEvent, customRole, invitation, member, tenant, type user } from "@steward/db/schema";
import type { SystemDb } from "@steward/db/system";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { z } from "zod";
import { factOf } from "../kernel/emit.ts";
import { accessRefused, permissionsOfRole, type RequestSource } from "../kernel/index.ts";
import { type ChosenRole, type MemberWithRole, mayBeInvited, mayStillInvite, roleLabel } from "../org/index.ts";

type InvitationRow = typeof invitation.$inferSelect;
type MemberRow = typeof member.$inferSelect;

/** The running transaction, and where the call came from. */
interface JoiningContext {
  readonly db: SystemDb;
  readonly requestId: string;
  readonly source: RequestSource;
}

/** An invitation that nobody else accepts, renews or takes back until the commit. */
export interface LockedInvitation {
  readonly invitation: InvitationRow;
  readonly tenant: typeof tenant.$inferSelect;
  readonly role: ChosenRole;
  readonly sender: MemberWithRole;
}

const senderRole = alias(customRole, "sender_role");

/** Waits at the organisation, as everybody does who decides about its members. Throws NOT_FOUND `invitation.unknown`. */
export async function lockInvitation(db: SystemDb, which: SQL): Promise<LockedInvitation> {
  const [place] = await db.select({ tenantId: invitation.tenantId }).from(invitation).where(which);
  if (!place) throw new AppError("NOT_FOUND", "invitation.unknown");
  const [own] = await db.select().from(tenant).where(eq(tenant.id, place.tenantId)).for("no key update");
  const [row] = await db
    .select({ invitation, customRole, member, senderRole })
    .from(invitation)
    .innerJoin(member, and(eq(member.tenantId, invitation.tenantId), eq(member.id, invitation.invitedById)))
    .leftJoin(customRole, and(eq(customRole.tenantId, invitation.tenantId), eq(customRole.id, invitation.customRoleId)))
    .leftJoin(senderRole, and(eq(senderRole.tenantId, member.tenantId), eq(senderRole.id, member.customRoleId)))
    .where(which);
  // While we waited a new link may have taken the place of this one, or the whole organisation may have gone.
  if (!own || !row) throw new AppError("NOT_FOUND", "invitation.unknown");
  const { role, customRoleId } = row.invitation;
  const label = roleLabel(role, row.customRole);
  const permissions = permissionsOfRole({ role, customRole: row.customRole });
  return {
    tenant: own,
    invitation: row.invitation,
    role: { role, customRoleId, label, permissions },
    sender: { member: row.member, customRole: row.senderRole },
  };
}

/** Throws PRECONDITION `invitation.accepted` | `invitation.revoked` | `invitation.expired`. */
export function requireAcceptable({ acceptedAt, revokedAt, expiresAt }: InvitationRow): void {
  if (acceptedAt) throw new AppError("PRECONDITION", "invitation.accepted");
  if (revokedAt) throw new AppError("PRECONDITION", "invitation.revoked");
  if (expiresAt.getTime() <= Date.now()) throw new AppError("PRECONDITION", "invitation.expired");
}

/**
 * Makes the person a member as the invitation says; somebody who was removed comes back, with the role of this invitation.
 * Whoever is a member already keeps the role they have.
 *
 * Throws as `requireAcceptable`; PRECONDITION `invitation.sender_lost_authority` | `invitation.domain_not_allowed`;
 * FORBIDDEN `tenant_suspended` | `tenant_being_removed` | `member_disabled`; CONFLICT `invitation.address_taken`.
 */
export async function joinTenant(
  ctx: JoiningContext,
  found: LockedInvitation,
  person: typeof user.$inferSelect,
): Promise<void> {
  const { suspendedAt, purgeAfter, id: tenantId } = found.tenant;
  if (suspendedAt) throw accessRefused({ kind: "tenantSuspended" });
  if (purgeAfter) throw accessRefused({ kind: "tenantBeingRemoved" });
  const [before] = await ctx.db
    .select()
    .from(member)
    .where(and(eq(member.tenantId, tenantId), eq(member.userId, person.id)));
  const active = before && !before.removedAt;
  // A second click, or nineteen more requests of one click: the same person gets the same answer.
  if (active && found.invitation.acceptedById === before.id) return;
  requireAcceptable(found.invitation);
  if (active && before.disabledAt) throw accessRefused({ kind: "memberDisabled" });
  // The list may have become shorter since the invitation was sent.
  if (!mayBeInvited(found.tenant, found.invitation.email)) {
    throw new AppError("PRECONDITION", "invitation.domain_not_allowed");
  }
  // Somebody who was demoted, switched off or removed would otherwise keep a way to let others in.
  if (!mayStillInvite(found.tenant, found.sender, found.role)) {
    throw new AppError("PRECONDITION", "invitation.sender_lost_authority");
  }
  const joined = active ? before : await writeMember(ctx.db, found, person, before);
  await ctx.db
    .update(invitation)
    .set({ acceptedAt: sql`now()`, acceptedById: joined.id })
    .where(and(eq(invitation.tenantId, tenantId), eq(invitation.id, found.invitation.id)));
  const { id, email } = found.invitation;
  await record(ctx, joined, invitationAccepted, id, { email, role: found.role.label, memberId: joined.id });
  if (active) return;
  const returned = before !== undefined;
  await record(ctx, joined, memberJoined, joined.id, {
    name: joined.name,
    role: found.role.label,
    invitationId: id,
    returned,
  });
}

async function writeMember(
  db: SystemDb,
  { invitation: { role, customRoleId, tenantId } }: LockedInvitation,
  { id: userId, name, email }: typeof user.$inferSelect,
  before: MemberRow | undefined,
): Promise<MemberRow> {
  const values = { role, customRoleId, name, email };
  const [row] = await (before
    ? db
        .update(member)
        .set({ ...values, removedAt: null, disabledAt: null })
        .where(and(eq(member.tenantId, tenantId), eq(member.id, before.id)))
        .returning()
    : db
        .insert(member)
        .values({ ...values, tenantId, userId })
        .returning()
  ).catch((error: unknown) => {
    // Somebody else's place in this organisation still carries the address, from a time when it was theirs.
    throw isUniqueViolation(error, "member_email") ? new AppError("CONFLICT", "invitation.address_taken") : error;
  });
  if (!row) throw new AppError("INTERNAL", "member.not_written");
  return row;
}

/** Into the organisation's own record, in the new member's name. */
async function record<Name extends string, Payload extends z.ZodType>(
  ctx: JoiningContext,
  actor: MemberRow,
  event: EventDefinition<Name, Payload>,
  entityId: string,
  payload: z.input<Payload>,
): Promise<void> {
  await ctx.db.insert(auditEvent).values({
    tenantId: actor.tenantId,
    ...factOf(event, payload),
    entityId,
    actorId: actor.id,
    actorName: actor.name,
    requestId: ctx.requestId,
    ...ctx.source,
  });
}
