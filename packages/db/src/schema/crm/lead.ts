import { leadStatuses } from "@steward/contracts/crm/lead";
import { sql } from "drizzle-orm";
import { foreignKey, index, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { minor, nameText, revision, searchIndex, searchText, softDelete } from "../kernel/columns.ts";
import { tenantTable } from "../kernel/tenant-table.ts";
import { account } from "./account.ts";
import { contact } from "./contact.ts";
import { deal } from "./deal.ts";
import { salesperson } from "./salesperson.ts";

/** Somebody who may become a customer; qualifying ends in an account, a contact and a deal. */
export const lead = tenantTable(
  "crm_lead",
  {
    firstName: text("first_name").notNull().default(""),
    lastName: text("last_name").notNull().default(""),
    name: nameText("name").notNull().generatedAlwaysAs(sql`trim(first_name || ' ' || last_name)`),
    company: text("company"),
    jobTitle: text("job_title"),
    email: text("email"),
    /** E.164. */
    phone: text("phone"),
    source: text("source"),
    status: text("status", { enum: leadStatuses }).notNull().default("new"),
    estimatedAmountMinor: minor("estimated_amount_minor"),
    currency: text("currency").notNull(),
    description: text("description"),
    ownerId: uuid("owner_id"),
    disqualifiedReason: text("disqualified_reason"),
    convertedAt: timestamp("converted_at", { withTimezone: true }),
    accountId: uuid("account_id"),
    contactId: uuid("contact_id"),
    dealId: uuid("deal_id"),
    ...searchText(),
    ...revision(),
    ...softDelete(),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.ownerId], foreignColumns: [salesperson.tenantId, salesperson.id] }),
    foreignKey({ columns: [t.tenantId, t.accountId], foreignColumns: [account.tenantId, account.id] }),
    foreignKey({ columns: [t.tenantId, t.contactId], foreignColumns: [contact.tenantId, contact.id] }),
    foreignKey({ columns: [t.tenantId, t.dealId], foreignColumns: [deal.tenantId, deal.id] }),
    index("crm_lead_created").on(t.tenantId, t.createdAt, t.id).where(sql`deleted_at is null`),
    index("crm_lead_updated").on(t.tenantId, t.updatedAt, t.id).where(sql`deleted_at is null`),
    index("crm_lead_name").on(t.tenantId, t.name, t.id).where(sql`deleted_at is null`),
    index("crm_lead_status").on(t.tenantId, t.status, t.createdAt, t.id),
    index("crm_lead_owner").on(t.tenantId, t.ownerId, t.id),
    index("crm_lead_account").on(t.tenantId, t.accountId),
    index("crm_lead_contact").on(t.tenantId, t.contactId),
    index("crm_lead_deal").on(t.tenantId, t.dealId),
    searchIndex("crm_lead_search", t),
  ],
);
