import { notFound, type Page } from "@steward/contracts";
import type {
  CountImportsInput,
  ImportErrorFileInput,
  ImportKind,
  ImportOptions,
  ImportRowStatus,
  ImportStatus,
  ListImportRowsInput,
  ListImportsInput,
} from "@steward/contracts/crm/import";
import { importFields } from "@steward/contracts/crm/import-fields";
import { csvByteOrderMark, csvLine } from "@steward/contracts/kernel/csv";
import type { ImportNotice } from "@steward/contracts/kernel/import-file";
import { keysetPage } from "@steward/db";
import { dataImport, importRow, member } from "@steward/db/schema";
import { and, asc, count, eq, gt, inArray, type SQL } from "drizzle-orm";
import { containsText, type ServiceContext } from "../../kernel/index.ts";
import type { ExportChunk } from "../account/export.ts";
import { type KeptRecord, listKeptRecords } from "./undo.ts";

/** An import as lists show it. */
export interface ImportSummary {
  id: string;
  kind: ImportKind;
  fileName: string;
  status: ImportStatus;
  rowCount: number;
  processedCount: number;
  createdCount: number;
  updatedCount: number;
  unchangedCount: number;
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

export interface ImportDetail extends ImportSummary {
  encoding: string;
  delimiter: string;
  headers: string[];
  notices: ImportNotice[];
  mapping: (string | null)[];
  options: ImportOptions;
  /** Whether somebody has asked a running import to stop. */
  cancelling: boolean;
  /** The first rows as they stand in the file. */
  sample: string[][];
  /** After undoing: records that people had worked on, and which stayed. */
  kept: KeptRecord[];
}

const columns = {
  id: dataImport.id,
  kind: dataImport.kind,
  fileName: dataImport.fileName,
  status: dataImport.status,
  rowCount: dataImport.rowCount,
  processedCount: dataImport.processedCount,
  createdCount: dataImport.createdCount,
  updatedCount: dataImport.updatedCount,
  unchangedCount: dataImport.unchangedCount,
  skippedCount: dataImport.skippedCount,
  failedCount: dataImport.failedCount,
  failure: dataImport.failure,
  memberName: member.name,
  createdAt: dataImport.createdAt,
  startedAt: dataImport.startedAt,
  finishedAt: dataImport.finishedAt,
  undoneAt: dataImport.undoneAt,
  version: dataImport.version,
};
const ofMember = and(eq(member.tenantId, dataImport.tenantId), eq(member.id, dataImport.memberId));
const sampleRows = 5;
const listedKept = 100;
const errorFileRows = 2_000;

function whereImports({ search, filter }: CountImportsInput): SQL | undefined {
  return and(
    containsText(search, dataImport.fileName),
    filter.kind ? inArray(dataImport.kind, filter.kind) : undefined,
    filter.status ? inArray(dataImport.status, filter.status) : undefined,
  );
}

/** Imports, the latest first. */
export async function listImports(ctx: ServiceContext, input: ListImportsInput): Promise<Page<ImportSummary>> {
  const { sort, limit, cursor } = input;
  return keysetPage({ sort, by: dataImport[sort.field], id: dataImport.id, limit, cursor }, (part) =>
    ctx.db
      .select({ ...columns, ...part.columns })
      .from(dataImport)
      .innerJoin(member, ofMember)
      .where(and(whereImports(input), part.where))
      .orderBy(...part.orderBy)
      .limit(part.limit),
  );
}

export async function countImports(ctx: ServiceContext, input: CountImportsInput): Promise<number> {
  const [row] = await ctx.db.select({ count: count() }).from(dataImport).where(whereImports(input));
  return row?.count ?? 0;
}

/** One import with all a wizard shows. Throws NOT_FOUND. */
export async function getImport(ctx: ServiceContext, id: string): Promise<ImportDetail> {
  const [[found], sample] = await Promise.all([
    ctx.db
      .select({
        ...columns,
        encoding: dataImport.encoding,
        delimiter: dataImport.delimiter,
        headers: dataImport.headers,
        notices: dataImport.notices,
        mapping: dataImport.mapping,
        options: dataImport.options,
        cancelRequestedAt: dataImport.cancelRequestedAt,
      })
      .from(dataImport)
      .innerJoin(member, ofMember)
      .where(eq(dataImport.id, id)),
    ctx.db
      .select({ cells: importRow.cells })
      .from(importRow)
      .where(eq(importRow.importId, id))
      .orderBy(asc(importRow.line))
      .limit(sampleRows),
  ]);
  if (!found) throw notFound("crm.import");
  const { cancelRequestedAt, ...row } = found;
  const kept = row.status === "undone" ? await listKeptRecords(ctx, id, listedKept) : [];
  return { ...row, cancelling: cancelRequestedAt !== null, sample: sample.map(({ cells }) => cells), kept };
}

/** A row of the file, and what became of it. */
export interface ImportRowItem {
  line: number;
  cells: string[];
  status: ImportRowStatus;
  reasons: string[];
  /** The record it became or changed. */
  entityId: string | null;
}

/** Rows of an import in the file's order, by what became of them. An unknown import has none. */
export async function listImportRows(
  ctx: ServiceContext,
  { id, status, cursor, limit }: ListImportRowsInput,
): Promise<Page<ImportRowItem>> {
  const rows = await ctx.db
    .select({
      line: importRow.line,
      cells: importRow.cells,
      status: importRow.status,
      reasons: importRow.reasons,
      entityId: importRow.entityId,
    })
    .from(importRow)
    .where(
      and(
        eq(importRow.importId, id),
        gt(importRow.line, Number(cursor ?? 0)),
        status ? inArray(importRow.status, status) : undefined,
      ),
    )
    .orderBy(asc(importRow.line))
    .limit(limit + 1);
  const items = rows.slice(0, limit).map((row) => ({ ...row, reasons: row.reasons ?? [] }));
  return { items, nextCursor: rows.length > limit ? String(items.at(-1)?.line) : null };
}

/**
 * The rows that were left out as a CSV file, part by part: the cells as they came, then line and reasons. Its columns are
 * those of the file, so that it can be corrected and imported. Throws NOT_FOUND.
 */
export async function getErrorFile(ctx: ServiceContext, { id, cursor }: ImportErrorFileInput): Promise<ExportChunk> {
  const [source] = await ctx.db.select({ headers: dataImport.headers }).from(dataImport).where(eq(dataImport.id, id));
  if (!source) throw notFound("crm.import");
  const { items, nextCursor } = await listImportRows(ctx, {
    id,
    status: ["skipped", "failed"],
    cursor,
    limit: errorFileRows,
  });
  const head = cursor ? "" : csvByteOrderMark + csvLine([...source.headers, "Import line", "Import reasons"]);
  const lines = items.map(({ cells, line, reasons }) => {
    const padded = source.headers.map((_, index) => cells[index] ?? "");
    const surplus = cells.slice(source.headers.length);
    return csvLine([...padded, line, reasons.join("; "), ...surplus]);
  });
  return { text: head + lines.join(""), rowCount: lines.length, nextCursor };
}

/** A file that shows what an import of this kind understands. */
export function sampleFile(kind: ImportKind): { fileName: string; text: string } {
  const fields = importFields[kind];
  const text =
    csvByteOrderMark + csvLine(fields.map(({ label }) => label)) + csvLine(fields.map(({ example }) => example));
  return { fileName: `${kind}-sample.csv`, text };
}
