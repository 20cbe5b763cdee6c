import { mailTemplates } from "@steward/contracts/kernel/mail";
import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgPolicy, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { uuidv7 } from "../../uuid.ts";
import { systemOnly } from "../auth/user.ts";
import { tenant } from "../org/tenant.ts";
import { appRole } from "./role.ts";

export const mailStatuses = ["queued", "sent", "kept", "failed"] as const;

/**
 * Mail to be sent, written in the transaction that gives the reason for it. The app's role may only add to its own
 * organisation's: what is in a mail (a link that lets somebody in) is not for the organisation's screens.
 */
export const mailMessage = pgTable(
  "mail_message",
  {
    id: uuid("id").primaryKey().$defaultFn(uuidv7),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    /** Null for mail of the platform itself: a person's password belongs to no organisation. */
    tenantId: uuid("tenant_id").references(() => tenant.id, { onDelete: "cascade" }),
    recipient: text("recipient").notNull(),
    template: text("template", { enum: mailTemplates }).notNull(),
    /** What the template says; emptied once the mail has left. */
    props: jsonb("props").notNull(),
    status: text("status", { enum: mailStatuses }).notNull().default("queued"),
    /** Of a mail that was kept because no mail server is set. */
    subject: text("subject"),
    html: text("html"),
    text: text("text"),
    attempts: integer("attempts").notNull().default(0),
    lastError: text("last_error"),
    nextAttemptAt: timestamp("next_attempt_at", { withTimezone: true }).notNull().defaultNow(),
    sentAt: timestamp("sent_at", { withTimezone: true }),
  },
  (t) => [
    index("mail_message_queue").on(t.nextAttemptAt).where(sql`status = 'queued'`),
    index("mail_message_tenant").on(t.tenantId),
    pgPolicy("mail_message_own", {
      for: "insert",
      to: appRole,
      withCheck: sql`tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)`,
    }),
    systemOnly("mail_message"),
  ],
);
