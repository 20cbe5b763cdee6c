import { sql } from "drizzle-orm";
import { foreignKey, index, text, uuid } from "drizzle-orm/pg-core";
import { nameText, revision, searchIndex, searchText, softDelete } from "../kernel/columns.ts";
import { tenantTable } from "../kernel/tenant-table.ts";
import { account } from "./account.ts";
import { salesperson } from "./salesperson.ts";

/** A person at an account, or one known without a company. */
export const contact = tenantTable(
  "crm_contact",
  {
    firstName: text("first_name").notNull().default(""),
    lastName: text("last_name").notNull().default(""),
    /** What lists show and sort by. */
    name: nameText("name").notNull().generatedAlwaysAs(sql`trim(first_name || ' ' || last_name)`),
    jobTitle: text("job_title"),
    /** Lower-cased, the primary one first. */
    emails: text("emails").array().notNull().default(sql`'{}'`),
    /** E.164. */
    phone: text("phone"),
    accountId: uuid("account_id"),
    ownerId: uuid("owner_id"),
    description: text("description"),
    ...searchText(),
    ...revision(),
    ...softDelete(),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.accountId], foreignColumns: [account.tenantId, account.id] }),
    foreignKey({ columns: [t.tenantId, t.ownerId], foreignColumns: [salesperson.tenantId, salesperson.id] }),
    index("crm_contact_name").on(t.tenantId, t.name, t.id).where(sql`deleted_at is null`),
    index("crm_contact_created").on(t.tenantId, t.createdAt, t.id).where(sql`deleted_at is null`),
    index("crm_contact_updated").on(t.tenantId, t.updatedAt, t.id).where(sql`deleted_at is null`),
    index("crm_contact_account").on(t.tenantId, t.accountId, t.name, t.id),
    index("crm_contact_owner").on(t.tenantId, t.ownerId, t.name, t.id),
    searchIndex("crm_contact_search", t),
  ],
);
