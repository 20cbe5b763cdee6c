import { notFound } from "@steward/contracts";
import { isBlank, plainTextOf, type RichText } from "@steward/contracts/kernel/rich-text";
import {
  type DraftItem,
  type DraftPlaceInput,
  draftSaved,
  type SaveDraftInput,
} from "@steward/contracts/messaging/draft";
import { conversation, draft, message } from "@steward/db/schema";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { emit, type ServiceContext } from "../kernel/index.ts";
import { isMyDraft, requirePlace } from "../messaging-access/index.ts";
import { memberCount, peopleOf, titleOf } from "./people.ts";

const isAt = (ctx: ServiceContext, { conversationId, threadRootId }: DraftPlaceInput) =>
  and(
    eq(draft.conversationId, conversationId),
    isMyDraft(ctx),
    threadRootId ? eq(draft.threadRootId, threadRootId) : isNull(draft.threadRootId),
  );

/** What the caller has begun to write there; null where there is nothing. Throws NOT_FOUND. */
export async function getDraft(ctx: ServiceContext, place: DraftPlaceInput): Promise<{ content: RichText } | null> {
  await requirePlace(ctx, place.conversationId, "read");
  const [found] = await ctx.db.select({ content: draft.content }).from(draft).where(isAt(ctx, place));
  return found ?? null;
}

/**
 * Keeps what the caller has begun to write; a blank draft is forgotten. Of all devices the last one wins.
 * Throws NOT_FOUND, also for the thread; FORBIDDEN `conversation.not_a_member`.
 */
export async function saveDraft(
  ctx: ServiceContext,
  { content, ...place }: SaveDraftInput,
): Promise<{ isEmpty: boolean }> {
  const { conversationId, threadRootId } = place;
  await requirePlace(ctx, conversationId, "take part");
  if (threadRootId) await requireThread(ctx, conversationId, threadRootId);
  const kept = content && !isBlank(content) ? { content, text: plainTextOf(content) } : null;
  if (kept) {
    const { memberId } = ctx.actor;
    await ctx.db
      .insert(draft)
      .values({ ...kept, conversationId, threadRootId: threadRootId ?? null, memberId })
      .onConflictDoUpdate({
        target: [draft.tenantId, draft.conversationId, draft.memberId, draft.threadRootId],
        set: { ...kept, updatedAt: sql`now()` },
      });
  } else await ctx.db.delete(draft).where(isAt(ctx, place));
  const isEmpty = kept === null;
  await emit(ctx, draftSaved, conversationId, { isEmpty }, { audience: [ctx.actor.memberId] });
  return { isEmpty };
}

async function requireThread(ctx: ServiceContext, conversationId: string, threadRootId: string): Promise<void> {
  const [root] = await ctx.db
    .select({ id: message.id })
    .from(message)
    .where(and(eq(message.id, threadRootId), eq(message.conversationId, conversationId)));
  if (!root) throw notFound("messaging.message");
}

/** Everything the caller has begun to write, the latest first. */
export async function listDrafts(ctx: ServiceContext): Promise<DraftItem[]> {
  const rows = await ctx.db
    .select({
      conversationId: draft.conversationId,
      threadRootId: draft.threadRootId,
      content: draft.content,
      updatedAt: draft.updatedAt,
      title: {
        name: conversation.name,
        kind: conversation.kind,
        memberCount,
      },
    })
    .from(draft)
    .innerJoin(conversation, and(eq(conversation.tenantId, draft.tenantId), eq(conversation.id, draft.conversationId)))
    .where(isMyDraft(ctx))
    .orderBy(desc(draft.updatedAt))
    .limit(100);
  const people = await peopleOf(ctx, [...new Set(rows.map((row) => row.conversationId))]);
  return rows.map(({ title, ...row }) => ({
    ...row,
    conversationTitle: titleOf(ctx, title, people.get(row.conversationId) ?? []),
  }));
}
