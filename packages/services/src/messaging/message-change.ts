import { AppError, notFound } from "@steward/contracts";
import { isBlank, plainTextOf, type RichText } from "@steward/contracts/kernel/rich-text";
import {
  type EditMessageInput,
  type MessageItem,
  type MessageReason,
  messageEdited,
  messageRemoved,
} from "@steward/contracts/messaging/message";
import { foldText } from "@steward/db";
import { mention, message, messageFile, messageRevision, reaction } from "@steward/db/schema";
import { eq, sql } from "drizzle-orm";
import { discardFiles, type FilePlace } from "../files/index.ts";
import { emit, type ServiceContext, withNames } from "../kernel/index.ts";
import { requireNeed, requirePlace, runs } from "../messaging-access/index.ts";
import { noteMentions } from "./mention.ts";
import { getMessage } from "./message-queries.ts";
import type { MessageRow } from "./message-view.ts";
import { tellOfMessage } from "./notice.ts";
import { audienceOf } from "./people.ts";
import { countReplies, enterThread } from "./thread-places.ts";

const refused = (code: "CONFLICT" | "FORBIDDEN" | "INVALID" | "PRECONDITION", reason: MessageReason) =>
  new AppError(code, reason);

/**
 * A message for whoever is about to change it, under the lock of its conversation. Throws NOT_FOUND and as `requirePlace`.
 */
export async function lockMessage(ctx: ServiceContext, id: string, need: "take part" | "write") {
  const [found] = await ctx.db
    .select({ conversationId: message.conversationId })
    .from(message)
    .where(eq(message.id, id));
  if (!found) throw notFound("messaging.message");
  const place = await requirePlace(ctx, found.conversationId, "read", { lock: true }).catch((error: unknown) => {
    // Whoever may not see the conversation does not learn that the message is there.
    throw error instanceof AppError && error.code === "NOT_FOUND" ? notFound("messaging.message") : error;
  });
  requireNeed(ctx, place, need);
  const [row] = await ctx.db.select().from(message).where(eq(message.id, id));
  // What happened, happened: nobody said it, so nobody takes it back.
  if (!row || row.notice) throw notFound("messaging.message");
  return { row, place };
}

/** As `lockMessage`; PRECONDITION `message.removed`. */
export async function lockStandingMessage(ctx: ServiceContext, id: string) {
  const found = await lockMessage(ctx, id, "write");
  if (found.row.removedAt) throw refused("PRECONDITION", "message.removed");
  return found;
}

/**
 * Says it in other words; what it said before is kept. Throws as `lockStandingMessage`; FORBIDDEN `message.not_the_author`,
 * CONFLICT `record_changed`, INVALID `message.empty`.
 */
export async function editMessage(
  ctx: ServiceContext,
  files: FilePlace,
  { id, content: written, version }: EditMessageInput,
  present: ReadonlySet<string> = new Set(),
): Promise<MessageItem> {
  const { row, place } = await lockStandingMessage(ctx, id);
  if (row.authorId !== ctx.actor.memberId) throw refused("FORBIDDEN", "message.not_the_author");
  if (row.version !== version || !row.content)
    throw new AppError("CONFLICT", "record_changed", { version: row.version });
  await requireSomething(ctx, row, written);
  const content = await withNames(ctx, written);
  const text = plainTextOf(content);
  const writtenAt = row.editedAt ?? row.createdAt;
  await ctx.db.insert(messageRevision).values({ messageId: id, version, content: row.content, writtenAt });
  await ctx.db
    .update(message)
    .set({ content, text, searchText: foldText(text), editedAt: sql`clock_timestamp()`, version: version + 1 })
    .where(eq(message.id, id));
  const mentioned = await noteMentions(ctx, row, content, present);
  const { conversationId, seq, threadRootId } = row;
  if (threadRootId) await enterThread(ctx, { ...row, threadRootId }, mentioned);
  const audience = await audienceOf(ctx, conversationId);
  await emit(ctx, messageEdited, conversationId, { messageId: id, seq, version: version + 1 }, { audience });
  await tellOfMessage(ctx, place.conversation, { mentioned, isNew: false });
  return getMessage(ctx, files, id);
}

async function requireSomething(ctx: ServiceContext, { id }: Pick<MessageRow, "id">, content: RichText): Promise<void> {
  if (!isBlank(content)) return;
  const [carried] = await ctx.db
    .select({ id: messageFile.id })
    .from(messageFile)
    .where(eq(messageFile.messageId, id))
    .limit(1);
  if (!carried) throw refused("INVALID", "message.empty");
}

/**
 * Takes a message back: its place and number stay, and nothing of what it said, what it said before, or what came with it.
 * Its author may, and whoever decides about the conversation. Done again, it stays done.
 * Throws as `lockMessage`; FORBIDDEN `message.not_the_author`.
 */
export async function removeMessage(ctx: ServiceContext, id: string): Promise<{ id: string }> {
  const { row, place } = await lockMessage(ctx, id, "take part");
  if (row.authorId !== ctx.actor.memberId && !runs(ctx, place)) throw refused("FORBIDDEN", "message.not_the_author");
  if (row.removedAt) return { id };
  const carried = await ctx.db
    .delete(messageFile)
    .where(eq(messageFile.messageId, id))
    .returning({ fileId: messageFile.fileId });
  await discardFiles(
    ctx,
    carried.map(({ fileId }) => fileId),
  );
  for (const [table, of] of [
    [messageRevision, messageRevision.messageId],
    [reaction, reaction.messageId],
    [mention, mention.messageId],
  ] as const) {
    await ctx.db.delete(table).where(eq(of, id));
  }
  const nothing = { content: null, text: "", searchText: "", clientDigest: Buffer.alloc(0), pinnedAt: null };
  await ctx.db
    .update(message)
    .set({ ...nothing, removedAt: sql`clock_timestamp()`, version: row.version + 1 })
    .where(eq(message.id, id));
  if (row.threadRootId) await countReplies(ctx, row.threadRootId);
  const { conversationId, seq } = row;
  const audience = await audienceOf(ctx, conversationId);
  await emit(ctx, messageRemoved, conversationId, { messageId: id, seq }, { audience });
  return { id };
}
