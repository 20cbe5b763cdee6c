import type { RichText } from "@steward/contracts/kernel/rich-text";
import { foreignKey, index, jsonb, text, timestamp, unique, uuid } from "drizzle-orm/pg-core";
import { tenantTable } from "../kernel/tenant-table.ts";
import { conversationMember } from "./conversation.ts";
import { message } from "./message.ts";

/** What somebody has begun to write, in a conversation or in one of its threads; nobody else sees it. */
export const draft = tenantTable(
  "messaging_draft",
  {
    conversationId: uuid("conversation_id").notNull(),
    memberId: uuid("member_id").notNull(),
    threadRootId: uuid("thread_root_id"),
    content: jsonb("content").$type<RichText>().notNull(),
    text: text("text").notNull(),
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    foreignKey({
      name: "messaging_draft_place",
      columns: [t.tenantId, t.conversationId, t.memberId],
      foreignColumns: [conversationMember.tenantId, conversationMember.conversationId, conversationMember.memberId],
    }).onDelete("cascade"),
    foreignKey({ columns: [t.tenantId, t.threadRootId], foreignColumns: [message.tenantId, message.id] }).onDelete(
      "cascade",
    ),
    unique("messaging_draft_one").on(t.tenantId, t.conversationId, t.memberId, t.threadRootId).nullsNotDistinct(),
    index("messaging_draft_member").on(t.tenantId, t.memberId, t.updatedAt),
    index("messaging_draft_thread").on(t.tenantId, t.threadRootId),
  ],
);
