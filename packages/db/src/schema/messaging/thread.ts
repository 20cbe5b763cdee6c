import { boolean, foreignKey, index, integer, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { tenantTable } from "../kernel/tenant-table.ts";
import { conversationMember } from "./conversation.ts";
import { message } from "./message.ts";

/** Somebody's place in a thread. It ends with their place in the conversation. */
export const threadMember = tenantTable(
  "messaging_thread_member",
  {
    threadRootId: uuid("thread_root_id").notNull(),
    conversationId: uuid("conversation_id").notNull(),
    memberId: uuid("member_id").notNull(),
    /** Only ever grows. */
    lastReadSeq: integer("last_read_seq").notNull().default(0),
    isFollowed: boolean("is_followed").notNull().default(true),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.threadRootId], foreignColumns: [message.tenantId, message.id] }).onDelete(
      "cascade",
    ),
    foreignKey({
      name: "messaging_thread_member_place",
      columns: [t.tenantId, t.conversationId, t.memberId],
      foreignColumns: [conversationMember.tenantId, conversationMember.conversationId, conversationMember.memberId],
    }).onDelete("cascade"),
    uniqueIndex("messaging_thread_member_one").on(t.tenantId, t.threadRootId, t.memberId),
    index("messaging_thread_member_conversation").on(t.tenantId, t.conversationId, t.memberId),
    index("messaging_thread_member_member").on(t.tenantId, t.memberId),
  ],
);
