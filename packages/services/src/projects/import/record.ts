import type { taskImport } from "@steward/db/schema";

export type TaskImportRecord = typeof taskImport.$inferSelect;
