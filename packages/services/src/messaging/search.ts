import type { MessageHit, SearchMessagesInput } from "@steward/contracts/messaging/message";
import { searchWithin } from "@steward/db";
import { conversation, conversationMember, member, message } from "@steward/db/schema";
import { and, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { ServiceContext } from "../kernel/index.ts";
import { isMine } from "../messaging-access/index.ts";
import { memberCount, peopleOf, previewLength, titleOf } from "./people.ts";

/**
 * The newest messages that have every word, among the caller's own conversations: in three flights. A public channel they
 * are not in is searched when they join it.
 */
export async function searchMessages(
  ctx: ServiceContext,
  { query, authorId, conversationId, limit }: SearchMessagesInput,
): Promise<MessageHit[]> {
  const scopes = ctx.db
    .select({ id: conversationMember.conversationId })
    .from(conversationMember)
    .innerJoin(conversation, isMine(ctx))
    .where(conversationId ? eq(conversationMember.conversationId, conversationId) : undefined);
  const hits = await searchWithin(ctx.db, message, query, scopes);
  if (hits.length === 0) return [];
  const rows = await selectHits(ctx, hits, authorId, limit);
  const people = await peopleOf(ctx, [...new Set(rows.map((row) => row.conversationId))]);
  return rows.map(({ authorId: memberId, authorName, title, ...hit }) => ({
    ...hit,
    author: { memberId, name: authorName },
    conversationTitle: titleOf(ctx, title, people.get(hit.conversationId) ?? []),
  }));
}

function selectHits(ctx: ServiceContext, ids: readonly string[], authorId: string | undefined, limit: number) {
  return (
    ctx.db
      .select({
        id: message.id,
        conversationId: message.conversationId,
        seq: message.seq,
        threadRootId: message.threadRootId,
        authorId: message.authorId,
        authorName: member.name,
        text: sql<string>`left(${message.text}, ${previewLength})`,
        createdAt: message.createdAt,
        title: {
          name: conversation.name,
          kind: conversation.kind,
          memberCount,
        },
      })
      .from(message)
      .innerJoin(
        conversation,
        and(eq(conversation.tenantId, message.tenantId), eq(conversation.id, message.conversationId)),
      )
      // Once more, by the table itself: what the search answered is only ids.
      .innerJoin(conversationMember, isMine(ctx))
      .innerJoin(member, and(eq(member.tenantId, message.tenantId), eq(member.id, message.authorId)))
      .where(
        and(
          inArray(message.id, [...ids]),
          isNull(message.removedAt),
          authorId ? eq(message.authorId, authorId) : undefined,
        ),
      )
      .orderBy(desc(message.createdAt), desc(message.id))
      .limit(limit)
  );
}
