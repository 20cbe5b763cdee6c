import {
  type TaskImportNotice,
  type TaskImportOptions,
  taskImportFormats,
  taskImportOutcomes,
  taskImportRowStatuses,
  taskImportStatuses,
} from "@steward/contracts/projects/import";
import { foreignKey, index, integer, jsonb, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { revision } from "../kernel/columns.ts";
import { tenantTable } from "../kernel/tenant-table.ts";
import { member } from "../org/member.ts";
import { project } from "./project.ts";

/** A file of tasks on its way into a project: how it is read and what became of it. */
export const taskImport = tenantTable(
  "projects_import",
  {
    projectId: uuid("project_id").notNull(),
    format: text("format", { enum: taskImportFormats }).notNull(),
    fileName: text("file_name").notNull(),
    /** Of a table; a board has none. */
    headers: text("headers").array().notNull(),
    /** Field of the task by column index; null where a column is left out. */
    mapping: jsonb("mapping").$type<(string | null)[]>().notNull(),
    options: jsonb("options").$type<TaskImportOptions>().notNull(),
    notices: jsonb("notices").$type<TaskImportNotice[]>().notNull(),
    status: text("status", { enum: taskImportStatuses }).notNull().default("staged"),
    rowCount: integer("row_count").notNull(),
    createdCount: integer("created_count").notNull().default(0),
    skippedCount: integer("skipped_count").notNull().default(0),
    failedCount: integer("failed_count").notNull().default(0),
    /** Labels that no project had before: undoing takes them back where nothing else wears them. */
    labelIds: jsonb("label_ids").$type<string[]>().notNull().default([]),
    /** Cycles and own fields that the project did not have before, to be taken back likewise. */
    cycleIds: jsonb("cycle_ids").$type<string[]>().notNull().default([]),
    fieldIds: jsonb("field_ids").$type<string[]>().notNull().default([]),
    /** Why the whole import failed, as a reason a screen can put into words. */
    failure: text("failure"),
    memberId: uuid("member_id").notNull(),
    startedAt: timestamp("started_at", { withTimezone: true }),
    finishedAt: timestamp("finished_at", { withTimezone: true }),
    /** Set by a person; the running job stops behind the part it is at. */
    stopRequestedAt: timestamp("stop_requested_at", { withTimezone: true }),
    undoneAt: timestamp("undone_at", { withTimezone: true }),
    ...revision(),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.projectId], foreignColumns: [project.tenantId, project.id] }).onDelete(
      "cascade",
    ),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [member.tenantId, member.id] }),
    index("projects_import_created").on(t.tenantId, t.createdAt, t.id),
    index("projects_import_project").on(t.tenantId, t.projectId, t.createdAt, t.id),
    index("projects_import_member").on(t.tenantId, t.memberId),
  ],
);

/** One row or card of the file, kept as it came, and the task it became. */
export const taskImportRow = tenantTable(
  "projects_import_row",
  {
    importId: uuid("import_id").notNull(),
    /** Where the row begins in the file, the header being line 1; of a board which card it is, from 1. */
    line: integer("line").notNull(),
    /** The cells of a table's row, or a card as the reader of boards understood it. */
    content: jsonb("content").$type<string[] | object>().notNull(),
    status: text("status", { enum: taskImportRowStatuses }).notNull().default("staged"),
    /** Sentences: why it was left out, or what was left open. */
    reasons: text("reasons").array(),
    /** No foreign key: the history of an import outlives the tasks it brought. */
    taskId: uuid("task_id"),
    /** What undo did with the task. */
    outcome: text("outcome", { enum: taskImportOutcomes }),
    outcomeReason: text("outcome_reason"),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.importId], foreignColumns: [taskImport.tenantId, taskImport.id] }).onDelete(
      "cascade",
    ),
    uniqueIndex("projects_import_row_line").on(t.tenantId, t.importId, t.line),
    index("projects_import_row_status").on(t.tenantId, t.importId, t.status, t.line),
    index("projects_import_row_task").on(t.tenantId, t.taskId),
  ],
);
