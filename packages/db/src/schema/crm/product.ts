import { sql } from "drizzle-orm";
import { boolean, index, text, uniqueIndex } from "drizzle-orm/pg-core";
import { minor, nameText, revision, searchIndex, searchText } from "../kernel/columns.ts";
import { tenantTable } from "../kernel/tenant-table.ts";

/** What is sold, at its list price. Retired rather than deleted: deals keep pointing at it. */
export const product = tenantTable(
  "crm_product",
  {
    name: nameText("name").notNull(),
    /** Stock keeping unit. */
    sku: text("sku"),
    family: text("family"),
    description: text("description"),
    unitAmountMinor: minor("unit_amount_minor").notNull().default(0),
    currency: text("currency").notNull(),
    active: boolean("active").notNull().default(true),
    ...searchText(),
    ...revision(),
  },
  (t) => [
    uniqueIndex("crm_product_name_key").on(t.tenantId, sql`lower(${t.name})`),
    uniqueIndex("crm_product_sku_key").on(t.tenantId, t.sku),
    index("crm_product_name").on(t.tenantId, t.name, t.id),
    index("crm_product_price").on(t.tenantId, t.unitAmountMinor, t.id),
    searchIndex("crm_product_search", t),
  ],
);
