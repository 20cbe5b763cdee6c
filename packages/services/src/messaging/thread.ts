import { notFound, type Page } from "@steward/contracts";
import { maxUnread } from "@steward/contracts/messaging/conversation";
import {
  type FollowThreadInput,
  type ListThreadsInput,
  type MarkThreadReadInput,
  type ThreadItem,
  threadFollowed,
  threadRead,
} from "@steward/contracts/messaging/thread";
import { keysetPage } from "@steward/db";
import { conversation, message, threadMember } from "@steward/db/schema";
import { and, eq, gt, lt, type SQL, sql } from "drizzle-orm";
import type { FilePlace } from "../files/index.ts";
import { emit, type ServiceContext } from "../kernel/index.ts";
import { isForTheseEyes, requirePlace } from "../messaging-access/index.ts";
import { requireMessage } from "./message-queries.ts";
import { type MessageRow, viewMessages } from "./message-view.ts";
import { memberCount, peopleOf, titleOf } from "./people.ts";

const isMyThread = (ctx: ServiceContext) =>
  and(
    eq(threadMember.tenantId, message.tenantId),
    eq(threadMember.threadRootId, message.id),
    eq(threadMember.memberId, ctx.actor.memberId),
  );
const ofMessage = and(eq(conversation.tenantId, message.tenantId), eq(conversation.id, message.conversationId));

/** Others' replies the caller has not read. */
const unreadReplies = (ctx: ServiceContext): SQL => sql`select 1 from ${message} r
  where r.tenant_id = ${message.tenantId} and r.thread_root_id = ${message.id} and r.seq > ${threadMember.lastReadSeq}
    and r.author_id <> ${ctx.actor.memberId} and r.removed_at is null limit ${maxUnread}`;

function selectThreads(ctx: ServiceContext) {
  return {
    root: message,
    lastReadSeq: sql<number>`coalesce(${threadMember.lastReadSeq}, ${message.lastReplySeq}, 0)`,
    isFollowed: sql<boolean>`coalesce(${threadMember.isFollowed}, false)`,
    unreadCount: sql<number>`(select count(*)::int from (${unreadReplies(ctx)}) unread)`,
    title: {
      name: conversation.name,
      kind: conversation.kind,
      memberCount,
    },
  };
}

/** The threads the caller follows, the one that was written in last first. */
export async function listThreads(
  ctx: ServiceContext,
  files: FilePlace,
  { isUnread, cursor, limit }: ListThreadsInput,
): Promise<Page<ThreadItem>> {
  const keyset = { sort: { field: "lastReplyAt", direction: "desc" }, by: message.lastReplyAt } as const;
  const page = await keysetPage({ ...keyset, nullable: false, id: message.id, cursor, limit }, (part) =>
    ctx.db
      .select({ ...selectThreads(ctx), ...part.columns })
      .from(message)
      .innerJoin(threadMember, isMyThread(ctx))
      .innerJoin(conversation, ofMessage)
      .where(
        and(
          eq(threadMember.isFollowed, true),
          isForTheseEyes(ctx),
          gt(message.replyCount, 0),
          isUnread === undefined ? undefined : sql`exists (${unreadReplies(ctx)}) = ${isUnread}`,
          part.where,
        ),
      )
      .orderBy(...part.orderBy)
      .limit(part.limit),
  );
  return { ...page, items: await toThreads(ctx, files, page.items) };
}

type ThreadRow = Omit<ThreadItem, "root" | "conversationTitle"> & {
  root: MessageRow;
  title: Parameters<typeof titleOf>[1];
};

async function toThreads(ctx: ServiceContext, files: FilePlace, rows: readonly ThreadRow[]): Promise<ThreadItem[]> {
  const [roots, people] = await Promise.all([
    viewMessages(
      ctx,
      files,
      rows.map(({ root }) => root),
    ),
    peopleOf(ctx, [...new Set(rows.map(({ root }) => root.conversationId))]),
  ]);
  const views = new Map(roots.map((root) => [root.id, root]));
  return rows.flatMap(({ root, title, ...thread }) => {
    const view = views.get(root.id);
    if (!view) return [];
    return [{ ...thread, root: view, conversationTitle: titleOf(ctx, title, people.get(root.conversationId) ?? []) }];
  });
}

/** The thread that hangs on a message, as the caller has read it; it may have no reply yet. Throws NOT_FOUND. */
export async function getThread(ctx: ServiceContext, files: FilePlace, id: string): Promise<ThreadItem> {
  await requireMessage(ctx, id);
  const rows = await ctx.db
    .select(selectThreads(ctx))
    .from(message)
    .leftJoin(threadMember, isMyThread(ctx))
    .innerJoin(conversation, ofMessage)
    .where(eq(message.id, id));
  const [thread] = await toThreads(ctx, files, rows);
  if (!thread) throw notFound("messaging.message");
  return thread;
}

/** Throws NOT_FOUND, FORBIDDEN `conversation.not_a_member`. */
async function requireThread(ctx: ServiceContext, id: string): Promise<MessageRow> {
  const root = await requireMessage(ctx, id);
  if (root.threadRootId) throw notFound("messaging.message");
  await requirePlace(ctx, root.conversationId, "take part");
  return root;
}

/**
 * Moves the caller's marker in a thread forward, never back and never past its last reply. A thread they do not follow has
 * no marker. Throws as `requireThread`.
 */
export async function markThreadRead(
  ctx: ServiceContext,
  { id, seq }: MarkThreadReadInput,
): Promise<{ lastReadSeq: number }> {
  const { conversationId, lastReplySeq } = await requireThread(ctx, id);
  const { memberId } = ctx.actor;
  const lastReadSeq = Math.min(seq, lastReplySeq ?? 0);
  const moved = await ctx.db
    .update(threadMember)
    .set({ lastReadSeq })
    .where(
      and(
        eq(threadMember.threadRootId, id),
        eq(threadMember.memberId, memberId),
        lt(threadMember.lastReadSeq, lastReadSeq),
      ),
    )
    .returning({ id: threadMember.id });
  if (moved.length > 0) {
    await emit(ctx, threadRead, conversationId, { threadRootId: id, seq: lastReadSeq }, { audience: [memberId] });
  }
  return { lastReadSeq };
}

/** Has the caller hear of a thread from now on, or no more. Throws as `requireThread`. */
export async function followThread(
  ctx: ServiceContext,
  { id, on }: FollowThreadInput,
): Promise<{ isFollowed: boolean }> {
  const { conversationId, lastReplySeq } = await requireThread(ctx, id);
  const { memberId } = ctx.actor;
  await ctx.db
    .insert(threadMember)
    .values({ threadRootId: id, conversationId, memberId, isFollowed: on, lastReadSeq: lastReplySeq ?? 0 })
    .onConflictDoUpdate({
      target: [threadMember.tenantId, threadMember.threadRootId, threadMember.memberId],
      set: { isFollowed: on },
    });
  await emit(ctx, threadFollowed, conversationId, { threadRootId: id, on }, { audience: [memberId] });
  return { isFollowed: on };
}
