import type { ImportMatchKey } from "@steward/contracts/crm/import";
import type { SQL } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { lowerCase } from "../key-set.ts";
import type { ImportPlan } from "../plan.ts";
import type { FieldSchemas, ReadRow } from "../read-row.ts";
import type { Resolution } from "../references.ts";

/** What all rows of an import share. */
export interface Setting {
  plan: ImportPlan;
  /** Who owns records where no column says so; null while nobody has started the import. */
  defaultOwnerId: string | null;
  /** Of deals: where they stand, in order. */
  pipeline: { id: string; stages: readonly { id: string; name: string }[] } | null;
  /** Today where the organisation is. */
  today: string;
}

/** Columns of a record by their name in the schema; only those a row says something about. */
export type Columns = Record<string, unknown>;

/** A row as a record to be. */
export interface Draft {
  columns: Columns;
  /** Columns of the account's main location, if the row says any. */
  place?: Columns;
  /** The parent account, where another row of the file brings it. */
  parentName?: string;
}

/** How rows of one kind are recognised by a key. */
export interface MatchRule {
  /** Undefined where the row has no such key. */
  keyOf(columns: Columns): string | undefined;
  /** The record's keys: a column, or an array of which any may match. */
  column: SQL;
  many?: boolean;
}

/** What is special about one kind of import; everything else is the same for all. */
export interface KindRules {
  table: PgTable;
  schemas: FieldSchemas;
  /** The record's columns from what the row says; adds to the row's failures and notes. */
  draft(setting: Setting, row: ReadRow, meaning: (field: string) => Resolution | undefined): Draft;
  /** What a new record has where the row is silent. */
  defaults(setting: Setting, draft: Draft): Columns;
  /** Columns made of others, from the whole record. */
  derived(record: Columns): Columns;
  keys: Partial<Record<ImportMatchKey, MatchRule>>;
  /** Keys no two records may share. */
  unique: readonly ImportMatchKey[];
}

/** The id a name stands for; undefined where the cell is empty or to be left empty. */
export function idOf(resolution: Resolution | undefined): string | undefined {
  return resolution?.is === "record" ? resolution.id : undefined;
}

/** The members that are there. */
export function given(columns: Columns): Columns {
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
}

export function lowerText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? lowerCase(value) : undefined;
}

export function sameCase(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A row without a name cannot become a record; one that fails because its name cannot be read says so already. */
export function requireName(row: ReadRow): void {
  if (row.values.name !== undefined) return;
  if (row.invalid.name === undefined || row.failures.length === 0) row.failures.push("The name is missing");
}
