import { AppError } from "@steward/contracts";
import { type ImportDateOrder, type ImportFileReason, maxImportBytes } from "@steward/contracts/kernel/import-file";
import {
  maxBoardBytes,
  maxTaskImportColumns,
  maxTaskImportRows,
  type TaskImportFormat,
  type TaskImportNotice,
  type TaskImportOptions,
  type TaskImportReason,
  type UploadTaskImportInput,
} from "@steward/contracts/projects/import";
import { uuidv7 } from "@steward/db";
import { taskImport, taskImportRow } from "@steward/db/schema";
import { decodedText, detectEncoding, openCsvFile, provenDateOrder } from "../../import-file/index.ts";
import { insertMany, type ServiceContext } from "../../kernel/index.ts";
import { requireProject } from "../../projects-access/index.ts";
import { readBoard } from "./read/board.ts";
import { guessTaskMapping, tableFormat } from "./read/columns.ts";
import type { IncomingTask } from "./read/incoming-task.ts";

const maxFileName = 200;
const batchRows = 1_000;

/** A file as it was understood, and nothing but understood. */
interface StagedFile {
  format: TaskImportFormat;
  headers: string[];
  mapping: (string | null)[];
  notices: TaskImportNotice[];
  dateOrder: ImportDateOrder;
  rows: { line: number; content: string[] | IncomingTask }[];
}

/**
 * Takes a file of tasks in: every row is kept as it came, and the project is not touched yet.
 * Throws as `requireProject`; LIMIT or INVALID with an `ImportFileReason`, LIMIT `task_import.board_too_large`, INVALID
 * `task_import.file_not_a_board`.
 */
export async function uploadTaskImport(
  ctx: ServiceContext,
  { projectId, file }: UploadTaskImportInput,
): Promise<{ id: string }> {
  await requireProject(ctx, projectId, "work");
  if (file.size > maxImportBytes) throw tooMuch("import.file_too_large", maxImportBytes);
  const { rows, dateOrder, ...staged } = (await beginsLikeJson(file))
    ? await stageBoard(ctx, file)
    : await stageTable(ctx, file);
  if (rows.length === 0) throw new AppError("INVALID", "import.file_no_rows" satisfies ImportFileReason);
  const options: TaskImportOptions = { dateOrder, statuses: {}, people: {}, archived: "skip" };
  const id = uuidv7();
  await ctx.db.insert(taskImport).values({
    ...staged,
    id,
    projectId,
    fileName: file.name.slice(-maxFileName) || "tasks.csv",
    options,
    rowCount: rows.length,
    memberId: ctx.actor.memberId,
  });
  for (let start = 0; start < rows.length; start += batchRows) {
    const batch = rows.slice(start, start + batchRows).map((row) => ({ id: uuidv7(), importId: id, ...row }));
    await insertMany(ctx.db, taskImportRow, batch);
  }
  return { id };
}

/** No header of a table begins so. */
async function beginsLikeJson(file: Blob): Promise<boolean> {
  const head = await file.slice(0, 64).text();
  return /^\uFEFF?\s*\{/.test(head);
}

async function stageBoard(ctx: ServiceContext, file: Blob): Promise<StagedFile> {
  if (file.size > maxBoardBytes) throw tooMuch("task_import.board_too_large", maxBoardBytes);
  let json = "";
  for await (const piece of decodedText(file, await detectEncoding(file))) json += piece;
  const { tasks, notices } = readBoard(json, ctx.tenant.timeZone);
  if (tasks.length > maxTaskImportRows) throw tooMuch("import.file_too_many_rows", maxTaskImportRows);
  const rows = tasks.map((task, index) => ({ line: index + 1, content: task }));
  return { format: "trello", headers: [], mapping: [], notices, dateOrder: "dmy", rows };
}

async function stageTable(ctx: ServiceContext, file: Blob): Promise<StagedFile> {
  const csv = await openCsvFile(file, { maxColumns: maxTaskImportColumns });
  const read: { line: number; cells: string[] }[] = [];
  const filled = new Set<number>();
  for await (const record of csv.records) {
    if (read.length >= maxTaskImportRows) throw tooMuch("import.file_too_many_rows", maxTaskImportRows);
    for (const [index, cell] of record.cells.entries()) if (cell.trim() !== "") filled.add(index);
    read.push(record);
  }
  // Jira writes a column for every field that anybody ever made up. A row may also have more cells than the header.
  const kept = [...filled].sort((one, other) => one - other).slice(0, maxTaskImportColumns);
  const headers = kept.map((index) => csv.names[index] ?? `Column ${index + 1}`);
  const rows = read.map(({ line, cells }) => ({ line, content: kept.map((index) => cells[index] ?? "") }));
  const mapping = guessTaskMapping(headers);
  const days = mapping.flatMap((name, index) =>
    name === "startOn" || name === "dueOn" ? rows.map(({ content }) => content[index] ?? "") : [],
  );
  const usual = /^en-(US|PH)$|^en$/.test(ctx.tenant.locale) ? "mdy" : "dmy";
  const format = tableFormat(csv.names);
  return { format, headers, mapping, notices: [], dateOrder: provenDateOrder(days) ?? usual, rows };
}

function tooMuch(reason: ImportFileReason | TaskImportReason, max: number): AppError {
  return new AppError("LIMIT", reason, { max });
}
