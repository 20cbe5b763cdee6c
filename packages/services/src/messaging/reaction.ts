import { AppError } from "@steward/contracts";
import {
  type MessageItem,
  type MessageReason,
  maxPins,
  maxReactions,
  messagePinned,
  messageReacted,
  messageUnpinned,
  type PinInput,
  type ReactInput,
} from "@steward/contracts/messaging/message";
import { message, reaction } from "@steward/db/schema";
import { and, count, eq, isNotNull, ne, sql } from "drizzle-orm";
import type { FilePlace } from "../files/index.ts";
import { emit, type ServiceContext } from "../kernel/index.ts";
import { lockStandingMessage } from "./message-change.ts";
import { getMessage } from "./message-queries.ts";
import { audienceOf } from "./people.ts";

/**
 * Puts an emoji on a message, or takes it off: each once for every member. Throws as `lockStandingMessage`; LIMIT
 * `message.too_many_reactions`.
 */
export async function react(ctx: ServiceContext, files: FilePlace, input: ReactInput): Promise<MessageItem> {
  await putReaction(ctx, input);
  return getMessage(ctx, files, input.id);
}

/** As `react`; answers with nothing. */
export async function putReaction(ctx: ServiceContext, { id, emoji, on }: ReactInput): Promise<void> {
  const { row } = await lockStandingMessage(ctx, id);
  const changed = on ? await putOn(ctx, id, emoji) : await takeOff(ctx, id, emoji);
  if (changed) {
    const audience = await audienceOf(ctx, row.conversationId);
    await emit(ctx, messageReacted, row.conversationId, { messageId: id, seq: row.seq, on }, { audience });
  }
}

async function takeOff({ db, actor }: ServiceContext, messageId: string, emoji: string): Promise<boolean> {
  const own = and(eq(reaction.messageId, messageId), eq(reaction.memberId, actor.memberId), eq(reaction.emoji, emoji));
  return (await db.delete(reaction).where(own).returning()).length > 0;
}

async function putOn(ctx: ServiceContext, messageId: string, emoji: string): Promise<boolean> {
  const [others] = await ctx.db
    .select({ emoji: sql<number>`count(distinct ${reaction.emoji})::int` })
    .from(reaction)
    .where(and(eq(reaction.messageId, messageId), ne(reaction.emoji, emoji)));
  if ((others?.emoji ?? 0) >= maxReactions) {
    throw new AppError("LIMIT", "message.too_many_reactions" satisfies MessageReason, { most: maxReactions });
  }
  const added = await ctx.db
    .insert(reaction)
    .values({ messageId, memberId: ctx.actor.memberId, emoji })
    .onConflictDoNothing()
    .returning();
  return added.length > 0;
}

/**
 * Pins a message for everybody in the conversation, or takes the pin out. Throws as `lockStandingMessage`; LIMIT
 * `message.too_many_pins`.
 */
export async function pinMessage(ctx: ServiceContext, files: FilePlace, { id, on }: PinInput): Promise<MessageItem> {
  const { row } = await lockStandingMessage(ctx, id);
  const { conversationId, seq } = row;
  if ((row.pinnedAt !== null) !== on) {
    if (on) await requireRoomForPin(ctx, conversationId);
    await ctx.db
      .update(message)
      .set({ pinnedAt: on ? sql`clock_timestamp()` : null })
      .where(eq(message.id, id));
    const audience = await audienceOf(ctx, conversationId);
    const event = on ? messagePinned : messageUnpinned;
    await emit(ctx, event, conversationId, { messageId: id, seq }, { audience });
  }
  return getMessage(ctx, files, id);
}

async function requireRoomForPin(ctx: ServiceContext, conversationId: string): Promise<void> {
  const [pinned] = await ctx.db
    .select({ messages: count() })
    .from(message)
    .where(and(eq(message.conversationId, conversationId), isNotNull(message.pinnedAt)));
  if ((pinned?.messages ?? 0) < maxPins) return;
  throw new AppError("LIMIT", "message.too_many_pins" satisfies MessageReason, { most: maxPins });
}
