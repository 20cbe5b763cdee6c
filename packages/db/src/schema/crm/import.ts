import {
  type ImportOptions,
  importKinds,
  importRecordActions,
  importRecordKinds,
  importRecordOutcomes,
  importRowStatuses,
  importStatuses,
} from "@steward/contracts/crm/import";
import type { ImportNotice } from "@steward/contracts/kernel/import-file";
import { foreignKey, index, integer, jsonb, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { revision } from "../kernel/columns.ts";
import { tenantTable } from "../kernel/tenant-table.ts";
import { member } from "../org/member.ts";

/** A CSV file on its way in: how it is read and what became of it. */
export const dataImport = tenantTable(
  "crm_import",
  {
    kind: text("kind", { enum: importKinds }).notNull(),
    fileName: text("file_name").notNull(),
    encoding: text("encoding").notNull(),
    delimiter: text("delimiter").notNull(),
    headers: text("headers").array().notNull(),
    notices: jsonb("notices").$type<ImportNotice[]>().notNull(),
    /** Field of the record by column index; null where a column is left out. */
    mapping: jsonb("mapping").$type<(string | null)[]>().notNull(),
    options: jsonb("options").$type<ImportOptions>().notNull(),
    status: text("status", { enum: importStatuses }).notNull().default("staged"),
    rowCount: integer("row_count").notNull(),
    processedCount: integer("processed_count").notNull().default(0),
    createdCount: integer("created_count").notNull().default(0),
    updatedCount: integer("updated_count").notNull().default(0),
    unchangedCount: integer("unchanged_count").notNull().default(0),
    skippedCount: integer("skipped_count").notNull().default(0),
    failedCount: integer("failed_count").notNull().default(0),
    /** Why the whole import failed, as a reason a screen can put into words. */
    failure: text("failure"),
    memberId: uuid("member_id").notNull(),
    startedAt: timestamp("started_at", { withTimezone: true }),
    finishedAt: timestamp("finished_at", { withTimezone: true }),
    /** Set by a person; the running job notices and takes everything back. */
    cancelRequestedAt: timestamp("cancel_requested_at", { withTimezone: true }),
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
    /** Line in the file where the row begins, the header being line 1. */
    line: integer("line").notNull(),
    cells: jsonb("cells").$type<string[]>().notNull(),
    status: text("status", { enum: importRowStatuses }).notNull().default("staged"),
    /** Sentences: why it was left out, or what was left open. */
    reasons: text("reasons").array(),
    entityId: uuid("entity_id"),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.importId], foreignColumns: [dataImport.tenantId, dataImport.id] }).onDelete(
      "cascade",
    ),
    uniqueIndex("crm_import_row_line").on(t.tenantId, t.importId, t.line),
    index("crm_import_row_status").on(t.tenantId, t.importId, t.status, t.line),
  ],
);

/** A record an import added or changed, also one that a row's cell named: what undo walks. */
export const importRecord = tenantTable(
  "crm_import_record",
  {
    importId: uuid("import_id").notNull(),
    kind: text("kind", { enum: importRecordKinds }).notNull(),
    /** No foreign key: the history of an import outlives the records it brought. */
    entityId: uuid("entity_id").notNull(),
    action: text("action", { enum: importRecordActions }).notNull(),
    /** The record's version when the import was done; a later one means that somebody has worked on it. */
    entityVersion: integer("entity_version").notNull(),
    /** The columns an update overwrote, as they were. */
    before: jsonb("before").$type<Record<string, unknown>>(),
    /** What undo did with it. */
    outcome: text("outcome", { enum: importRecordOutcomes }),
    outcomeReason: text("outcome_reason"),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.importId], foreignColumns: [dataImport.tenantId, dataImport.id] }).onDelete(
      "cascade",
    ),
    uniqueIndex("crm_import_record_entity").on(t.tenantId, t.entityId, t.importId),
    index("crm_import_record_kind").on(t.tenantId, t.importId, t.kind, t.action),
  ],
);
