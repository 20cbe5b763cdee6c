import type { Person } from "@steward/contracts/messaging/conversation";
import type {
  MessageFile,
  MessageItem,
  MessageNotice,
  QuotedMessage,
  ReactionItem,
  RecordCard,
  StoredNotice,
} from "@steward/contracts/messaging/message";
import { member, mention, message, messageFile, reaction } from "@steward/db/schema";
import { and, asc, eq, inArray, isNull, lte, sql } from "drizzle-orm";
import { type FilePlace, filesByIds } from "../files/index.ts";
import type { ServiceContext } from "../kernel/index.ts";
import { previewLength } from "./people.ts";
import { readCards, recordKey, recordsIn } from "./record-card.ts";

export type MessageRow = typeof message.$inferSelect;

const maxReactionNames = 10;
const maxThreadPeople = 4;

/**
 * Messages as their reader sees them, in their order: everything that belongs to them in one flight, and the files of
 * those that have any in a second.
 */
export async function viewMessages(
  ctx: ServiceContext,
  files: FilePlace,
  rows: readonly MessageRow[],
): Promise<MessageItem[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const [quotes, reactions, attached, cards, threads, mentions, names] = await Promise.all([
    readQuotes(ctx, rows),
    readReactions(ctx, ids),
    readFiles(ctx, files, ids),
    readCards(
      ctx,
      rows.flatMap(({ content }) => recordsIn(content)),
    ),
    readThreadPeople(ctx, rows),
    readMentions(ctx, ids),
    readNames(ctx, rows),
  ]);
  return rows.map(
    ({
      clientDigest: _digest,
      searchText: _words,
      tenantId: _tenant,
      replyCount,
      lastReplySeq,
      lastReplyAt,
      ...row
    }) => ({
      ...row,
      author: personOf(names, row.authorId),
      notice: row.notice && viewNotice(row.notice, names),
      replyTo: row.replyToId ? (quotes.get(row.replyToId) ?? null) : null,
      thread:
        lastReplySeq && lastReplyAt
          ? { replyCount, lastReplySeq, lastReplyAt, people: threads.get(row.id) ?? [] }
          : null,
      reactions: reactions.get(row.id) ?? [],
      files: attached.get(row.id) ?? [],
      records: recordsIn(row.content).map((record): RecordCard => {
        const { label, detail } = cards.get(recordKey(record)) ?? { label: null, detail: null };
        return { ...record, label, detail };
      }),
      isMention: mentions.has(row.id),
    }),
  );
}

const personOf = (names: ReadonlyMap<string, string>, memberId: string): Person => ({
  memberId,
  name: names.get(memberId) ?? "",
});

function viewNotice({ kind, memberIds, count, to }: StoredNotice, names: ReadonlyMap<string, string>): MessageNotice {
  return { kind, people: memberIds.map((id) => personOf(names, id)), more: count - memberIds.length, to };
}

/** The values of each key, in their order. */
function grouped<Value>(pairs: Iterable<readonly [string, Value]>): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const [key, value] of pairs) {
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}

async function readNames(ctx: ServiceContext, rows: readonly MessageRow[]): Promise<Map<string, string>> {
  const ids = [...new Set(rows.flatMap(({ authorId, notice }) => [authorId, ...(notice?.memberIds ?? [])]))];
  const found = await ctx.db.select({ id: member.id, name: member.name }).from(member).where(inArray(member.id, ids));
  return new Map(found.map(({ id, name }) => [id, name]));
}

const isAuthor = and(eq(member.tenantId, message.tenantId), eq(member.id, message.authorId));

async function readQuotes(ctx: ServiceContext, rows: readonly MessageRow[]): Promise<Map<string, QuotedMessage>> {
  const ids = [...new Set(rows.flatMap(({ replyToId }) => replyToId ?? []))];
  if (ids.length === 0) return new Map();
  const quoted = await ctx.db
    .select({
      id: message.id,
      seq: message.seq,
      authorId: message.authorId,
      authorName: member.name,
      text: sql<string>`left(${message.text}, ${previewLength})`,
      removedAt: message.removedAt,
    })
    .from(message)
    .innerJoin(member, isAuthor)
    .where(inArray(message.id, ids));
  return new Map(
    quoted.map(({ id, seq, authorId, authorName, text, removedAt }) => [
      id,
      { id, seq, author: { memberId: authorId, name: authorName }, text, isRemoved: removedAt !== null },
    ]),
  );
}

async function readReactions(ctx: ServiceContext, ids: readonly string[]): Promise<Map<string, ReactionItem[]>> {
  const names = sql<
    string[]
  >`(array_agg(${member.name} order by ${reaction.createdAt}, ${reaction.id}))[1:${maxReactionNames}]`;
  const rows = await ctx.db
    .select({
      messageId: reaction.messageId,
      emoji: reaction.emoji,
      count: sql<number>`count(*)::int`,
      isMine: sql<boolean>`bool_or(${reaction.memberId} = ${ctx.actor.memberId})`,
      names,
    })
    .from(reaction)
    .innerJoin(member, and(eq(member.tenantId, reaction.tenantId), eq(member.id, reaction.memberId)))
    .where(inArray(reaction.messageId, [...ids]))
    .groupBy(reaction.messageId, reaction.emoji)
    .orderBy(sql`min(${reaction.createdAt})`, asc(reaction.emoji));
  return grouped(rows.map(({ messageId, ...item }) => [messageId, item] as const));
}

async function readFiles(
  ctx: ServiceContext,
  place: FilePlace,
  ids: readonly string[],
): Promise<Map<string, MessageFile[]>> {
  const rows = await ctx.db
    .select({ messageId: messageFile.messageId, fileId: messageFile.fileId })
    .from(messageFile)
    .where(inArray(messageFile.messageId, [...ids]))
    .orderBy(asc(messageFile.position));
  const files = await filesByIds(
    ctx,
    place,
    rows.map(({ fileId }) => fileId),
  );
  return grouped(
    rows.flatMap(({ messageId, fileId }) => {
      const file = files.get(fileId);
      if (!file) return [];
      const { id, name, sizeBytes, type, processing, thumbnailUrl } = file;
      return [[messageId, { id, name, sizeBytes, type, processing, thumbnailUrl }] as const];
    }),
  );
}

/** Who wrote in the threads that hang on these messages: of each the last few, the latest first. */
async function readThreadPeople(ctx: ServiceContext, rows: readonly MessageRow[]): Promise<Map<string, Person[]>> {
  const roots = rows.filter(({ replyCount }) => replyCount > 0).map(({ id }) => id);
  if (roots.length === 0) return new Map();
  const latest = ctx.db
    .select({
      threadRootId: sql<string>`${message.threadRootId}`.as("thread_root_id"),
      memberId: message.authorId,
      seq: sql<number>`max(${message.seq})`.as("latest_seq"),
      place: sql<number>`row_number() over (partition by ${message.threadRootId} order by max(${message.seq}) desc)`.as(
        "place",
      ),
    })
    .from(message)
    .where(and(inArray(message.threadRootId, roots), isNull(message.removedAt)))
    .groupBy(message.threadRootId, message.authorId)
    .as("latest");
  const people = await ctx.db
    .select({ threadRootId: latest.threadRootId, memberId: latest.memberId, name: member.name })
    .from(latest)
    .innerJoin(member, eq(member.id, latest.memberId))
    .where(lte(latest.place, maxThreadPeople))
    .orderBy(latest.place);
  return grouped(people.map(({ threadRootId, ...person }) => [threadRootId, person] as const));
}

async function readMentions(ctx: ServiceContext, ids: readonly string[]): Promise<Set<string>> {
  const rows = await ctx.db
    .select({ messageId: mention.messageId })
    .from(mention)
    .where(and(inArray(mention.messageId, [...ids]), eq(mention.memberId, ctx.actor.memberId)));
  return new Set(rows.map(({ messageId }) => messageId));
}
