import type { ImportRecordKind } from "@steward/contracts/crm/import";
import * as schema from "@steward/db/schema";
import { getTableColumns, is, sql } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import type { ServiceContext } from "../../kernel/index.ts";

const { importRecord } = schema;

export const recordTables = {
  account: schema.account,
  contact: schema.contact,
  deal: schema.deal,
  product: schema.product,
  salesperson: schema.salesperson,
  location: schema.location,
  stage: schema.stage,
} as const satisfies Record<ImportRecordKind, PgTable>;

/** One way in which a record can be referred to. */
interface Use {
  table: PgTable;
  column: string;
  /** The column that names the record a row belongs to: a deal's history is the deal's. */
  ownId: string;
  words: string;
}

const usedBy: Readonly<Record<string, string>> = {
  crm_account: "an account",
  crm_contact: "a contact",
  crm_deal: "a deal",
  crm_deal_stage: "a deal’s history",
  crm_location: "a location",
  crm_activity: "an activity",
  crm_lead: "a lead",
  crm_tagging: "a tag",
  crm_account_merge: "a merge",
};

const declared: readonly unknown[] = Object.values(schema);

/** Every foreign key there is, also those of modules that were not thought of here. */
const uses = declared
  .filter((value): value is PgTable => is(value, PgTable))
  .flatMap((table) =>
    getTableConfig(table).foreignKeys.map((key) => {
      const { columns, foreignTable } = key.reference();
      const { name } = getTableConfig(table);
      const use: Use = {
        table,
        column: columns.at(-1)?.name ?? "id",
        ownId: name === "crm_deal_stage" ? "deal_id" : "id",
        words: usedBy[name] ?? "another record",
      };
      return { target: getTableConfig(foreignTable).name, use };
    }),
  );

function usesOf(kind: ImportRecordKind): Use[] {
  const { name } = getTableConfig(recordTables[kind]);
  return uses
    .filter(({ target, use }) => target === name && !(kind === "deal" && use.ownId === "deal_id"))
    .map(({ use }) => use);
}

/** The kinds of record an import touched. */
export async function touchedBy(ctx: ServiceContext, importId: string): Promise<ImportRecordKind[]> {
  const rows = await ctx.db
    .selectDistinct({ kind: importRecord.kind })
    .from(importRecord)
    .where(sql`${importRecord.importId} = ${importId}`);
  return rows.map(({ kind }) => kind);
}

/** Locks what the import brought, so that nobody begins to work on it while it is being taken back. */
export async function lockRecords(ctx: ServiceContext, importId: string, kind: ImportRecordKind): Promise<void> {
  await ctx.db.execute(sql`
    with locked as (
      select 1 from ${recordTables[kind]} t join ${importRecord} r on r.entity_id = t.id
      where r.import_id = ${importId}::uuid and r.kind = ${kind} for update of t)
    select count(*) from locked`);
}

/** Marks records that somebody has changed since; one that was removed since may go all the same. */
export async function keepChanged(ctx: ServiceContext, importId: string, kind: ImportRecordKind): Promise<void> {
  const table = recordTables[kind];
  const removed = "deletedAt" in getTableColumns(table) ? sql`t.deleted_at is not null` : sql`false`;
  await ctx.db.execute(sql`
    update ${importRecord} r set outcome = 'kept', outcome_reason = 'changed since the import'
    from ${table} t
    where r.import_id = ${importId}::uuid and r.kind = ${kind} and t.id = r.entity_id
      and t.version <> r.entity_version and (r.action = 'updated' or not (${removed}))`);
}

/**
 * Marks new records that something refers to which stays. Answers how many: what they refer to has to stay as well, so
 * this goes on until there are no more.
 */
export async function keepUsed(ctx: ServiceContext, importId: string, kind: ImportRecordKind): Promise<number> {
  let kept = 0;
  for (const { table, column, ownId, words } of usesOf(kind)) {
    const { rowCount } = await ctx.db.execute(sql`
      update ${importRecord} r set outcome = 'kept', outcome_reason = ${`in use by ${words}`}
      where r.import_id = ${importId}::uuid and r.kind = ${kind} and r.action = 'created' and r.outcome is null
        and exists (
          select 1 from ${table} c
          where c.${sql.identifier(column)} = r.entity_id
            and not exists (
              select 1 from ${importRecord} o
              where o.import_id = ${importId}::uuid and o.entity_id = c.${sql.identifier(ownId)} and o.outcome is null))`);
    kept += rowCount ?? 0;
  }
  return kept;
}
