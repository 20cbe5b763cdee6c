import { z } from "zod";
import { defineEvent } from "../kernel/event.ts";
import { idInput, idSchema } from "../kernel/list.ts";
import type { MessageItem } from "./message.ts";

export const listThreadsInput = z.object({
  isUnread: z.boolean().optional(),
  cursor: z.string().max(1_000).nullish(),
  limit: z.number().int().min(1).max(50).default(20),
});
export type ListThreadsInput = z.infer<typeof listThreadsInput>;

/** `id` is that of the message the thread hangs on. */
export const markThreadReadInput = idInput.extend({ seq: z.number().int().min(0).max(2_147_483_647) });
export type MarkThreadReadInput = z.infer<typeof markThreadReadInput>;

/** Whoever writes in a thread, or is mentioned there, follows it until they say otherwise. */
export const followThreadInput = idInput.extend({ on: z.boolean().default(true) });
export type FollowThreadInput = z.infer<typeof followThreadInput>;

/** A thread the caller follows. */
export interface ThreadItem {
  root: MessageItem;
  conversationTitle: string;
  lastReadSeq: number;
  /** Others' replies they have not read; at most `maxUnread`. */
  unreadCount: number;
  isFollowed: boolean;
}

const byThread = z.object({ threadRootId: idSchema });
export const threadRead = defineEvent("messaging.conversation.threadRead", byThread.extend({ seq: z.number() }));
export const threadFollowed = defineEvent(
  "messaging.conversation.threadFollowed",
  byThread.extend({ on: z.boolean() }),
);
