import { AppError, notFound } from "@steward/contracts";
import {
  type AddConversationMembersInput,
  type ConversationItem,
  type ConversationReason,
  conversationJoined,
  conversationLeft,
  conversationMarkedUnread,
  conversationMemberRemoved,
  conversationMembersAdded,
  conversationRead,
  conversationRoleChanged,
  conversationStateChanged,
  type MarkReadInput,
  type MarkUnreadInput,
  maxConversationMembers,
  type RemoveConversationMemberInput,
  type UpdateConversationRoleInput,
  type UpdateStateInput,
} from "@steward/contracts/messaging/conversation";
import { directReceived, mentioned } from "@steward/contracts/messaging/notice";
import { conversation, conversationMember } from "@steward/db/schema";
import { and, asc, count, eq, gte, lt, lte, ne, sql } from "drizzle-orm";
import { type EmitContext, emit, namesOf, type ServiceContext, settleNotifications } from "../kernel/index.ts";
import { type Place, requirePlace } from "../messaging-access/index.ts";
import { requireNotDirect, requireRun } from "./conversation.ts";
import { writeNotice } from "./conversation-notice.ts";
import { getConversation } from "./conversation-queries.ts";
import { audienceOf } from "./people.ts";

/** Whoever comes later has not missed what was said before: for them it is read. */
const newPlaces = ({ id, lastSeq }: Place["conversation"], memberIds: readonly string[]) =>
  memberIds.map((memberId) => ({ conversationId: id, memberId, lastReadSeq: lastSeq }));

/**
 * Adds colleagues to a group or channel: whoever is in it may. Those who are in it already stay as they are.
 * Throws as `requirePlace`; NOT_FOUND for colleagues; PRECONDITION `conversation.direct_stays`; LIMIT.
 */
export async function addConversationMembers(
  ctx: ServiceContext,
  { id, memberIds }: AddConversationMembersInput,
): Promise<ConversationItem> {
  const place = await requirePlace(ctx, id, "write", { lock: true });
  requireNotDirect(place.conversation);
  const names = await namesOf(ctx, memberIds);
  await enter(ctx, place, [...names.keys()]);
  return getConversation(ctx, id);
}

async function enter(ctx: ServiceContext, { conversation: found }: Place, memberIds: readonly string[]) {
  const [counted] = await ctx.db
    .select({ members: count() })
    .from(conversationMember)
    .where(eq(conversationMember.conversationId, found.id));
  if ((counted?.members ?? 0) + memberIds.length > maxConversationMembers) {
    const reason: ConversationReason = "conversation.too_many_members";
    throw new AppError("LIMIT", reason, { most: maxConversationMembers });
  }
  const added = await ctx.db
    .insert(conversationMember)
    .values(newPlaces(found, memberIds))
    .onConflictDoNothing()
    .returning({ memberId: conversationMember.memberId });
  if (added.length === 0) return;
  const facts = { memberIds: added.map(({ memberId }) => memberId) };
  await writeNotice(ctx, found.id, { by: ctx.actor.memberId, kind: "added", memberIds: facts.memberIds });
  await emit(ctx, conversationMembersAdded, found.id, facts, { audience: await audienceOf(ctx, found.id) });
}

/** Takes a place in a public channel. Throws as `requirePlace`; FORBIDDEN, LIMIT. */
export async function joinConversation(ctx: ServiceContext, id: string): Promise<ConversationItem> {
  const place = await requirePlace(ctx, id, "read", { lock: true });
  if (!place.mine) {
    const { memberId } = ctx.actor;
    await ctx.db.insert(conversationMember).values(newPlaces(place.conversation, [memberId]));
    await writeNotice(ctx, id, { by: memberId, kind: "joined" });
    await emit(ctx, conversationJoined, id, { memberId }, { audience: await audienceOf(ctx, id) });
  }
  return getConversation(ctx, id);
}

/**
 * Gives the caller's place up, with what they had begun to write there. The last owner hands on to whoever has been there
 * longest.
 * Throws NOT_FOUND, FORBIDDEN `conversation.not_a_member`, PRECONDITION `conversation.direct_stays`.
 */
export async function leaveConversation(ctx: ServiceContext, id: string): Promise<{ id: string }> {
  const place = await requirePlace(ctx, id, "take part", { lock: true });
  requireNotDirect(place.conversation);
  const audience = await audienceOf(ctx, id);
  const { memberId } = ctx.actor;
  await removePlace(ctx, id, memberId);
  await writeNotice(ctx, id, { by: memberId, kind: "left" });
  await emit(ctx, conversationLeft, id, { memberId }, { audience });
  return { id };
}

/**
 * Gives up every place that somebody had who has left the organisation, but for direct conversations: those are also the
 * other's. Whoever is back by now keeps what they were given since.
 */
export async function leaveAllConversations(ctx: EmitContext, memberId: string, leftAt: Date): Promise<void> {
  // In one order, so that two who leave at once do not wait for each other.
  const left = await ctx.db
    .select({ id: conversation.id })
    .from(conversation)
    .innerJoin(
      conversationMember,
      and(
        eq(conversationMember.tenantId, conversation.tenantId),
        eq(conversationMember.conversationId, conversation.id),
        eq(conversationMember.memberId, memberId),
        lte(conversationMember.createdAt, leftAt),
      ),
    )
    .where(ne(conversation.kind, "direct"))
    .orderBy(asc(conversation.id))
    .for("no key update", { of: conversation });
  for (const { id } of left) {
    await removePlace(ctx, id, memberId);
    await writeNotice(ctx, id, { by: memberId, kind: "left" });
    await emit(ctx, conversationLeft, id, { memberId }, { audience: await audienceOf(ctx, id) });
  }
}

async function removePlace(ctx: Pick<EmitContext, "db">, id: string, memberId: string): Promise<boolean> {
  const removed = await ctx.db.delete(conversationMember).where(isPlaceOf(id, memberId)).returning();
  const [owner] = await ctx.db
    .select({ id: conversationMember.id })
    .from(conversationMember)
    .where(and(eq(conversationMember.conversationId, id), eq(conversationMember.role, "owner")))
    .limit(1);
  if (!owner) {
    const [heir] = await ctx.db
      .select({ memberId: conversationMember.memberId })
      .from(conversationMember)
      .where(eq(conversationMember.conversationId, id))
      .orderBy(asc(conversationMember.createdAt), asc(conversationMember.id))
      .limit(1);
    if (heir) await ctx.db.update(conversationMember).set({ role: "owner" }).where(isPlaceOf(id, heir.memberId));
  }
  return removed.length > 0;
}

const isPlaceOf = (id: string, memberId: string) =>
  and(eq(conversationMember.conversationId, id), eq(conversationMember.memberId, memberId));

/** Takes somebody out of a group or channel: its owners may. They still hear that they were. Throws as `requireRun`. */
export async function removeConversationMember(
  ctx: ServiceContext,
  { id, memberId }: RemoveConversationMemberInput,
): Promise<ConversationItem> {
  await requireRun(ctx, id);
  const audience = await audienceOf(ctx, id);
  if (!(await removePlace(ctx, id, memberId))) throw notFound("messaging.member");
  await writeNotice(ctx, id, { by: ctx.actor.memberId, kind: "removed", memberIds: [memberId] });
  await emit(ctx, conversationMemberRemoved, id, { memberId }, { audience });
  return getConversation(ctx, id);
}

/** Throws as `requireRun`; NOT_FOUND for the member; PRECONDITION `conversation.last_owner`. */
export async function updateConversationRole(
  ctx: ServiceContext,
  { id, memberId, role }: UpdateConversationRoleInput,
): Promise<ConversationItem> {
  await requireRun(ctx, id);
  const changed = await ctx.db
    .update(conversationMember)
    .set({ role })
    .where(isPlaceOf(id, memberId))
    .returning({ memberId: conversationMember.memberId });
  if (changed.length === 0) throw notFound("messaging.member");
  const [owner] = await ctx.db
    .select({ id: conversationMember.id })
    .from(conversationMember)
    .where(and(eq(conversationMember.conversationId, id), eq(conversationMember.role, "owner")))
    .limit(1);
  if (!owner) throw new AppError("PRECONDITION", "conversation.last_owner" satisfies ConversationReason);
  await emit(ctx, conversationRoleChanged, id, { memberId, role }, { audience: await audienceOf(ctx, id) });
  return getConversation(ctx, id);
}

/** Conversations in which everybody sees at once how far the others have read; in larger ones whoever asks does. */
const toldOfReading = 20;

/**
 * Moves the caller's marker forward, never back and never past what is there.
 * Throws NOT_FOUND, FORBIDDEN `conversation.not_a_member`.
 */
export async function markRead(ctx: ServiceContext, { id, seq }: MarkReadInput): Promise<{ lastReadSeq: number }> {
  const { mine, conversation: found } = await requirePlace(ctx, id, "take part");
  const target = Math.min(seq, found.lastSeq);
  const { memberId } = ctx.actor;
  const [moved] = await ctx.db
    .update(conversationMember)
    .set({ lastReadSeq: target })
    .where(and(isPlaceOf(id, memberId), lt(conversationMember.lastReadSeq, target)))
    .returning({ lastReadSeq: conversationMember.lastReadSeq });
  if (!moved) return { lastReadSeq: Math.max(mine?.lastReadSeq ?? 0, target) };
  const readers = await audienceOf(ctx, id);
  const audience = readers.length <= toldOfReading ? readers : [memberId];
  await emit(ctx, conversationRead, id, { seq: target }, { audience });
  await settleNotifications(ctx, [directReceived, mentioned], id);
  return moved;
}

/**
 * Moves the caller's marker back to before a message. What was told of it is not told again.
 * Throws NOT_FOUND, FORBIDDEN `conversation.not_a_member`.
 */
export async function markUnread(ctx: ServiceContext, { id, seq }: MarkUnreadInput): Promise<ConversationItem> {
  await requirePlace(ctx, id, "take part");
  const { memberId } = ctx.actor;
  const moved = await ctx.db
    .update(conversationMember)
    .set({ lastReadSeq: seq - 1 })
    .where(and(isPlaceOf(id, memberId), gte(conversationMember.lastReadSeq, seq)))
    .returning({ id: conversationMember.id });
  if (moved.length > 0) await emit(ctx, conversationMarkedUnread, id, { seq }, { audience: [memberId] });
  return getConversation(ctx, id);
}

/** How the conversation is to look to the caller. Throws NOT_FOUND, FORBIDDEN `conversation.not_a_member`. */
export async function updateState(
  ctx: ServiceContext,
  { id, isMuted, isStarred, isHidden }: UpdateStateInput,
): Promise<ConversationItem> {
  await requirePlace(ctx, id, "take part");
  const lastSeq = sql`(select ${conversation.lastSeq} from ${conversation} where ${conversation.id} = ${id})`;
  await ctx.db
    .update(conversationMember)
    .set({
      memberId: ctx.actor.memberId,
      isMuted,
      isStarred,
      ...(isHidden !== undefined && { hiddenAtSeq: isHidden ? lastSeq : null }),
    })
    .where(isPlaceOf(id, ctx.actor.memberId));
  const audience = [ctx.actor.memberId];
  await emit(ctx, conversationStateChanged, id, { isMuted, isStarred, isHidden }, { audience });
  return getConversation(ctx, id);
}
