import { z } from "zod";
import type { FileProcessingState } from "../files/file.ts";
import { defineEvent } from "../kernel/event.ts";
import { idInput, idSchema } from "../kernel/list.ts";
import { definePermissions } from "../kernel/permission.ts";
import { isBlank, type LinkedAddress, type RichText, richTextSchema } from "../kernel/rich-text.ts";
import { roles } from "../kernel/role.ts";
import type { Person } from "./conversation.ts";

export const messagePermissions = definePermissions("messaging.message", {
  read: { description: "Read and search what is written in conversations they are in", roles, ownHands: true },
  write: { description: "Write in conversations they are in", roles, ownHands: true },
});

export const maxMessageFiles = 10;
/** Different emoji on one message. */
export const maxReactions = 20;
/** Pinned messages of one conversation. */
export const maxPins = 100;

/** A place in a conversation: its messages are numbered from 1 without gaps, replies in threads among them. */
const seqSchema = z.number().int().min(0).max(2_147_483_647);

/**
 * A stretch of a conversation or thread, ordered by `seq`. Without a place: the newest. `around` and `at` begin in the
 * middle; `cursor` and `direction` go on from there both ways, as tRPC's infinite queries name them.
 */
export const listMessagesInput = z.object({
  conversationId: idSchema,
  /** The replies of this thread in place of the conversation's own messages. */
  threadRootId: idSchema.optional(),
  around: seqSchema.optional(),
  /** The first message at or after this instant, and what surrounds it. */
  at: z.date().optional(),
  /** `olderCursor` or `newerCursor` of another page. */
  cursor: seqSchema.nullish(),
  /** `forward` is towards the newer. */
  direction: z.enum(["forward", "backward"]).default("backward"),
  limit: z.number().int().min(1).max(100).default(50),
});
export type ListMessagesInput = z.infer<typeof listMessagesInput>;

/** The same `clientId` is the same message, however often it is sent: a client that lost the answer sends it again. */
export const sendMessageInput = z
  .object({
    clientId: idSchema,
    conversationId: idSchema,
    content: richTextSchema,
    /** A message of the same conversation (and thread) that this one quotes. */
    replyToId: idSchema.nullish(),
    /** The message whose thread this belongs to. */
    threadRootId: idSchema.nullish(),
    /** Files of the author's own, uploaded without a record. */
    fileIds: z.array(idSchema).max(maxMessageFiles).default([]),
  })
  .refine(({ content, fileIds }) => !isBlank(content) || fileIds.length > 0, {
    path: ["content"],
    error: "Write something",
  });
export type SendMessageInput = z.infer<typeof sendMessageInput>;

export const editMessageInput = idInput.extend({
  content: richTextSchema,
  /** The version that was edited; another one in store is answered CONFLICT `record_changed`. */
  version: z.number().int().min(1),
});
export type EditMessageInput = z.infer<typeof editMessageInput>;

/** One emoji as Unicode recommends it for interchange (UTS #51): with its skin tone, or a family joined into one. */
const emoji = /^\p{RGI_Emoji}$/v;
export const emojiSchema = z
  .string()
  .max(40)
  .refine((text) => emoji.test(text), "Choose an emoji");

export const reactInput = idInput.extend({ emoji: emojiSchema, on: z.boolean().default(true) });
export type ReactInput = z.infer<typeof reactInput>;

export const pinInput = idInput.extend({ on: z.boolean().default(true) });
export type PinInput = z.infer<typeof pinInput>;

export const listPinsInput = z.object({ conversationId: idSchema });

/** Only what the caller's conversations hold is found, the newest first. */
export const searchMessagesInput = z.object({
  query: z.string().trim().min(1).max(200),
  /** `from:` */
  authorId: idSchema.optional(),
  /** `in:` */
  conversationId: idSchema.optional(),
  limit: z.number().int().min(1).max(50).default(20),
});
export type SearchMessagesInput = z.infer<typeof searchMessagesInput>;

/** A message that another one quotes. */
export interface QuotedMessage {
  id: string;
  seq: number;
  author: Person;
  /** The beginning of it; empty where it was removed. */
  text: string;
  isRemoved: boolean;
}

export interface ReactionItem {
  emoji: string;
  count: number;
  isMine: boolean;
  /** The first of them, at most ten. */
  names: string[];
}

export interface ThreadSummary {
  replyCount: number;
  lastReplyAt: Date;
  lastReplySeq: number;
  /** Who has written in it, at most four, the latest first. */
  people: Person[];
}

/** A file on a message; `files.file.download` says where to have it. */
export interface MessageFile {
  id: string;
  name: string;
  sizeBytes: number;
  type: string;
  processing: FileProcessingState;
  /** Good for five minutes; relative to the API's origin, or absolute. */
  thumbnailUrl: string | null;
}

/** A record that a message shows, as its reader may see it. */
export interface RecordCard {
  address: LinkedAddress;
  entityId: string;
  /** Null: the reader may not see it, or it is gone. Nobody is told which. */
  label: string | null;
  detail: string | null;
}

/** What happens to a conversation itself and stands in it as a line. */
export const noticeKinds = ["joined", "left", "added", "removed", "renamed", "topicChanged"] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** As it is kept: names are those of when it is read. */
export interface StoredNotice {
  readonly kind: NoticeKind;
  /** Whom somebody added or removed: the first few of them. */
  readonly memberIds: readonly string[];
  /** All of them. */
  readonly count: number;
  /** The new name or topic; null for none. */
  readonly to: string | null;
}

/** A line that nobody said: it is not unread, and nobody answers, changes or removes it. Its message's author did it. */
export interface MessageNotice {
  kind: NoticeKind;
  people: Person[];
  /** How many beside those. */
  more: number;
  to: string | null;
}

export interface MessageItem {
  id: string;
  conversationId: string;
  seq: number;
  /** What its author's client called it while it was being sent. */
  clientId: string;
  author: Person;
  /** Null for what somebody said. */
  notice: MessageNotice | null;
  /** Null: it was removed, or is a notice. */
  content: RichText | null;
  /** The words of it. */
  text: string;
  replyTo: QuotedMessage | null;
  threadRootId: string | null;
  /** Null: nobody has replied to it in a thread. */
  thread: ThreadSummary | null;
  reactions: ReactionItem[];
  files: MessageFile[];
  records: RecordCard[];
  /** Whether it mentions the caller, by name or as one of all. */
  isMention: boolean;
  pinnedAt: Date | null;
  editedAt: Date | null;
  removedAt: Date | null;
  createdAt: Date;
  version: number;
}

export interface MessagePage {
  /** In the order of `seq`. */
  items: MessageItem[];
  /** Null: there is nothing before. */
  olderCursor: number | null;
  /** Null: this is the end, for now. */
  newerCursor: number | null;
}

export interface MessageRevision {
  version: number;
  content: RichText;
  /** When it was written, not when it was replaced. */
  writtenAt: Date;
}

export interface MessageHit {
  id: string;
  conversationId: string;
  conversationTitle: string;
  seq: number;
  threadRootId: string | null;
  author: Person;
  text: string;
  createdAt: Date;
}

/** Never what was written: the record of the organisation is read by people who are not in the conversation. */
const about = z.object({ messageId: idSchema, seq: z.number() });
export const messageSent = defineEvent(
  "messaging.message.sent",
  about.extend({ threadRootId: idSchema.nullable(), files: z.number() }),
);
export const messageEdited = defineEvent("messaging.message.edited", about.extend({ version: z.number() }));
export const messageRemoved = defineEvent("messaging.message.removed", about);
export const messageReacted = defineEvent("messaging.message.reacted", about.extend({ on: z.boolean() }));
export const messagePinned = defineEvent("messaging.message.pinned", about);
export const messageUnpinned = defineEvent("messaging.message.unpinned", about);

/** Reasons this resource refuses with. */
export type MessageReason =
  | "message.client_id_reused"
  | "message.empty"
  | "message.nested_thread"
  | "message.not_the_author"
  | "message.removed"
  | "message.too_many_pins"
  | "message.too_many_reactions";
