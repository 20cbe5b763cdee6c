import type { AccountAliases } from "@steward/contracts/crm/account";
import { sql } from "drizzle-orm";
import { foreignKey, index, integer, jsonb, text, uuid } from "drizzle-orm/pg-core";
import { minor, nameText, revision, searchIndex, searchText, softDelete } from "../kernel/columns.ts";
import { tenantTable } from "../kernel/tenant-table.ts";
import { salesperson } from "./salesperson.ts";

/** A company the organisation does or wants to do business with. */
export const account = tenantTable(
  "crm_account",
  {
    name: nameText("name").notNull(),
    /** Bare host name without `www.`: how e-mail addresses and duplicates find the account. */
    domain: text("domain"),
    email: text("email"),
    /** E.164. */
    phone: text("phone"),
    industry: text("industry"),
    employees: integer("employees"),
    annualRevenueMinor: minor("annual_revenue_minor"),
    foundedYear: integer("founded_year"),
    description: text("description"),
    /** What merged duplicates called it: still found by, never lost. */
    aliases: jsonb("aliases").$type<AccountAliases>(),
    parentId: uuid("parent_id"),
    ownerId: uuid("owner_id"),
    /** The account this one was merged into; kept so that old links lead on and the merge can be undone. */
    mergedIntoId: uuid("merged_into_id"),
    ...searchText(),
    ...revision(),
    ...softDelete(),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.parentId], foreignColumns: [t.tenantId, t.id], name: "crm_account_parent" }),
    foreignKey({
      columns: [t.tenantId, t.mergedIntoId],
      foreignColumns: [t.tenantId, t.id],
      name: "crm_account_merged",
    }),
    foreignKey({ columns: [t.tenantId, t.ownerId], foreignColumns: [salesperson.tenantId, salesperson.id] }),
    index("crm_account_name").on(t.tenantId, t.name, t.id).where(sql`deleted_at is null`),
    index("crm_account_created").on(t.tenantId, t.createdAt, t.id).where(sql`deleted_at is null`),
    index("crm_account_updated").on(t.tenantId, t.updatedAt, t.id).where(sql`deleted_at is null`),
    index("crm_account_owner").on(t.tenantId, t.ownerId, t.name, t.id),
    index("crm_account_industry").on(t.tenantId, t.industry, t.name, t.id),
    index("crm_account_parent_id").on(t.tenantId, t.parentId),
    index("crm_account_merged_into").on(t.tenantId, t.mergedIntoId).where(sql`merged_into_id is not null`),
    index("crm_account_domain").on(t.tenantId, t.domain),
    searchIndex("crm_account_search", t),
  ],
);
