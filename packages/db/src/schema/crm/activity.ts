import { activityKinds } from "@steward/contracts/crm/activity";
import { sql } from "drizzle-orm";
import { foreignKey, index, integer, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { revision, softDelete } from "../kernel/columns.ts";
import { tenantTable } from "../kernel/tenant-table.ts";
import { member } from "../org/member.ts";
import { account } from "./account.ts";
import { contact } from "./contact.ts";
import { deal } from "./deal.ts";
import { lead } from "./lead.ts";
import { salesperson } from "./salesperson.ts";

/** Something said, agreed or to be done with a customer; hangs on any of account, contact, deal and lead. */
export const activity = tenantTable(
  "crm_activity",
  {
    kind: text("kind", { enum: activityKinds }).notNull(),
    subject: text("subject").notNull(),
    body: text("body"),
    /** When it took or takes place; what timelines are ordered by. */
    occursAt: timestamp("occurs_at", { withTimezone: true }).notNull().defaultNow(),
    durationMinutes: integer("duration_minutes"),
    /** Only tasks and planned calls or meetings are due. */
    dueAt: timestamp("due_at", { withTimezone: true }),
    doneAt: timestamp("done_at", { withTimezone: true }),
    ownerId: uuid("owner_id"),
    authorId: uuid("author_id"),
    accountId: uuid("account_id"),
    contactId: uuid("contact_id"),
    dealId: uuid("deal_id"),
    leadId: uuid("lead_id"),
    ...revision(),
    ...softDelete(),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.ownerId], foreignColumns: [salesperson.tenantId, salesperson.id] }),
    foreignKey({ columns: [t.tenantId, t.authorId], foreignColumns: [member.tenantId, member.id] }),
    foreignKey({ columns: [t.tenantId, t.accountId], foreignColumns: [account.tenantId, account.id] }),
    foreignKey({ columns: [t.tenantId, t.contactId], foreignColumns: [contact.tenantId, contact.id] }),
    foreignKey({ columns: [t.tenantId, t.dealId], foreignColumns: [deal.tenantId, deal.id] }),
    foreignKey({ columns: [t.tenantId, t.leadId], foreignColumns: [lead.tenantId, lead.id] }),
    index("crm_activity_occurs").on(t.tenantId, t.occursAt, t.id).where(sql`deleted_at is null`),
    index("crm_activity_due").on(t.tenantId, t.dueAt, t.id).where(sql`deleted_at is null and done_at is null`),
    index("crm_activity_account").on(t.tenantId, t.accountId, t.occursAt, t.id),
    index("crm_activity_contact").on(t.tenantId, t.contactId, t.occursAt, t.id),
    index("crm_activity_deal").on(t.tenantId, t.dealId, t.occursAt, t.id),
    index("crm_activity_lead").on(t.tenantId, t.leadId, t.occursAt, t.id),
    index("crm_activity_owner").on(t.tenantId, t.ownerId, t.dueAt, t.id),
    index("crm_activity_author").on(t.tenantId, t.authorId),
  ],
);
