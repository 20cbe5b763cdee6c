import { sql } from "drizzle-orm";
import { text, uniqueIndex } from "drizzle-orm/pg-core";
import { nameText, revision } from "../kernel/columns.ts";
import { tenantTable } from "../kernel/tenant-table.ts";

/** A role an organisation put together from the table of permissions. */
export const customRole = tenantTable(
  "custom_role",
  {
    name: nameText("name").notNull(),
    description: text("description").notNull().default(""),
    /** Names of permissions; one this version does not know grants nothing. */
    permissions: text("permissions").array().notNull(),
    ...revision(),
  },
  (t) => [uniqueIndex("custom_role_name").on(t.tenantId, sql`lower(${t.name})`)],
  { system: "read" },
);
