import { notFound, type Page } from "@steward/contracts";
import { csvByteOrderMark, csvLine } from "@steward/contracts/kernel/csv";
import type {
  CountTaskImportsInput,
  ListTaskImportRowsInput,
  ListTaskImportsInput,
  TaskImportFormat,
  TaskImportNotice,
  TaskImportOptions,
  TaskImportRowStatus,
  TaskImportStatus,
} from "@steward/contracts/projects/import";
import { keysetPage } from "@steward/db";
import { member, project, taskImport, taskImportRow } from "@steward/db/schema";
import { and, asc, count, eq, gt, inArray, isNotNull, type SQL, sql } from "drizzle-orm";
import { containsText, type ServiceContext } from "../../kernel/index.ts";
import { visibleProjects } from "../../projects-access/index.ts";
import { columnsLeftOut } from "./read/columns.ts";

/** An import as lists show it. */
export interface TaskImportSummary {
  id: string;
  project: { id: string; key: string; name: string };
  format: TaskImportFormat;
  fileName: string;
  status: TaskImportStatus;
  rowCount: number;
  createdCount: number;
  skippedCount: number;
  failedCount: number;
  /** Why the whole import failed. */
  failure: string | null;
  /** Who imported the file. */
  memberName: string;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  undoneAt: Date | null;
  version: number;
}

export interface TaskImportDetail extends TaskImportSummary {
  headers: string[];
  mapping: (string | null)[];
  options: TaskImportOptions;
  notices: TaskImportNotice[];
  /** Columns that become nothing. */
  leftOut: string[];
  /** Whether somebody has asked a running import to stop. */
  stopping: boolean;
  /** The first rows of a table as they stand in the file. */
  sample: string[][];
  /** After undoing: tasks that people had worked on, and which stayed. */
  keptCount: number;
}

const columns = {
  id: taskImport.id,
  project: { id: project.id, key: project.key, name: project.name },
  format: taskImport.format,
  fileName: taskImport.fileName,
  status: taskImport.status,
  rowCount: taskImport.rowCount,
  createdCount: taskImport.createdCount,
  skippedCount: taskImport.skippedCount,
  failedCount: taskImport.failedCount,
  failure: taskImport.failure,
  memberName: member.name,
  createdAt: taskImport.createdAt,
  startedAt: taskImport.startedAt,
  finishedAt: taskImport.finishedAt,
  undoneAt: taskImport.undoneAt,
  version: taskImport.version,
};
const ofMember = and(eq(member.tenantId, taskImport.tenantId), eq(member.id, taskImport.memberId));
const ofProject = and(eq(project.tenantId, taskImport.tenantId), eq(project.id, taskImport.projectId));
const sampleRows = 5;
const reportRows = 2_000;

function whereImports(ctx: ServiceContext, { search, filter }: CountTaskImportsInput): SQL | undefined {
  return and(
    inArray(taskImport.projectId, visibleProjects(ctx)),
    containsText(search, taskImport.fileName),
    filter.projectId ? eq(taskImport.projectId, filter.projectId) : undefined,
    filter.status?.length ? inArray(taskImport.status, filter.status) : undefined,
  );
}

/** Imports into projects that the caller may see, the latest first. */
export async function listTaskImports(
  ctx: ServiceContext,
  input: ListTaskImportsInput,
): Promise<Page<TaskImportSummary>> {
  const { sort, limit, cursor } = input;
  return keysetPage({ sort, by: taskImport[sort.field], id: taskImport.id, limit, cursor }, (part) =>
    ctx.db
      .select({ ...columns, ...part.columns })
      .from(taskImport)
      .innerJoin(member, ofMember)
      .innerJoin(project, ofProject)
      .where(and(whereImports(ctx, input), part.where))
      .orderBy(...part.orderBy)
      .limit(part.limit),
  );
}

export async function countTaskImports(ctx: ServiceContext, input: CountTaskImportsInput): Promise<number> {
  const [row] = await ctx.db.select({ count: count() }).from(taskImport).where(whereImports(ctx, input));
  return row?.count ?? 0;
}

/** One import with all a screen shows. Throws NOT_FOUND. */
export async function getTaskImport(ctx: ServiceContext, id: string): Promise<TaskImportDetail> {
  const [[found], sample, kept] = await Promise.all([
    ctx.db
      .select({
        ...columns,
        headers: taskImport.headers,
        mapping: taskImport.mapping,
        options: taskImport.options,
        notices: taskImport.notices,
        stopRequestedAt: taskImport.stopRequestedAt,
      })
      .from(taskImport)
      .innerJoin(member, ofMember)
      .innerJoin(project, ofProject)
      .where(and(eq(taskImport.id, id), inArray(taskImport.projectId, visibleProjects(ctx)))),
    ctx.db
      .select({ content: taskImportRow.content })
      .from(taskImportRow)
      .where(eq(taskImportRow.importId, id))
      .orderBy(asc(taskImportRow.line))
      .limit(sampleRows),
    ctx.db.$count(taskImportRow, and(eq(taskImportRow.importId, id), eq(taskImportRow.outcome, "kept"))),
  ]);
  if (!found) throw notFound("projects.import");
  const { stopRequestedAt, ...row } = found;
  return {
    ...row,
    leftOut: columnsLeftOut(row.headers, row.mapping),
    stopping: stopRequestedAt !== null,
    sample: sample.flatMap(({ content }) => (Array.isArray(content) ? [content] : [])),
    keptCount: kept,
  };
}

/** A row of the file, and what became of it. */
export interface TaskImportRowItem {
  line: number;
  /** As the file calls it. */
  title: string;
  status: TaskImportRowStatus;
  reasons: string[];
  /** The task it became. */
  taskId: string | null;
}

/** Rows of an import in the file's order, by what became of them. Of an import one may not see there are none. */
export async function listTaskImportRows(
  ctx: ServiceContext,
  { id, status, remarked, cursor, limit }: ListTaskImportRowsInput,
): Promise<Page<TaskImportRowItem>> {
  const titleColumn = sql`array_position(array(select jsonb_array_elements_text(${taskImport.mapping})), 'title') - 1`;
  const rows = await ctx.db
    .select({
      line: taskImportRow.line,
      title: sql<string>`coalesce(case jsonb_typeof(${taskImportRow.content}) when 'array'
        then ${taskImportRow.content} ->> (${titleColumn}) else ${taskImportRow.content} ->> 'title' end, '')`,
      status: taskImportRow.status,
      reasons: taskImportRow.reasons,
      taskId: taskImportRow.taskId,
    })
    .from(taskImportRow)
    .innerJoin(
      taskImport,
      and(eq(taskImport.tenantId, taskImportRow.tenantId), eq(taskImport.id, taskImportRow.importId)),
    )
    .where(
      and(
        eq(taskImportRow.importId, id),
        inArray(taskImport.projectId, visibleProjects(ctx)),
        gt(taskImportRow.line, Number(cursor ?? 0)),
        status?.length ? inArray(taskImportRow.status, status) : undefined,
        remarked ? isNotNull(taskImportRow.reasons) : undefined,
      ),
    )
    .orderBy(asc(taskImportRow.line))
    .limit(limit + 1);
  const items = rows.slice(0, limit).map((row) => ({ ...row, reasons: row.reasons ?? [] }));
  return { items, nextCursor: rows.length > limit ? String(items.at(-1)?.line) : null };
}

/**
 * What was left out or left open, row by row, as a CSV file, part by part: why, and then the row as it came, so that what was
 * refused can be mended there and imported again. Throws NOT_FOUND.
 */
export async function getTaskImportReport(
  ctx: ServiceContext,
  { id, cursor }: Pick<ListTaskImportRowsInput, "id" | "cursor">,
): Promise<{ text: string; rowCount: number; nextCursor: string | null }> {
  const [{ leftOut, headers }, { items, nextCursor }] = await Promise.all([
    getTaskImport(ctx, id),
    listTaskImportRows(ctx, { id, cursor, remarked: true, limit: reportRows }),
  ]);
  const cells = await cellsOf(ctx, id, items);
  // A board has no columns; what a card is called has to do.
  const isTable = headers.length > 0;
  const head = csvByteOrderMark + csvLine(["Line", "What became of it", "Why", ...(isTable ? headers : ["Card"])]);
  const whole = leftOut.map((name) => csvLine(["", "column left out", name]));
  const lines = items.map(({ line, title, status, reasons }) =>
    csvLine([line, rowWords[status], reasons.join("; "), ...(isTable ? (cells.get(line) ?? []) : [title])]),
  );
  return { text: (cursor ? "" : head + whole.join("")) + lines.join(""), rowCount: lines.length, nextCursor };
}

const rowWords: Record<TaskImportRowStatus, string> = {
  staged: "waiting",
  created: "imported",
  skipped: "left out",
  failed: "refused",
};

/** Rows of a table as they stand in the file, by their line, for whoever has been shown these items. */
async function cellsOf(
  ctx: ServiceContext,
  id: string,
  items: readonly TaskImportRowItem[],
): Promise<Map<number, string[]>> {
  if (items.length === 0) return new Map();
  const lines = sql`${sql.param(items.map(({ line }) => line))}::int[]`;
  const rows = await ctx.db
    .select({ line: taskImportRow.line, content: taskImportRow.content })
    .from(taskImportRow)
    .where(and(eq(taskImportRow.importId, id), sql`${taskImportRow.line} = any(${lines})`));
  return new Map(rows.map(({ line, content }) => [line, Array.isArray(content) ? content : []]));
}
