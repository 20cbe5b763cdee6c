import { digestRhythms } from "@steward/contracts/notifications/preference";
import { boolean, foreignKey, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytes } from "../kernel/columns.ts";
import { tenantTable } from "../kernel/tenant-table.ts";
import { member } from "../org/member.ts";

/** How somebody wants to be told of one kind of thing, where they have chosen. */
export const notificationPreference = tenantTable(
  "notification_preference",
  {
    memberId: uuid("member_id").notNull(),
    /** Of the kind: `crm.account.assigned`. */
    name: text("name").notNull(),
    inApp: boolean("in_app").notNull(),
    email: boolean("email").notNull(),
    push: boolean("push").notNull(),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [member.tenantId, member.id] }).onDelete("cascade"),
    uniqueIndex("notification_preference_kind").on(t.tenantId, t.memberId, t.name),
  ],
);

/** When somebody wants to be told outside the workspace, and when they will be next. */
export const notificationSetting = tenantTable(
  "notification_setting",
  {
    memberId: uuid("member_id").notNull(),
    digest: text("digest", { enum: digestRhythms }).notNull().default("off"),
    /** Times of day, `22:00`; both or neither. */
    quietFrom: text("quiet_from"),
    quietUntil: text("quiet_until"),
    /** Null for the organisation's. */
    timeZone: text("time_zone"),
    /** When the job runs that sends what waits; null where none is planned. One at a time, however much there is to tell. */
    emailDueAt: timestamp("email_due_at", { withTimezone: true, precision: 3 }),
    pushDueAt: timestamp("push_due_at", { withTimezone: true, precision: 3 }),
    /** Signs the addresses in mail at which it is ended without a sign-in; none before the first mail. */
    mailKey: bytes("mail_key"),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [member.tenantId, member.id] }).onDelete("cascade"),
    uniqueIndex("notification_setting_member").on(t.tenantId, t.memberId),
  ],
);
