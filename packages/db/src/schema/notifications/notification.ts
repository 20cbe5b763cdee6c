import { sql } from "drizzle-orm";
import { boolean, foreignKey, index, integer, jsonb, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { tenantTable } from "../kernel/tenant-table.ts";
import { member } from "../org/member.ts";

/** Something one person is told, written in the transaction that did it. */
export const notification = tenantTable(
  "notification",
  {
    /** Who is told. */
    memberId: uuid("member_id").notNull(),
    /** Of its kind: `crm.account.assigned`. */
    name: text("name").notNull(),
    /** The record it is about: no foreign key, because it may be of any kind. */
    entityId: uuid("entity_id").notNull(),
    params: jsonb("params").notNull(),
    /** Who caused it; null where the platform itself did. */
    actorId: uuid("actor_id"),
    actorName: text("actor_name").notNull(),
    /** When it happened last; to the millisecond, which is what whoever looks at a list knows of it. */
    occurredAt: timestamp("occurred_at", { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    /** How often it has happened while it was unread. */
    occurrences: integer("occurrences").notNull().default(1),
    collapses: boolean("collapses").notNull().default(false),
    /** Whether the inbox shows it; false where the person wants this kind in other ways only. */
    inApp: boolean("in_app").notNull().default(true),
    /** Still to go by e-mail, and to devices, unless it is read before. */
    emailPending: boolean("email_pending").notNull().default(false),
    pushPending: boolean("push_pending").notNull().default(false),
    readAt: timestamp("read_at", { withTimezone: true }),
    archived: boolean("archived").notNull().default(false),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [member.tenantId, member.id] }).onDelete("cascade"),
    // The inbox and the archive, each a range.
    index("notification_box").on(t.tenantId, t.memberId, t.archived, t.occurredAt, t.id),
    // What is new, to be listed and counted.
    index("notification_unread").on(t.tenantId, t.memberId, t.occurredAt, t.id).where(sql`read_at is null`),
    // What is new about a record, and the one line that is counted up.
    index("notification_record").on(t.tenantId, t.memberId, t.entityId).where(sql`read_at is null`),
    uniqueIndex("notification_collapsed")
      .on(t.tenantId, t.memberId, t.entityId, t.name)
      .where(sql`collapses and read_at is null`),
    // For upkeep, which removes what is old.
    index("notification_occurred").on(t.occurredAt),
  ],
  { system: "write" },
);
