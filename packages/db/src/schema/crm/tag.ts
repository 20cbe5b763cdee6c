import { badgeColours } from "@steward/contracts/kernel/colour";
import { sql } from "drizzle-orm";
import { check, foreignKey, index, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { nameText, revision, softDelete } from "../kernel/columns.ts";
import { tenantTable } from "../kernel/tenant-table.ts";
import { account } from "./account.ts";
import { contact } from "./contact.ts";
import { deal } from "./deal.ts";
import { lead } from "./lead.ts";

/** A word people group records by. */
export const tag = tenantTable(
  "crm_tag",
  {
    name: nameText("name").notNull(),
    colour: text("colour", { enum: badgeColours }).notNull().default("grey"),
    ...revision(),
    ...softDelete(),
  },
  (t) => [
    uniqueIndex("crm_tag_name").on(t.tenantId, sql`lower(${t.name})`).where(sql`deleted_at is null`),
    index("crm_tag_sort").on(t.tenantId, t.name, t.id),
  ],
);

/** A tag on exactly one record. One table for all kinds, so that a tag's use is one count. */
export const tagging = tenantTable(
  "crm_tagging",
  {
    tagId: uuid("tag_id").notNull(),
    accountId: uuid("account_id"),
    contactId: uuid("contact_id"),
    dealId: uuid("deal_id"),
    leadId: uuid("lead_id"),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.tagId], foreignColumns: [tag.tenantId, tag.id] }).onDelete("cascade"),
    foreignKey({ columns: [t.tenantId, t.accountId], foreignColumns: [account.tenantId, account.id] }),
    foreignKey({ columns: [t.tenantId, t.contactId], foreignColumns: [contact.tenantId, contact.id] }),
    foreignKey({ columns: [t.tenantId, t.dealId], foreignColumns: [deal.tenantId, deal.id] }),
    foreignKey({ columns: [t.tenantId, t.leadId], foreignColumns: [lead.tenantId, lead.id] }),
    check("crm_tagging_one", sql`num_nonnulls(account_id, contact_id, deal_id, lead_id) = 1`),
    uniqueIndex("crm_tagging_account").on(t.tenantId, t.accountId, t.tagId).where(sql`account_id is not null`),
    uniqueIndex("crm_tagging_contact").on(t.tenantId, t.contactId, t.tagId).where(sql`contact_id is not null`),
    uniqueIndex("crm_tagging_deal").on(t.tenantId, t.dealId, t.tagId).where(sql`deal_id is not null`),
    uniqueIndex("crm_tagging_lead").on(t.tenantId, t.leadId, t.tagId).where(sql`lead_id is not null`),
    index("crm_tagging_tag").on(t.tenantId, t.tagId),
  ],
);
