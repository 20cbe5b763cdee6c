import type { ImportMatchKey } from "@steward/contracts/crm/import";
import { uuidv7 } from "@steward/db";
import { and, getTableColumns, sql } from "drizzle-orm";
import { quoted } from "../../import-file/index.ts";
import { changesOf, type ServiceContext } from "../../kernel/index.ts";
import { keySet } from "./key-set.ts";
import type { Columns, Draft, KindRules, Setting } from "./kinds/kind-rules.ts";
import type { ReadRow } from "./read-row.ts";
import type { ReferenceResolver } from "./references.ts";

export interface ExistingRecord extends Columns {
  id: string;
  version: number;
}

/** What shall become of a row. */
export type Verdict =
  | { row: ReadRow; fate: "failed" | "skipped" }
  | { row: ReadRow; fate: "unchanged"; entityId: string }
  | { row: ReadRow; fate: "created"; entityId: string; draft: Draft }
  /** `existing` is missing where an earlier row of the same file brings the record. */
  | { row: ReadRow; fate: "updated"; entityId: string; draft: Draft; existing?: ExistingRecord };

/** Which record has which key, as far as rows of this file brought it. */
interface Seen {
  line: number;
  entityId: string;
}

const keyLabels: Readonly<Record<ImportMatchKey, string>> = {
  name: "name",
  externalRef: "reference",
  domain: "web site",
  email: "e-mail address",
  sku: "SKU",
};

/**
 * Decides row by row what becomes of it: what its names mean, whether a record is there already, and what the person
 * wants done with duplicates. Changes nothing but for the records that rows name and that shall be created. Rows go in by batches, in the order of the file.
 */
export class Judge {
  readonly #ctx: ServiceContext;
  readonly #setting: Setting;
  readonly #rules: KindRules;
  readonly #resolver: ReferenceResolver;
  readonly #locking: boolean;
  readonly #seen = new Map<ImportMatchKey, Map<string, Seen>>();

  /** @param locking whether found records are locked until the transaction ends: when they are about to be changed. */
  constructor(
    ctx: ServiceContext,
    setting: Setting,
    parts: { rules: KindRules; resolver: ReferenceResolver; locking: boolean },
  ) {
    this.#ctx = ctx;
    this.#setting = setting;
    this.#rules = parts.rules;
    this.#resolver = parts.resolver;
    this.#locking = parts.locking;
  }

  async judge(rows: readonly ReadRow[]): Promise<Verdict[]> {
    await this.#resolver.resolve(rows);
    const drafts = rows.map((row) => {
      if (row.ragged) return { columns: {} };
      explainNames(row, this.#setting, this.#resolver);
      return this.#rules.draft(this.#setting, row, (field) => {
        const text = row.names[field];
        return text === undefined ? undefined : this.#resolver.get(field, text).resolution;
      });
    });
    const found = await this.#existing(drafts);
    const inBatch = new Map<string, Verdict & { draft: Draft }>();
    const verdicts = rows.map((row, index) => {
      const verdict = this.#decide(row, drafts[index] ?? { columns: {} }, found, inBatch);
      if ("draft" in verdict) inBatch.set(verdict.entityId, inBatch.get(verdict.entityId) ?? verdict);
      return verdict;
    });
    await this.#resolver.create(verdicts.flatMap((verdict) => ("draft" in verdict ? verdict.row : [])));
    return verdicts;
  }

  #decide(
    row: ReadRow,
    draft: Draft,
    found: ReadonlyMap<ImportMatchKey, Map<string, ExistingRecord>>,
    inBatch: ReadonlyMap<string, Verdict & { draft: Draft }>,
  ): Verdict {
    if (row.failures.length > 0) return { row, fate: "failed" };
    if (row.skips.length > 0) return { row, fate: "skipped" };
    const { duplicates, matchKey } = this.#setting.plan.options;
    const key = this.#rules.keys[matchKey]?.keyOf(draft.columns);
    const seen = key === undefined ? undefined : this.#seen.get(matchKey)?.get(key);
    const existing = key === undefined ? undefined : found.get(matchKey)?.get(key);
    const targetId = duplicates === "create" ? undefined : (existing?.id ?? seen?.entityId);
    if (targetId !== undefined && duplicates === "skip") {
      const where = seen ? `as in line ${seen.line}` : "as a record that is there already";
      row.skips.push(`The same ${keyLabels[matchKey]} ${where}: ${quoted(key ?? "")}`);
      return { row, fate: "skipped" };
    }
    const entityId = targetId ?? uuidv7();
    if (!this.#claimKeys(row, draft, entityId, found)) return { row, fate: "failed" };
    if (targetId === undefined) return { row, fate: "created", entityId, draft };
    const pending = inBatch.get(targetId);
    if (pending) {
      // Both rows are written at once: the later one's cells win.
      Object.assign(pending.draft.columns, draft.columns);
      if (draft.place) pending.draft.place = { ...pending.draft.place, ...draft.place };
      if (draft.parentName !== undefined) pending.draft.parentName = draft.parentName;
      return { row, fate: "updated", entityId, draft: { columns: {} } };
    }
    if (existing && !draft.place && draft.parentName === undefined && isSame(existing, draft)) {
      return { row, fate: "unchanged", entityId };
    }
    return { row, fate: "updated", entityId, draft, ...(existing ? { existing } : {}) };
  }

  /** Notes whose keys these are; false where a key that must be unique belongs to another record. */
  #claimKeys(
    row: ReadRow,
    { columns }: Draft,
    entityId: string,
    found: ReadonlyMap<ImportMatchKey, Map<string, ExistingRecord>>,
  ): boolean {
    const keys = this.#keysOf(columns);
    for (const [name, key] of keys) {
      if (!this.#rules.unique.includes(name)) continue;
      const other = this.#seen.get(name)?.get(key);
      const holder = found.get(name)?.get(key)?.id ?? other?.entityId;
      if (holder === undefined || holder === entityId) continue;
      const where = other ? `line ${other.line} has` : "another record has";
      row.failures.push(`The ${keyLabels[name]} ${quoted(key)} must be unique, and ${where} it`);
      return false;
    }
    for (const [name, key] of keys) {
      const seen = this.#seen.get(name) ?? new Map<string, Seen>();
      this.#seen.set(name, seen);
      if (!seen.has(key)) seen.set(key, { line: row.line, entityId });
    }
    return true;
  }

  /** The keys that matter under the chosen rule. */
  #keysOf(columns: Columns): [ImportMatchKey, string][] {
    const { matchKey } = this.#setting.plan.options;
    const names = new Set<ImportMatchKey>([matchKey, ...this.#rules.unique]);
    return [...names].flatMap((name) => {
      const key = this.#rules.keys[name]?.keyOf(columns);
      return key === undefined ? [] : [[name, key] satisfies [ImportMatchKey, string]];
    });
  }

  async #existing(drafts: readonly Draft[]): Promise<Map<ImportMatchKey, Map<string, ExistingRecord>>> {
    const wanted = new Map<ImportMatchKey, Set<string>>();
    for (const { columns } of drafts) {
      for (const [name, key] of this.#keysOf(columns)) {
        const keys = wanted.get(name) ?? new Set();
        wanted.set(name, keys.add(key));
      }
    }
    const found = new Map<ImportMatchKey, Map<string, ExistingRecord>>();
    for (const [name, keys] of wanted) found.set(name, await this.#withKeys(name, [...keys]));
    return found;
  }

  /** Records by key; where several have it, the oldest one. */
  async #withKeys(name: ImportMatchKey, keys: readonly string[]): Promise<Map<string, ExistingRecord>> {
    const rule = this.#rules.keys[name];
    if (!rule) return new Map();
    const { table } = this.#rules;
    const columns = getTableColumns(table);
    const wanted = new Set(keys);
    const query = this.#ctx.db
      .select({ ...columns, ownKeys: rule.many ? rule.column : sql`array[${rule.column}]` })
      .from(table)
      .where(
        and(
          "deletedAt" in columns ? sql`${columns.deletedAt} is null` : undefined,
          sql`${keySet(keys)} ${rule.many ? sql`?|` : sql`?`} ${rule.column}`,
        ),
      )
      .orderBy(sql`${columns.id}`);
    const rows = this.#locking ? await query.for("update", { of: table }) : await query;
    const found = new Map<string, ExistingRecord>();
    for (const { ownKeys, ...record } of rows) {
      for (const key of Array.isArray(ownKeys) ? ownKeys : []) {
        if (wanted.has(key) && !found.has(key)) found.set(key, record as ExistingRecord);
      }
    }
    return found;
  }
}

function isSame(existing: ExistingRecord, draft: Draft): boolean {
  return Object.keys(changesOf<Columns>(existing, draft.columns)).length === 0;
}

/** Says of each name in the row what keeps it from meaning a record. */
function explainNames(row: ReadRow, { plan }: Setting, resolver: ReferenceResolver): void {
  for (const { field } of plan.columns) {
    const text = row.names[field.name];
    if (text === undefined) continue;
    const { resolution } = resolver.get(field.name, text);
    if (resolution.is === "unknown") row.failures.push(`${field.label}: nothing is called ${quoted(text)}`);
    if (resolution.is === "ambiguous") {
      row.failures.push(`${field.label}: ${resolution.count} records are called ${quoted(text)}`);
    }
    if (resolution.is === "skip") row.skips.push(`${field.label}: rows with ${quoted(text)} are left out`);
    if (resolution.is === "empty") row.notes.push(`${field.label}: ${quoted(text)} matches nothing; left empty`);
  }
}
