import { notFound } from "@steward/contracts";
import type {
  ListMessagesInput,
  MessageItem,
  MessagePage,
  MessageRevision,
} from "@steward/contracts/messaging/message";
import { maxPins } from "@steward/contracts/messaging/message";
import { message, messageRevision } from "@steward/db/schema";
import { and, asc, desc, eq, gt, gte, isNotNull, isNull, lt, type SQL } from "drizzle-orm";
import type { FilePlace } from "../files/index.ts";
import type { ServiceContext } from "../kernel/index.ts";
import { findPlace, requirePlace } from "../messaging-access/index.ts";
import { type MessageRow, viewMessages } from "./message-view.ts";

/**
 * A stretch of a conversation or thread, in two flights: whether the caller may see it and its rows, then what belongs to
 * them. Throws NOT_FOUND.
 */
export async function listMessages(
  ctx: ServiceContext,
  files: FilePlace,
  input: ListMessagesInput,
): Promise<MessagePage> {
  // Both at once: what the second answers is thrown away where the first refuses.
  const [, found] = await Promise.all([
    requirePlace(ctx, input.conversationId, "read"),
    input.at ? findAt(ctx, input, input.at) : findStretch(ctx, input),
  ]);
  const { rows, hasOlder, hasNewer } = found;
  return {
    items: await viewMessages(ctx, files, rows),
    olderCursor: hasOlder ? (rows[0]?.seq ?? null) : null,
    newerCursor: hasNewer ? (rows.at(-1)?.seq ?? null) : null,
  };
}

interface Stretch {
  readonly rows: MessageRow[];
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
}

async function findStretch(ctx: ServiceContext, input: ListMessagesInput): Promise<Stretch> {
  const { cursor, direction, around, limit } = input;
  if (around !== undefined && cursor == null) return findAround(ctx, input, around);
  const isForward = direction === "forward" && cursor != null;
  const beyond = cursor == null ? undefined : isForward ? gt(message.seq, cursor) : lt(message.seq, cursor);
  const rows = await select(ctx, input, beyond, isForward, limit + 1);
  const kept = rows.slice(0, limit);
  const hasMore = rows.length > limit;
  // Behind a cursor there is at least what the cursor stands for.
  return isForward
    ? { rows: kept, hasOlder: true, hasNewer: hasMore }
    : { rows: kept.reverse(), hasOlder: hasMore, hasNewer: cursor != null };
}

async function findAround(ctx: ServiceContext, input: ListMessagesInput, seq: number): Promise<Stretch> {
  const before = Math.floor(input.limit / 2);
  const after = input.limit - before;
  const [older, newer] = await Promise.all([
    select(ctx, input, lt(message.seq, seq), false, before + 1),
    select(ctx, input, gte(message.seq, seq), true, after + 1),
  ]);
  return {
    rows: [...older.slice(0, before).reverse(), ...newer.slice(0, after)],
    hasOlder: older.length > before,
    hasNewer: newer.length > after,
  };
}

/** Numbers and instants go the same way, because both are given under the conversation's lock. */
async function findAt(ctx: ServiceContext, input: ListMessagesInput, at: Date): Promise<Stretch> {
  const [first] = await ctx.db
    .select({ seq: message.seq })
    .from(message)
    .where(and(stretchOf(input), gte(message.createdAt, at)))
    .orderBy(asc(message.createdAt), asc(message.seq))
    .limit(1);
  return first ? findAround(ctx, input, first.seq) : findStretch(ctx, input);
}

const stretchOf = ({ conversationId, threadRootId }: Pick<ListMessagesInput, "conversationId" | "threadRootId">) =>
  and(
    eq(message.conversationId, conversationId),
    threadRootId ? eq(message.threadRootId, threadRootId) : isNull(message.threadRootId),
  );

function select(
  ctx: ServiceContext,
  input: ListMessagesInput,
  where: SQL | undefined,
  forwards: boolean,
  limit: number,
) {
  return ctx.db
    .select()
    .from(message)
    .where(and(stretchOf(input), where))
    .orderBy(forwards ? asc(message.seq) : desc(message.seq))
    .limit(limit);
}

/** A message that the caller may read. Throws NOT_FOUND. */
export async function requireMessage(ctx: ServiceContext, id: string): Promise<MessageRow> {
  const [row] = await ctx.db.select().from(message).where(eq(message.id, id));
  if (!row || !(await findPlace(ctx, row.conversationId))) throw notFound("messaging.message");
  return row;
}

/** Throws NOT_FOUND. */
export async function getMessage(ctx: ServiceContext, files: FilePlace, id: string): Promise<MessageItem> {
  const [item] = await viewMessages(ctx, files, [await requireMessage(ctx, id)]);
  if (!item) throw notFound("messaging.message");
  return item;
}

/** What a message said before it was edited, the oldest first. Throws NOT_FOUND. */
export async function getMessageHistory(ctx: ServiceContext, id: string): Promise<MessageRevision[]> {
  await requireMessage(ctx, id);
  return ctx.db
    .select({
      version: messageRevision.version,
      content: messageRevision.content,
      writtenAt: messageRevision.writtenAt,
    })
    .from(messageRevision)
    .where(eq(messageRevision.messageId, id))
    .orderBy(asc(messageRevision.version))
    .limit(500);
}

/** What is pinned in a conversation, the latest first. Throws NOT_FOUND. */
export async function listPins(ctx: ServiceContext, files: FilePlace, conversationId: string): Promise<MessageItem[]> {
  await requirePlace(ctx, conversationId, "read");
  const rows = await ctx.db
    .select()
    .from(message)
    .where(and(eq(message.conversationId, conversationId), isNotNull(message.pinnedAt)))
    .orderBy(desc(message.pinnedAt))
    .limit(maxPins);
  return viewMessages(ctx, files, rows);
}
