import { badgeColours } from "@steward/contracts/kernel/colour";
import { sql } from "drizzle-orm";
import { index, text, uniqueIndex } from "drizzle-orm/pg-core";
import { nameText, revision, searchIndex, searchText, softDelete } from "../kernel/columns.ts";
import { tenantTable } from "../kernel/tenant-table.ts";

/** A word that tasks of any project are grouped by. */
export const label = tenantTable(
  "projects_label",
  {
    name: nameText("name").notNull(),
    colour: text("colour", { enum: badgeColours }).notNull().default("grey"),
    description: text("description"),
    ...searchText(),
    ...revision(),
    ...softDelete(),
  },
  (t) => [
    uniqueIndex("projects_label_unique").on(t.tenantId, sql`lower(${t.name})`).where(sql`deleted_at is null`),
    index("projects_label_name").on(t.tenantId, t.name, t.id).where(sql`deleted_at is null`),
    index("projects_label_created").on(t.tenantId, t.createdAt, t.id).where(sql`deleted_at is null`),
    index("projects_label_updated").on(t.tenantId, t.updatedAt, t.id).where(sql`deleted_at is null`),
    searchIndex("projects_label_search", t),
  ],
);
