import { notFound, type Page } from "@steward/contracts";
import {
  type ConversationItem,
  type LastMessage,
  type ListConversationsInput,
  maxUnread,
  type UnreadTotals,
} from "@steward/contracts/messaging/conversation";
import { keysetPage } from "@steward/db";
import { conversation, conversationMember, draft, member, mention, message, threadMember } from "@steward/db/schema";
import { and, desc, eq, inArray, isNotNull, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { containsText, type ServiceContext } from "../kernel/index.ts";
import { isMine, isMyDraft, requirePlace } from "../messaging-access/index.ts";
import { inIt, memberCount, peopleOf, previewLength, titleOf, whoIsIn } from "./people.ts";

const mine = conversationMember;

/** Others' messages in the conversation itself that somebody has not read, up to a number nobody counts to. */
const unreadMessages = sql`select 1 from ${message} m
  where m.tenant_id = ${mine.tenantId} and m.conversation_id = ${mine.conversationId} and m.seq > ${mine.lastReadSeq}
    and m.author_id <> ${mine.memberId} and m.thread_root_id is null and m.removed_at is null and m.notice is null
  limit ${maxUnread}`;

/**
 * Mentions somebody has not read: in the conversation by its marker, in a thread by the thread's. Whoever left and came
 * back has none in the threads of before.
 */
const unreadMentions = sql`select 1 from ${mention} x
  join ${message} m on m.tenant_id = x.tenant_id and m.id = x.message_id
  left join ${threadMember} t
    on t.tenant_id = m.tenant_id and t.thread_root_id = m.thread_root_id and t.member_id = x.member_id
  where x.tenant_id = ${mine.tenantId} and x.member_id = ${mine.memberId} and x.conversation_id = ${mine.conversationId}
    and x.seq > case when m.thread_root_id is null then ${mine.lastReadSeq} else t.last_read_seq end
  limit ${maxUnread}`;

const numberOf = (rows: SQL) => sql<number>`(select count(*)::int from (${rows}) counted)`;
/** By a row of `conversationMember`: what waits for that member in that conversation. */
export const unreadCounts = { unreadCount: numberOf(unreadMessages), mentionCount: numberOf(unreadMentions) };
const isUnread = sql`exists (${unreadMessages})`;
const isHidden = sql`coalesce(${mine.hiddenAtSeq} >= ${conversation.lastSeq}, false)`;
const author = alias(member, "author");

function selectItems(ctx: ServiceContext) {
  const last = ctx.db
    .select({
      seq: sql<number>`${message.seq}`.as("last_message_seq"),
      authorId: sql<string>`${author.id}`.as("last_author_id"),
      authorName: sql<string>`${author.name}`.as("last_author_name"),
      text: sql<string>`left(${message.text}, ${previewLength})`.as("last_text"),
      isRemoved: sql<boolean>`${message.removedAt} is not null`.as("last_is_removed"),
      createdAt: sql<Date>`${message.createdAt}`.mapWith(message.createdAt).as("last_created_at"),
    })
    .from(message)
    .innerJoin(author, and(eq(author.tenantId, message.tenantId), eq(author.id, message.authorId)))
    .where(
      and(
        eq(message.tenantId, conversation.tenantId),
        eq(message.conversationId, conversation.id),
        isNull(message.threadRootId),
        isNull(message.notice),
      ),
    )
    .orderBy(desc(message.seq))
    .limit(1)
    .as("last");
  const columns = {
    id: conversation.id,
    kind: conversation.kind,
    visibility: conversation.visibility,
    name: conversation.name,
    topic: conversation.topic,
    memberCount,
    role: mine.role,
    lastSeq: conversation.lastSeq,
    lastReadSeq: sql<number>`coalesce(${mine.lastReadSeq}, ${conversation.lastSeq})`,
    ...unreadCounts,
    isMuted: sql<boolean>`coalesce(${mine.isMuted}, false)`,
    isStarred: sql<boolean>`coalesce(${mine.isStarred}, false)`,
    isHidden: sql<boolean>`${isHidden}`,
    draftText: sql<string | null>`(select left(${draft.text}, ${previewLength}) from ${draft}
      where ${draft.tenantId} = ${conversation.tenantId} and ${draft.conversationId} = ${conversation.id}
        and ${isMyDraft(ctx)} and ${draft.threadRootId} is null)`,
    lastMessage: {
      seq: last.seq,
      authorId: last.authorId,
      authorName: last.authorName,
      text: last.text,
      isRemoved: last.isRemoved,
      createdAt: last.createdAt,
    },
    lastActivityAt: conversation.lastActivityAt,
    archivedAt: conversation.archivedAt,
    createdAt: conversation.createdAt,
    version: conversation.version,
  };
  return { columns, last };
}

/** The caller's conversations, the one where something happened last first: in two statements. */
export async function listConversations(
  ctx: ServiceContext,
  { search, filter, cursor, limit }: ListConversationsInput,
): Promise<Page<ConversationItem>> {
  const { columns, last } = selectItems(ctx);
  const keyset = { sort: { field: "lastActivityAt", direction: "desc" }, by: conversation.lastActivityAt } as const;
  const page = await keysetPage({ ...keyset, id: conversation.id, cursor, limit }, (part) =>
    ctx.db
      .select({ ...columns, ...part.columns })
      .from(conversation)
      .innerJoin(mine, isMine(ctx))
      .leftJoinLateral(last, sql`true`)
      .where(
        and(
          calledLike(ctx, search),
          filter.kind?.length ? inArray(conversation.kind, filter.kind) : undefined,
          filter.isStarred === undefined ? undefined : eq(mine.isStarred, filter.isStarred),
          filter.isUnread === undefined ? undefined : sql`${isUnread} = ${filter.isUnread}`,
          filter.isArchived ? isNotNull(conversation.archivedAt) : isNull(conversation.archivedAt),
          // What is looked for by name is found where it was put away.
          search ? undefined : sql`${isHidden} = ${filter.isHidden ?? false}`,
          part.where,
        ),
      )
      .orderBy(...part.orderBy)
      .limit(part.limit),
  );
  return { ...page, items: await withPeople(ctx, page.items) };
}

function calledLike(ctx: ServiceContext, search: string | undefined): SQL | undefined {
  if (!search) return undefined;
  const others = ctx.db
    .select({ one: sql`1` })
    .from(inIt)
    .innerJoin(member, whoIsIn)
    .where(
      and(
        eq(inIt.tenantId, conversation.tenantId),
        eq(inIt.conversationId, conversation.id),
        containsText(search, member.name),
      ),
    );
  return or(
    containsText(search, conversation.name),
    and(isNull(conversation.name), ne(conversation.kind, "channel"), sql`exists ${others}`),
  );
}

/** Throws NOT_FOUND. */
export async function getConversation(ctx: ServiceContext, id: string): Promise<ConversationItem> {
  await requirePlace(ctx, id, "read");
  const { columns, last } = selectItems(ctx);
  const rows = await ctx.db
    .select(columns)
    .from(conversation)
    .leftJoin(mine, isMine(ctx))
    .leftJoinLateral(last, sql`true`)
    .where(eq(conversation.id, id));
  const [item] = await withPeople(ctx, rows);
  if (!item) throw notFound("messaging.conversation");
  return item;
}

type ItemRow = Omit<ConversationItem, "people" | "title" | "lastMessage"> & {
  lastMessage: (Omit<LastMessage, "author"> & { authorId: string; authorName: string }) | null;
};

function lastMessageOf({ lastMessage: last }: ItemRow): LastMessage | null {
  // A join that found nothing yields an object without anything in it.
  if (!last?.createdAt) return null;
  const { authorId, authorName, ...rest } = last;
  return { ...rest, author: { memberId: authorId, name: authorName } };
}

async function withPeople(ctx: ServiceContext, rows: readonly ItemRow[]): Promise<ConversationItem[]> {
  const people = await peopleOf(
    ctx,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => {
    const others = people.get(row.id) ?? [];
    return { ...row, lastMessage: lastMessageOf(row), people: others, title: titleOf(ctx, row, others) };
  });
}

/** What waits for the caller in all conversations they have not muted. */
export async function getUnreadTotals(ctx: ServiceContext): Promise<UnreadTotals> {
  const [row] = await ctx.db
    .select({
      conversations: sql<number>`count(*) filter (where ${isUnread})::int`,
      mentions: sql<number>`coalesce(sum(${unreadCounts.mentionCount}), 0)::int`,
    })
    .from(conversation)
    .innerJoin(mine, isMine(ctx))
    .where(and(isNull(conversation.archivedAt), eq(mine.isMuted, false)));
  return row ?? { conversations: 0, mentions: 0 };
}
