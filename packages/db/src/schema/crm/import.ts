import { importKinds, importRowStatuses, importStatuses } from "@steward/contracts/crm/import";
import { sql } from "drizzle-orm";
import { foreignKey, index, integer, jsonb, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { revision } from "../kernel/columns.ts";
import { tenantTable } from "../kernel/tenant-table.ts";
import { member } from "../org/member.ts";

/** A CSV file on its way in: how it is read, what became of it, and what undo needs. */
export const dataImport = tenantTable(
  "crm_import",
  {
    kind: text("kind", { enum: importKinds }).notNull(),
    fileName: text("file_name").notNull(),
    encoding: text("encoding").notNull(),
    delimiter: text("delimiter").notNull(),
    headers: text("headers").array().notNull(),
    /** Field of the record by column index. */
    mapping: jsonb("mapping").notNull(),
    /** Dedupe rule, and what to do with values that match nothing. */
    options: jsonb("options").notNull(),
    status: text("status", { enum: importStatuses }).notNull().default("staged"),
    rowCount: integer("row_count").notNull(),
    processedCount: integer("processed_count").notNull().default(0),
    createdCount: integer("created_count").notNull().default(0),
    updatedCount: integer("updated_count").notNull().default(0),
    skippedCount: integer("skipped_count").notNull().default(0),
    failedCount: integer("failed_count").notNull().default(0),
    failure: text("failure"),
    memberId: uuid("member_id").notNull(),
    startedAt: timestamp("started_at", { withTimezone: true }),
    finishedAt: timestamp("finished_at", { withTimezone: true }),
    undoneAt: timestamp("undone_at", { withTimezone: true }),
    ...revision(),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [member.tenantId, member.id] }),
    index("crm_import_created").on(t.tenantId, t.createdAt, t.id),
    index("crm_import_member").on(t.tenantId, t.memberId),
  ],
);

/** One line of the file, kept as it came, so that nothing is lost however the import ends. */
export const importRow = tenantTable(
  "crm_import_row",
  {
    importId: uuid("import_id").notNull(),
    /** Line in the file, the header being line 1. */
    line: integer("line").notNull(),
    cells: text("cells").array().notNull(),
    status: text("status", { enum: importRowStatuses }).notNull().default("staged"),
    /** Why it failed or what was left open: `product: no match for "GTXPro"`. */
    reasons: text("reasons").array(),
    entityId: uuid("entity_id"),
    /** The record's columns before this row changed it. */
    before: jsonb("before"),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.importId], foreignColumns: [dataImport.tenantId, dataImport.id] }).onDelete(
      "cascade",
    ),
    uniqueIndex("crm_import_row_line").on(t.tenantId, t.importId, t.line),
    index("crm_import_row_status").on(t.tenantId, t.importId, t.status, t.line),
    index("crm_import_row_entity").on(t.tenantId, t.entityId).where(sql`entity_id is not null`),
  ],
);
