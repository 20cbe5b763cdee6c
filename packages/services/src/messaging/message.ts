import { createHash } from "node:crypto";
import { AppError, notFound } from "@steward/contracts";
import { plainTextOf } from "@steward/contracts/kernel/rich-text";
import {
  type MessageItem,
  type MessageReason,
  messageSent,
  type SendMessageInput,
} from "@steward/contracts/messaging/message";
import { foldText, isUniqueViolation, uuidv7 } from "@steward/db";
import { conversation, draft, message, messageFile } from "@steward/db/schema";
import { and, eq, isNull, sql } from "drizzle-orm";
import { attachFiles, type FilePlace } from "../files/index.ts";
import { emit, type ServiceContext, withNames } from "../kernel/index.ts";
import { requireNeed, requirePlace } from "../messaging-access/index.ts";
import { noteMentions } from "./mention.ts";
import { getMessage } from "./message-queries.ts";
import type { MessageRow } from "./message-view.ts";
import { tellOfMessage } from "./notice.ts";
import { audienceOf } from "./people.ts";
import { enterThread } from "./thread-places.ts";

const refused = (code: "CONFLICT" | "PRECONDITION", reason: MessageReason) => new AppError(code, reason);

/**
 * Writes a message. Its number is given under the lock of the conversation's row, so that the numbers have no gaps and whoever
 * sees one has seen those before. Sent again under the same client's id it is the same message, with the same answer.
 *
 * @param present who is there at the moment: whom `@here` mentions
 * Throws as `requirePlace`; NOT_FOUND for what it answers, names or carries; CONFLICT `message.client_id_reused`;
 * PRECONDITION `message.removed` | `message.nested_thread`.
 */
export async function sendMessage(
  ctx: ServiceContext,
  files: FilePlace,
  input: SendMessageInput,
  present: ReadonlySet<string> = new Set(),
): Promise<MessageItem> {
  return getMessage(ctx, files, await writeMessage(ctx, input, present));
}

/** As `sendMessage`; answers with the message's id alone. */
export async function writeMessage(
  ctx: ServiceContext,
  input: SendMessageInput,
  present: ReadonlySet<string> = new Set(),
): Promise<string> {
  const { conversationId, clientId } = input;
  const place = await requirePlace(ctx, conversationId, "take part", { lock: true });
  const kept = await findSent(ctx, input);
  if (kept) return kept;
  requireNeed(ctx, place, "write");
  await requireReferences(ctx, input);
  const content = await withNames(ctx, input.content);
  const text = plainTextOf(content);
  const row = {
    id: uuidv7(),
    conversationId,
    seq: place.conversation.lastSeq + 1,
    authorId: ctx.actor.memberId,
    clientId,
    clientDigest: digestOf(input),
    content,
    text,
    searchText: foldText(text),
    replyToId: input.replyToId ?? null,
    threadRootId: input.threadRootId ?? null,
    // Not `now()`, which is when the transaction began: before it waited for the lock, and perhaps before those ahead of it.
    createdAt: sql`clock_timestamp()`,
  };
  await ctx.db
    .insert(message)
    .values(row)
    .catch((error: unknown) => {
      // The same id in another conversation, at the same moment.
      throw isUniqueViolation(error, "messaging_message_client")
        ? refused("CONFLICT", "message.client_id_reused")
        : error;
    });
  await ctx.db
    .update(conversation)
    .set({ lastSeq: row.seq, lastActivityAt: sql`clock_timestamp()` })
    .where(eq(conversation.id, conversationId));
  await attach(ctx, row, input.fileIds);
  const mentioned = await noteMentions(ctx, row, content, present);
  if (row.threadRootId) await enterThread(ctx, { ...row, threadRootId: row.threadRootId }, mentioned);
  await forgetDraft(ctx, row);
  const { id, seq, threadRootId } = row;
  const audience = await audienceOf(ctx, conversationId);
  const facts = { messageId: id, seq, threadRootId, files: input.fileIds.length };
  await emit(ctx, messageSent, conversationId, facts, { audience });
  await tellOfMessage(ctx, place.conversation, { mentioned, isNew: true });
  return id;
}

/** Of all that makes two sendings the same; the schema has put it in one order. */
function digestOf({ conversationId, content, replyToId, threadRootId, fileIds }: SendMessageInput): Buffer {
  const said = [conversationId, content, replyToId ?? null, threadRootId ?? null, fileIds];
  return createHash("sha256").update(JSON.stringify(said)).digest();
}

/** The message that was sent under this id before, if there is one. Throws CONFLICT `message.client_id_reused`. */
async function findSent(ctx: ServiceContext, input: SendMessageInput): Promise<string | null> {
  const [sent] = await ctx.db
    .select({
      id: message.id,
      conversationId: message.conversationId,
      digest: message.clientDigest,
      removedAt: message.removedAt,
    })
    .from(message)
    .where(and(eq(message.authorId, ctx.actor.memberId), eq(message.clientId, input.clientId)));
  if (!sent) return null;
  // Nothing is kept of what a removed one said, not even that.
  const isSame = sent.removedAt ? sent.conversationId === input.conversationId : digestOf(input).equals(sent.digest);
  if (!isSame) throw refused("CONFLICT", "message.client_id_reused");
  return sent.id;
}

/** What a message answers to stands in the same conversation, and has not been removed. */
async function requireReferences(ctx: ServiceContext, { conversationId, replyToId, threadRootId }: SendMessageInput) {
  for (const id of [replyToId, threadRootId]) {
    if (!id) continue;
    const [found] = await ctx.db
      .select({ removedAt: message.removedAt, replyCount: message.replyCount, threadRootId: message.threadRootId })
      .from(message)
      .where(and(eq(message.id, id), eq(message.conversationId, conversationId), isNull(message.notice)));
    if (!found) throw notFound("messaging.message");
    if (id === threadRootId && found.threadRootId) throw refused("PRECONDITION", "message.nested_thread");
    // A thread goes on where its first message was removed; a new one does not begin there.
    if (found.removedAt && !(id === threadRootId && found.replyCount > 0))
      throw refused("PRECONDITION", "message.removed");
  }
}

async function attach(
  ctx: ServiceContext,
  { id, conversationId }: MessageRef,
  fileIds: readonly string[],
): Promise<void> {
  if (fileIds.length === 0) return;
  const ids = [...new Set(fileIds)];
  await attachFiles(ctx, { ids, target: { address: "messaging.conversation", entityId: conversationId } });
  await ctx.db.insert(messageFile).values(ids.map((fileId, position) => ({ messageId: id, fileId, position })));
}

type MessageRef = Pick<MessageRow, "id" | "conversationId">;

async function forgetDraft(
  ctx: ServiceContext,
  { conversationId, threadRootId }: Pick<MessageRow, "conversationId" | "threadRootId">,
) {
  const here = threadRootId ? eq(draft.threadRootId, threadRootId) : isNull(draft.threadRootId);
  await ctx.db
    .delete(draft)
    .where(and(eq(draft.conversationId, conversationId), eq(draft.memberId, ctx.actor.memberId), here));
}
