import {
  conversationKinds,
  conversationRoles,
  conversationVisibilities,
} from "@steward/contracts/messaging/conversation";
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { nameText, revision } from "../kernel/columns.ts";
import { tenantTable } from "../kernel/tenant-table.ts";
import { member } from "../org/member.ts";

/** A place where people write to each other. Whoever writes in it locks its row: that gives the messages their numbers. */
export const conversation = tenantTable(
  "messaging_conversation",
  {
    kind: text("kind", { enum: conversationKinds }).notNull(),
    visibility: text("visibility", { enum: conversationVisibilities }).notNull().default("private"),
    name: nameText("name"),
    topic: text("topic"),
    /** The two people of a direct conversation, the lesser id first; null for every other kind. */
    directKey: text("direct_key"),
    /** The number of its newest message, replies in threads among them. */
    lastSeq: integer("last_seq").notNull().default(0),
    lastActivityAt: timestamp("last_activity_at", { withTimezone: true }).notNull().defaultNow(),
    archivedAt: timestamp("archived_at", { withTimezone: true }),
    ...revision(),
  },
  (t) => [
    check("messaging_conversation_direct", sql`(kind = 'direct') = (direct_key is not null)`),
    uniqueIndex("messaging_conversation_direct_key").on(t.tenantId, t.directKey).where(sql`direct_key is not null`),
    uniqueIndex("messaging_conversation_channel_name")
      .on(t.tenantId, sql`lower(${t.name})`)
      .where(sql`visibility = 'public' and archived_at is null`),
    index("messaging_conversation_browse")
      .on(t.tenantId, t.name, t.id)
      .where(sql`visibility = 'public' and archived_at is null`),
  ],
);

/** Somebody's place in a conversation, and what it looks like to them. */
export const conversationMember = tenantTable(
  "messaging_conversation_member",
  {
    conversationId: uuid("conversation_id").notNull(),
    memberId: uuid("member_id").notNull(),
    role: text("role", { enum: conversationRoles }).notNull().default("member"),
    /** Grows, unless its reader puts it back. */
    lastReadSeq: integer("last_read_seq").notNull().default(0),
    isMuted: boolean("is_muted").notNull().default(false),
    isStarred: boolean("is_starred").notNull().default(false),
    /** Hidden as long as this is the number of the newest message: the next one brings it back by itself. */
    hiddenAtSeq: integer("hidden_at_seq"),
  },
  (t) => [
    foreignKey({
      columns: [t.tenantId, t.conversationId],
      foreignColumns: [conversation.tenantId, conversation.id],
    }).onDelete("cascade"),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [member.tenantId, member.id] }),
    // A constraint, because what somebody does in a conversation refers to their place in it.
    unique("messaging_conversation_member_place").on(t.tenantId, t.conversationId, t.memberId),
    index("messaging_conversation_member_member").on(t.tenantId, t.memberId, t.conversationId),
  ],
);
