import type { ImportChoice } from "@steward/contracts/crm/import";
import { type ImportField, type ImportFieldType, isImportReference } from "@steward/contracts/crm/import-fields";
import { cleanCell } from "../../import-file/index.ts";
import type { ServiceContext } from "../../kernel/index.ts";
import type { Verdict } from "./judge.ts";
import { choicesOf } from "./plan.ts";
import type { ReadRow } from "./read-row.ts";
import { loadImport, openSession, type Session } from "./session.ts";
import { type Suggestion, suggest } from "./suggest.ts";

/** A value that names no record by itself. */
export interface UnmatchedValue {
  text: string;
  /** Rows that have it. */
  count: number;
  /** More than one record is called so. */
  ambiguous: boolean;
  choice: ImportChoice | null;
  /** What the record is called that somebody chose for it. */
  chosenName: string | null;
  suggestion: Suggestion | null;
}

/** What one column brings, counted over the whole file. */
export interface FieldReview {
  field: string;
  label: string;
  type: ImportFieldType;
  blankRows: number;
  /** Rows whose name means a record, and how many different names these are. */
  matchedRows: number;
  matchedValues: number;
  unmatchedRows: number;
  unmatchedValues: number;
  /** The most frequent ones. */
  unmatched: UnmatchedValue[];
  invalidRows: number;
  /** Cells that cannot be read, the most frequent ones. */
  invalid: { text: string; count: number }[];
}

export interface ReviewedRow {
  line: number;
  fate: Verdict["fate"];
  /** What the row will say, by field, as text. */
  cells: { field: string; text: string }[];
  reasons: string[];
}

/** What an import would do, were it started now. */
export interface ImportReview {
  counts: Record<Verdict["fate"], number>;
  fields: FieldReview[];
  /** The first rows, as they will be. */
  rows: ReviewedRow[];
}

const previewRows = 20;
const listedUnmatched = 200;
const listedInvalid = 50;
/** Different texts counted per column; a column of free text would fill the memory. */
const maxDistinct = 20_000;

class FieldTally {
  readonly field: ImportField;
  blankRows = 0;
  readonly names = new Map<string, number>();
  readonly invalid = new Map<string, number>();
  invalidRows = 0;

  constructor(field: ImportField) {
    this.field = field;
  }

  add(row: ReadRow, text: string): void {
    if (text === "") this.blankRows++;
    const name = row.names[this.field.name];
    if (name !== undefined) this.names.set(name, (this.names.get(name) ?? 0) + 1);
    const invalid = row.invalid[this.field.name];
    if (invalid === undefined) return;
    this.invalidRows++;
    if (this.invalid.has(invalid) || this.invalid.size < maxDistinct) {
      this.invalid.set(invalid, (this.invalid.get(invalid) ?? 0) + 1);
    }
  }
}

/**
 * Reads the whole file as it would come in with the present mapping and choices, and changes nothing. Throws NOT_FOUND.
 */
export async function reviewImport(ctx: ServiceContext, id: string): Promise<ImportReview> {
  const source = await loadImport(ctx, id);
  const session = await openSession(ctx, source, { writing: false, defaultOwnerId: null });
  const { plan } = session.setting;
  const tallies = plan.columns.map(({ index, field }) => ({ index, tally: new FieldTally(field) }));
  const counts = { created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0 };
  const rows: ReviewedRow[] = [];
  for await (const batch of session.batches) {
    for (const verdict of batch.verdicts) {
      counts[verdict.fate]++;
      for (const { index, tally } of tallies) tally.add(verdict.row, cleanCell(verdict.row.cells[index]));
      if (rows.length < previewRows) rows.push(reviewedRow(session, verdict));
    }
  }
  const fields: FieldReview[] = [];
  for (const { tally } of tallies) fields.push(await fieldReview(ctx, session, tally));
  return { counts, fields, rows };
}

function reviewedRow({ setting, resolver }: Session, { row, fate }: Verdict): ReviewedRow {
  const cells = setting.plan.columns.map(({ field, index }) => {
    const name = row.names[field.name];
    const meaning = name === undefined ? undefined : resolver.get(field.name, name).resolution;
    if (meaning?.is === "record") return { field: field.name, text: meaning.name };
    if (meaning?.is === "empty") return { field: field.name, text: "" };
    const value = row.values[field.name];
    return { field: field.name, text: field.type === "date" && value ? String(value) : cleanCell(row.cells[index]) };
  });
  return { line: row.line, fate, cells, reasons: [...row.failures, ...row.skips, ...row.notes] };
}

async function fieldReview(
  ctx: ServiceContext,
  { setting, resolver }: Session,
  tally: FieldTally,
): Promise<FieldReview> {
  const { field, names, invalid } = tally;
  const choices = choicesOf(setting.plan, field.name);
  const unmatched = [...names].filter(([text]) => !resolver.get(field.name, text).matched).sort(byCount);
  const unmatchedRows = sum(unmatched);
  const listed = unmatched.slice(0, listedUnmatched);
  const suggestions = isImportReference(field.type)
    ? await suggest(
        ctx,
        field.type,
        listed.map(([text]) => text),
        setting.pipeline?.id ?? null,
      )
    : new Map<string, Suggestion>();
  return {
    field: field.name,
    label: field.label,
    type: field.type,
    blankRows: tally.blankRows,
    matchedRows: sum([...names]) - unmatchedRows,
    matchedValues: names.size - unmatched.length,
    unmatchedRows,
    unmatchedValues: unmatched.length,
    unmatched: listed.map(([text, count]) => {
      const { resolution } = resolver.get(field.name, text);
      return {
        text,
        count,
        ambiguous: resolution.is === "ambiguous",
        choice: choices.values[text] ?? null,
        chosenName: resolution.is === "record" ? resolution.name : null,
        suggestion: suggestions.get(text) ?? null,
      };
    }),
    invalidRows: tally.invalidRows,
    invalid: [...invalid]
      .sort(byCount)
      .slice(0, listedInvalid)
      .map(([text, count]) => ({ text: text.slice(0, 200), count })),
  };
}

const byCount = (one: [string, number], other: [string, number]) => other[1] - one[1];
const sum = (counts: readonly [string, number][]) => counts.reduce((total, [, count]) => total + count, 0);
