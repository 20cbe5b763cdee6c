import type { ImportRecordKind } from "@steward/contracts/crm/import";
import * as schema from "@steward/db/schema";
import { and, asc, eq, getTableColumns, gt, is, isNull, sql } from "drizzle-orm";
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
    .where(eq(importRecord.importId, importId));
  return rows.map(({ kind }) => kind);
}

const chunkSize = 5_000;

type JournalRow = Pick<typeof importRecord.$inferSelect, "id" | "entityId" | "entityVersion" | "action" | "before">;

/**
 * What an import did to records of a kind and what nobody has decided to keep, in parts: a statement about a quarter of a
 * million records would run into the time limit, and lists of ids leave the planner nothing to guess.
 */
export async function* journalOf(
  ctx: ServiceContext,
  importId: string,
  kind: ImportRecordKind,
  action?: "created" | "updated",
): AsyncGenerator<JournalRow[]> {
  let afterId = "00000000-0000-0000-0000-000000000000";
  while (true) {
    const rows = await ctx.db
      .select({
        id: importRecord.id,
        entityId: importRecord.entityId,
        entityVersion: importRecord.entityVersion,
        action: importRecord.action,
        before: importRecord.before,
      })
      .from(importRecord)
      .where(
        and(
          eq(importRecord.importId, importId),
          eq(importRecord.kind, kind),
          action ? eq(importRecord.action, action) : undefined,
          isNull(importRecord.outcome),
          gt(importRecord.id, afterId),
        ),
      )
      .orderBy(asc(importRecord.id))
      .limit(chunkSize);
    const last = rows.at(-1);
    if (!last) return;
    afterId = last.id;
    yield rows;
  }
}

/** The ids as one parameter. */
export const idList = (ids: readonly string[]) => sql`${sql.param([...ids])}::uuid[]`;

/**
 * Locks what the import brought, so that nobody begins to work on it while it is being taken back, and marks what somebody has
 * changed since; a new record that was removed since may go all the same, but not an account that was merged into another: it
 * is what takes the merge back.
 */
export async function keepChanged(ctx: ServiceContext, importId: string, kind: ImportRecordKind): Promise<void> {
  const table = recordTables[kind];
  const columns = getTableColumns(table);
  const gone = "deletedAt" in columns ? sql`deleted_at is not null` : sql`false`;
  const removed = "mergedIntoId" in columns ? sql`${gone} and merged_into_id is null` : gone;
  for await (const entries of journalOf(ctx, importId, kind)) {
    const { rows } = await ctx.db.execute<{ id: string; version: number; removed: boolean }>(sql`
      select id, version, ${removed} as removed from ${table}
      where id = any(${idList(entries.map(({ entityId }) => entityId))}) for update`);
    const now = new Map(rows.map((row) => [row.id, row]));
    const changed = entries.filter(({ entityId, entityVersion, action }) => {
      const row = now.get(entityId);
      return row && row.version !== entityVersion && (action === "updated" || !row.removed);
    });
    await keep(ctx, changed, "changed since the import");
  }
}

async function keep(ctx: ServiceContext, entries: readonly { id: string }[], outcomeReason: string): Promise<void> {
  if (entries.length === 0) return;
  await ctx.db
    .update(importRecord)
    .set({ outcome: "kept", outcomeReason })
    .where(sql`${importRecord.id} = any(${idList(entries.map(({ id }) => id))})`);
}

/**
 * Marks new records that something refers to which stays. Answers how many: what they refer to has to stay as well, so
 * this goes on until there are no more.
 */
export async function keepUsed(ctx: ServiceContext, importId: string, kind: ImportRecordKind): Promise<number> {
  let kept = 0;
  for (const { table, column, ownId, words } of usesOf(kind)) {
    const name = sql.identifier(column);
    const { rows } = await ctx.db.execute<{ id: string }>(sql`
      select distinct c.${name} as id from ${table} c
      where c.${name} is not null
        -- "Not in" is answered from a table of hashes; "not exists" would be a join, and without fresh statistics a slow one.
        and c.${sql.identifier(ownId)} not in (
          select o.entity_id from ${importRecord} o where o.import_id = ${importId}::uuid and o.outcome is null)`);
    for (let start = 0; start < rows.length; start += chunkSize) {
      const ids = rows.slice(start, start + chunkSize).map(({ id }) => id);
      const marked = await ctx.db
        .update(importRecord)
        .set({ outcome: "kept", outcomeReason: `in use by ${words}` })
        .where(
          and(
            eq(importRecord.importId, importId),
            sql`${importRecord.entityId} = any(${idList(ids)})`,
            eq(importRecord.action, "created"),
            isNull(importRecord.outcome),
          ),
        )
        .returning({ id: importRecord.id });
      kept += marked.length;
    }
  }
  return kept;
}
