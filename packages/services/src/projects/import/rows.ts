import type { TaskImportFormat, TaskImportOptions } from "@steward/contracts/projects/import";
import { taskImportRow } from "@steward/db/schema";
import { and, asc, eq } from "drizzle-orm";
import type { ServiceContext } from "../../kernel/index.ts";
import { accountNames } from "./read/accounts.ts";
import { blankTask, type IncomingTask } from "./read/incoming-task.ts";
import { readTableRow } from "./read/table-row.ts";

/** How the rows of an import are read. */
export interface RowReading {
  id: string;
  format: TaskImportFormat;
  headers: readonly string[];
  mapping: readonly (string | null)[];
  options: Pick<TaskImportOptions, "dateOrder">;
}

/** A staged row as a task. */
export interface StagedTask {
  rowId: string;
  line: number;
  /** The task it has become, if it has. */
  taskId: string | null;
  task: IncomingTask;
}

/**
 * The rows of an import that nothing has become of, or those that became tasks, in the order of the file. There are ten
 * thousand at most.
 */
export async function readTasks(
  ctx: ServiceContext,
  source: RowReading,
  status: "staged" | "created",
): Promise<StagedTask[]> {
  const rows = await ctx.db
    .select({
      rowId: taskImportRow.id,
      line: taskImportRow.line,
      taskId: taskImportRow.taskId,
      content: taskImportRow.content,
    })
    .from(taskImportRow)
    .where(and(eq(taskImportRow.importId, source.id), eq(taskImportRow.status, status)))
    .orderBy(asc(taskImportRow.line));
  const reading = {
    headers: source.headers,
    mapping: source.mapping,
    accounts: accountNames(
      source.headers,
      rows.flatMap(({ content }) => (Array.isArray(content) ? [content] : [])),
    ),
    dateOrder: source.options.dateOrder,
    oneValueCells: source.format === "jira",
  };
  return rows.map(({ content, ...row }) => ({
    ...row,
    // A card was read when it came, by the reader of boards, and stands as that left it.
    task: Array.isArray(content) ? readTableRow(reading, content) : cardOf(content as IncomingTask),
  }));
}

/** One that was staged before cards had all that they have now. */
const cardOf = (content: IncomingTask): IncomingTask => ({ ...blankTask(content.ref), ...content });
