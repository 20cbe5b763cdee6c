import { conversationMember, message, threadMember } from "@steward/db/schema";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { ServiceContext } from "../kernel/index.ts";

interface Reply {
  readonly seq: number;
  readonly authorId: string;
  readonly conversationId: string;
  readonly threadRootId: string;
}

/**
 * What a reply changes about its thread: who follows it (whoever began it, writes in it or is mentioned there, unless they
 * said otherwise), how many replies it has, and when the last one came.
 */
export async function enterThread(ctx: ServiceContext, reply: Reply, mentioned: readonly string[]): Promise<void> {
  const { seq, authorId, conversationId, threadRootId } = reply;
  const [root] = await ctx.db.select({ authorId: message.authorId }).from(message).where(eq(message.id, threadRootId));
  const begun = new Map<string, number>([
    ...mentioned.map((memberId) => [memberId, seq - 1] as const),
    ...(root ? [[root.authorId, 0] as const] : []),
    // What was said before they came in is read; they are looking at it.
    [authorId, seq],
  ]);
  // Who has left the conversation since is no longer told of it.
  const there = await ctx.db
    .select({ memberId: conversationMember.memberId })
    .from(conversationMember)
    .where(
      and(
        eq(conversationMember.conversationId, conversationId),
        inArray(conversationMember.memberId, [...begun.keys()]),
      ),
    );
  const places = there.map(({ memberId }) => ({
    threadRootId,
    conversationId,
    memberId,
    lastReadSeq: begun.get(memberId) ?? 0,
  }));
  if (places.length > 0) await ctx.db.insert(threadMember).values(places).onConflictDoNothing();
  await countReplies(ctx, threadRootId);
}

/** Writes on the first message of a thread what stands in it. Its conversation is locked. */
export async function countReplies(ctx: ServiceContext, threadRootId: string): Promise<void> {
  const [now] = await ctx.db
    .select({
      replyCount: sql<number>`count(*)::int`,
      lastReplySeq: sql<number | null>`max(${message.seq})`,
      lastReplyAt: sql<Date | null>`max(${message.createdAt})`.mapWith(message.createdAt),
    })
    .from(message)
    .where(and(eq(message.threadRootId, threadRootId), isNull(message.removedAt)));
  if (now) await ctx.db.update(message).set(now).where(eq(message.id, threadRootId));
}
