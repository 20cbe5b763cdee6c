import { AppError } from "@steward/contracts";
import {
  type ConversationItem,
  type ConversationReason,
  type CreateConversationInput,
  conversationArchived,
  conversationChanged,
  conversationCreated,
  conversationUnarchived,
  type UpdateConversationInput,
} from "@steward/contracts/messaging/conversation";
import { isUniqueViolation, uuidv7 } from "@steward/db";
import { conversation, conversationMember } from "@steward/db/schema";
import { and, eq, sql } from "drizzle-orm";
import { emit, namesOf, type ServiceContext } from "../kernel/index.ts";
import { requireNeed, requirePlace } from "../messaging-access/index.ts";
import { writeNotice } from "./conversation-notice.ts";
import { getConversation } from "./conversation-queries.ts";
import { audienceOf } from "./people.ts";

/**
 * The conversation between the caller and a colleague, or their notes to themselves: begun where there is none yet. Both
 * ask at once, and both get the same one.
 * Throws NOT_FOUND for the colleague.
 */
export async function openDirect(ctx: ServiceContext, memberId: string): Promise<ConversationItem> {
  const { memberId: ownId } = ctx.actor;
  await namesOf(ctx, [memberId]);
  const directKey = [ownId, memberId].sort().join(":");
  const [made] = await ctx.db
    .insert(conversation)
    .values({ kind: "direct", directKey })
    .onConflictDoNothing()
    .returning({ id: conversation.id });
  if (made) {
    // Whoever is written to sees it when something is written.
    const other = memberId === ownId ? [] : [{ conversationId: made.id, memberId, hiddenAtSeq: 0 }];
    await ctx.db
      .insert(conversationMember)
      .values([{ conversationId: made.id, memberId: ownId, hiddenAtSeq: null }, ...other]);
    const facts = { kind: "direct", visibility: "private", members: other.length + 1 } as const;
    await emit(ctx, conversationCreated, made.id, facts, { audience: [ownId] });
    return getConversation(ctx, made.id);
  }
  // Committed by now: the insert has waited for whoever made it.
  const [kept] = await ctx.db
    .select({ id: conversation.id })
    .from(conversation)
    .where(eq(conversation.directKey, directKey));
  if (!kept) throw new AppError("INTERNAL", "conversation.not_written");
  await ctx.db
    .update(conversationMember)
    .set({ hiddenAtSeq: null })
    .where(and(eq(conversationMember.conversationId, kept.id), eq(conversationMember.memberId, ownId)));
  return getConversation(ctx, kept.id);
}

/** Begins a group or channel, owned by the caller. Throws NOT_FOUND for its members, CONFLICT `conversation.name_taken`. */
export async function createConversation(
  ctx: ServiceContext,
  { kind, name, topic, visibility, memberIds }: CreateConversationInput,
): Promise<ConversationItem> {
  const { memberId: ownId } = ctx.actor;
  const others = [...(await namesOf(ctx, memberIds)).keys()].filter((memberId) => memberId !== ownId);
  const id = uuidv7();
  await ctx.db
    .insert(conversation)
    .values({ id, kind, name, topic, visibility })
    .catch((error: unknown) => {
      throw nameTaken(error);
    });
  await ctx.db
    .insert(conversationMember)
    .values([
      { conversationId: id, memberId: ownId, role: "owner" },
      ...others.map((memberId) => ({ conversationId: id, memberId, role: "member" as const })),
    ]);
  const audience = [ownId, ...others];
  await emit(ctx, conversationCreated, id, { kind, visibility, members: audience.length }, { audience });
  return getConversation(ctx, id);
}

/**
 * Changes what a group or channel is called, what it is about, or who finds it.
 * Throws as `requireRun`; CONFLICT `record_changed` | `conversation.name_taken`; INVALID for a channel without a name.
 */
export async function updateConversation(
  ctx: ServiceContext,
  { id, version, ...changes }: UpdateConversationInput,
): Promise<ConversationItem> {
  const found = await requireRun(ctx, id);
  if (version !== undefined && version !== found.version) {
    throw new AppError("CONFLICT", "record_changed", { version: found.version });
  }
  const next = { ...found, ...changes };
  if (next.kind === "group" && next.visibility === "public") throw invalid("conversation.group_is_private");
  if (next.kind === "channel" && next.name === null) throw invalid("conversation.name_missing");
  const fields = (["name", "topic", "visibility"] as const).filter((field) => next[field] !== found[field]);
  if (fields.length > 0) {
    await ctx.db
      .update(conversation)
      .set({ name: next.name, topic: next.topic, visibility: next.visibility, version: found.version + 1 })
      .where(eq(conversation.id, id))
      .catch((error: unknown) => {
        throw nameTaken(error);
      });
    const by = ctx.actor.memberId;
    if (fields.includes("name")) await writeNotice(ctx, id, { by, kind: "renamed", to: next.name });
    if (fields.includes("topic")) await writeNotice(ctx, id, { by, kind: "topicChanged", to: next.topic });
    await emit(ctx, conversationChanged, id, { fields }, { audience: await audienceOf(ctx, id) });
  }
  return getConversation(ctx, id);
}

/** Nothing more is written in it; it can still be read. Throws as `requireRun`. */
export async function archiveConversation(ctx: ServiceContext, id: string): Promise<ConversationItem> {
  const { archivedAt } = await requireRun(ctx, id);
  if (!archivedAt) {
    await ctx.db.update(conversation).set({ archivedAt: sql`now()` }).where(eq(conversation.id, id));
    await emit(ctx, conversationArchived, id, {}, { audience: await audienceOf(ctx, id) });
  }
  return getConversation(ctx, id);
}

/** Throws as `requireRun`; CONFLICT `conversation.name_taken` by a channel that was made meanwhile. */
export async function unarchiveConversation(ctx: ServiceContext, id: string): Promise<ConversationItem> {
  const { archivedAt } = await requireRun(ctx, id);
  if (archivedAt) {
    await ctx.db
      .update(conversation)
      .set({ archivedAt: null })
      .where(eq(conversation.id, id))
      .catch((error: unknown) => {
        throw nameTaken(error);
      });
    await emit(ctx, conversationUnarchived, id, {}, { audience: await audienceOf(ctx, id) });
  }
  return getConversation(ctx, id);
}

/**
 * A group or channel that the caller decides about, locked.
 * Throws NOT_FOUND, FORBIDDEN `conversation.not_an_owner`, PRECONDITION `conversation.direct_stays`.
 */
export async function requireRun(ctx: ServiceContext, id: string): Promise<typeof conversation.$inferSelect> {
  const place = await requirePlace(ctx, id, "read", { lock: true });
  requireNotDirect(place.conversation);
  requireNeed(ctx, place, "run");
  return place.conversation;
}

/** Throws PRECONDITION `conversation.direct_stays`: two people stay two people. */
export function requireNotDirect({ kind }: Pick<typeof conversation.$inferSelect, "kind">): void {
  if (kind === "direct") throw new AppError("PRECONDITION", "conversation.direct_stays" satisfies ConversationReason);
}

const invalid = (reason: ConversationReason) => new AppError("INVALID", reason);

const nameTaken = (error: unknown) =>
  isUniqueViolation(error, "messaging_conversation_channel_name")
    ? new AppError("CONFLICT", "conversation.name_taken" satisfies ConversationReason)
    : error;
