import type { RichText } from "@steward/contracts/kernel/rich-text";
import type { StoredNotice } from "@steward/contracts/messaging/message";
import { sql } from "drizzle-orm";
import { foreignKey, index, integer, jsonb, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { file } from "../files/file.ts";
import { bytes, searchText } from "../kernel/columns.ts";
import { tenantTable } from "../kernel/tenant-table.ts";
import { member } from "../org/member.ts";
import { conversation } from "./conversation.ts";

/** What somebody wrote, or what happened to the conversation meanwhile. One that was removed keeps its number and its place, and nothing of what it said. */
export const message = tenantTable(
  "messaging_message",
  {
    conversationId: uuid("conversation_id").notNull(),
    /** From 1, without gaps. */
    seq: integer("seq").notNull(),
    authorId: uuid("author_id").notNull(),
    /** What the author's client calls it, so that sending it again is known for what it is. */
    clientId: text("client_id").notNull(),
    /** Of what was sent under that id; kept when the message is edited or removed. */
    clientDigest: bytes("client_digest").notNull(),
    content: jsonb("content").$type<RichText>(),
    /** What happened to the conversation; null for what somebody said. */
    notice: jsonb("notice").$type<StoredNotice>(),
    /** The words of it. */
    text: text("text").notNull().default(""),
    ...searchText(),
    replyToId: uuid("reply_to_id"),
    /** The message whose thread it belongs to; null for what stands in the conversation itself. */
    threadRootId: uuid("thread_root_id"),
    /** Of the thread that hangs on it: replies that were not removed, and the newest of them. */
    replyCount: integer("reply_count").notNull().default(0),
    lastReplySeq: integer("last_reply_seq"),
    lastReplyAt: timestamp("last_reply_at", { withTimezone: true }),
    pinnedAt: timestamp("pinned_at", { withTimezone: true }),
    editedAt: timestamp("edited_at", { withTimezone: true }),
    removedAt: timestamp("removed_at", { withTimezone: true }),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    foreignKey({
      columns: [t.tenantId, t.conversationId],
      foreignColumns: [conversation.tenantId, conversation.id],
    }).onDelete("cascade"),
    foreignKey({ columns: [t.tenantId, t.authorId], foreignColumns: [member.tenantId, member.id] }),
    foreignKey({ columns: [t.tenantId, t.replyToId], foreignColumns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.threadRootId], foreignColumns: [t.tenantId, t.id] }),
    uniqueIndex("messaging_message_seq").on(t.tenantId, t.conversationId, t.seq),
    uniqueIndex("messaging_message_client").on(t.tenantId, t.authorId, t.clientId),
    // A conversation as it is read, without the threads' replies; and a thread.
    index("messaging_message_stream").on(t.tenantId, t.conversationId, t.seq).where(sql`thread_root_id is null`),
    index("messaging_message_thread").on(t.tenantId, t.threadRootId, t.seq).where(sql`thread_root_id is not null`),
    // What counts as unread; the author in it, so that counting reads nothing else.
    index("messaging_message_unread")
      .on(t.tenantId, t.conversationId, t.seq, t.authorId)
      .where(sql`thread_root_id is null and removed_at is null and notice is null`),
    index("messaging_message_day").on(t.tenantId, t.conversationId, t.createdAt),
    index("messaging_message_pinned").on(t.tenantId, t.conversationId, t.pinnedAt).where(sql`pinned_at is not null`),
    index("messaging_message_reply").on(t.tenantId, t.replyToId),
    // The conversation before the words: a search reads in those of whoever asks, and in no other.
    index("messaging_message_search")
      .using("gin", t.tenantId, t.conversationId, sql`${t.searchText} gin_trgm_ops`)
      .with({ gin_pending_list_limit: 512 }),
  ],
);

/** What a message said before it was edited. */
export const messageRevision = tenantTable(
  "messaging_message_revision",
  {
    messageId: uuid("message_id").notNull(),
    version: integer("version").notNull(),
    content: jsonb("content").$type<RichText>().notNull(),
    writtenAt: timestamp("written_at", { withTimezone: true }).notNull(),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.messageId], foreignColumns: [message.tenantId, message.id] }).onDelete(
      "cascade",
    ),
    uniqueIndex("messaging_message_revision_version").on(t.tenantId, t.messageId, t.version),
  ],
);

export const reaction = tenantTable(
  "messaging_reaction",
  {
    messageId: uuid("message_id").notNull(),
    memberId: uuid("member_id").notNull(),
    emoji: text("emoji").notNull(),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.messageId], foreignColumns: [message.tenantId, message.id] }).onDelete(
      "cascade",
    ),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [member.tenantId, member.id] }),
    uniqueIndex("messaging_reaction_one").on(t.tenantId, t.messageId, t.emoji, t.memberId),
    index("messaging_reaction_member").on(t.tenantId, t.memberId),
  ],
);

/** Somebody a message mentions, by name or as one of all, who was in the conversation then. */
export const mention = tenantTable(
  "messaging_mention",
  {
    messageId: uuid("message_id").notNull(),
    conversationId: uuid("conversation_id").notNull(),
    seq: integer("seq").notNull(),
    memberId: uuid("member_id").notNull(),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.messageId], foreignColumns: [message.tenantId, message.id] }).onDelete(
      "cascade",
    ),
    foreignKey({
      columns: [t.tenantId, t.conversationId],
      foreignColumns: [conversation.tenantId, conversation.id],
    }).onDelete("cascade"),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [member.tenantId, member.id] }),
    uniqueIndex("messaging_mention_one").on(t.tenantId, t.messageId, t.memberId),
    index("messaging_mention_member").on(t.tenantId, t.memberId, t.conversationId, t.seq),
    index("messaging_mention_conversation").on(t.tenantId, t.conversationId),
  ],
);

/** A file that came with a message. The file itself hangs on the conversation, whose members may see it. */
export const messageFile = tenantTable(
  "messaging_message_file",
  {
    messageId: uuid("message_id").notNull(),
    fileId: uuid("file_id").notNull(),
    position: integer("position").notNull(),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.messageId], foreignColumns: [message.tenantId, message.id] }).onDelete(
      "cascade",
    ),
    foreignKey({ columns: [t.tenantId, t.fileId], foreignColumns: [file.tenantId, file.id] }).onDelete("cascade"),
    uniqueIndex("messaging_message_file_one").on(t.tenantId, t.messageId, t.fileId),
    index("messaging_message_file_file").on(t.tenantId, t.fileId),
  ],
);
