import { isImportReference } from "@steward/contracts/crm/import-fields";
import type { z } from "zod";
import { cleanCell, cleanName } from "../../import-file/index.ts";
import { choicesOf, type ImportPlan } from "./plan.ts";
import { type CellValue, type ReadCell, readCell, readCurrency } from "./values/cell.ts";

export interface StagedRow {
  id: string;
  line: number;
  cells: string[];
}

/** A row as its cells say it: nothing is looked up yet. */
export interface ReadRow extends StagedRow {
  /** More or fewer cells than the header: nobody knows which is which. */
  ragged: boolean;
  values: Readonly<Record<string, CellValue>>;
  /** What cells name, by field. */
  names: Readonly<Record<string, string>>;
  /** Cells that could not be read, by field. */
  invalid: Readonly<Record<string, string>>;
  /** Why the row cannot come in. */
  failures: string[];
  /** Why somebody chose to leave it out. */
  skips: string[];
  /** What was left open although the row comes in. */
  notes: string[];
}

/** What the resource itself accepts for a field: lengths, ranges. */
export type FieldSchemas = Readonly<Record<string, z.ZodType>>;

/** Reads one row by the plan. Whatever is wrong with it is a sentence about that row, never an error. */
export function readRow(plan: ImportPlan, schemas: FieldSchemas, row: StagedRow): ReadRow {
  const values: Record<string, CellValue> = {};
  const names: Record<string, string> = {};
  const invalid: Record<string, string> = {};
  const read: ReadRow = { ...row, ragged: false, values, names, invalid, failures: [], skips: [], notes: [] };
  const surplus = row.cells.slice(plan.columnCount).some((cell) => cell.trim() !== "");
  if (surplus || row.cells.length < plan.columnCount) {
    const cells = row.cells.length === 1 ? "1 cell" : `${row.cells.length} cells`;
    read.failures.push(`The row has ${cells} where the header has ${plan.columnCount}`);
    return { ...read, ragged: true };
  }
  const reading = { tenant: plan.tenant, options: { ...plan.options, currency: currencyOf(plan, row) } };
  for (const { index, field } of plan.columns) {
    const choices = choicesOf(plan, field.name);
    const reference = isImportReference(field.type);
    const text = reference ? cleanName(row.cells[index]) : cleanCell(row.cells[index]);
    if (text === "") {
      if (choices.blank === "skip") read.skips.push(`${field.label} is empty`);
      continue;
    }
    if (reference) {
      names[field.name] = text;
      continue;
    }
    const problem = accept(values, field.name, readCell(field.type, text, reading), schemas[field.name]);
    if (problem === undefined) continue;
    invalid[field.name] = text;
    const sentence = `${field.label}: ${problem}`;
    if (choices.invalid === "empty") read.notes.push(`${sentence}; left empty`);
    else read.failures.push(sentence);
  }
  return read;
}

/** An amount has the decimals of its own row's currency. */
function currencyOf(plan: ImportPlan, row: StagedRow): string {
  const column = plan.columns.find(({ field }) => field.type === "currency");
  return readCurrency((column && row.cells[column.index]) ?? "") ?? plan.options.currency;
}

/** Keeps the value, or says what is wrong with it. */
function accept(
  values: Record<string, CellValue>,
  field: string,
  cell: ReadCell,
  schema: z.ZodType | undefined,
): string | undefined {
  if ("problem" in cell) return cell.problem;
  const checked = schema?.safeParse(cell.value);
  if (checked && !checked.success) return checked.error.issues[0]?.message ?? "cannot be stored";
  values[field] = cell.value;
  return undefined;
}
