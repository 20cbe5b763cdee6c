import { AppError, notFound } from "@steward/contracts";
import {
  type ImportReason,
  type ImportRecordKind,
  importUndone,
  recordsImported,
  type UndoImportInput,
} from "@steward/contracts/crm/import";
import { isForeignKeyViolation, isUniqueViolation } from "@steward/db";
import { dataImport, dealStage, importRecord } from "@steward/db/schema";
import { and, asc, count, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import { emit, insertMany, type ServiceContext, updateMany } from "../../kernel/index.ts";
import { lockRun } from "./lock.ts";
import type { ImportRecordRow } from "./session.ts";
import { keepChanged, keepUsed, lockRecords, recordTables, touchedBy } from "./undo-check.ts";

/** A record that undoing leaves as it is. */
export interface KeptRecord {
  kind: ImportRecordKind;
  id: string;
  name: string;
  /** `changed since the import`, `in use by an activity`. */
  reason: string;
}

export interface UndoneImport {
  id: string;
  removed: number;
  restored: number;
  kept: number;
}

const batchSize = 1_000;
const namedInRefusal = 20;
/** What refers to others goes before them. */
const removalOrder: readonly ImportRecordKind[] = [
  "deal",
  "contact",
  "location",
  "account",
  "product",
  "salesperson",
  "stage",
];

/**
 * Takes an import back as a whole: what it brought is removed, what it changed is as it was. Records that people have worked on
 * since stay as they are; unless `keepChanged` says that this is wanted, nothing happens then.
 * Throws NOT_FOUND, PRECONDITION `import.not_undoable` | `import.undo_blocked` (`kept`, `removable`, `records`), CONFLICT
 * `import.undo_conflict`.
 */
export async function undoImport(ctx: ServiceContext, input: UndoImportInput): Promise<UndoneImport> {
  const { id } = input;
  const source = await lockImport(ctx, id);
  const kinds = await touchedBy(ctx, id);
  for (const kind of kinds) await lockRecords(ctx, id, kind);
  for (const kind of kinds) await keepChanged(ctx, id, kind);
  let more = true;
  while (more) {
    more = false;
    for (const kind of kinds) more = (await keepUsed(ctx, id, kind)) > 0 || more;
  }
  if (!input.keepChanged) await refuseIfKept(ctx, id);
  try {
    for (const kind of kinds) await restoreRecords(ctx, id, kind);
    for (const kind of removalOrder) if (kinds.includes(kind)) await removeRecords(ctx, id, kind);
  } catch (error) {
    if (!isForeignKeyViolation(error) && !isUniqueViolation(error)) throw error;
    throw new AppError("CONFLICT", "import.undo_conflict" satisfies ImportReason, {}, { cause: error });
  }
  return finish(ctx, source, kinds);
}

async function lockImport(ctx: ServiceContext, id: string): Promise<ImportRecordRow> {
  const [source] = await ctx.db.select().from(dataImport).where(eq(dataImport.id, id)).for("update");
  if (!source) throw notFound("crm.import");
  if (source.status !== "completed" || !(await lockRun(ctx.db, id))) {
    throw new AppError("PRECONDITION", "import.not_undoable" satisfies ImportReason, { status: source.status });
  }
  return source;
}

async function refuseIfKept(ctx: ServiceContext, id: string): Promise<void> {
  const counts = await outcomes(ctx, id);
  if (counts.kept === 0) return;
  const named = await listKeptRecords(ctx, id, namedInRefusal);
  throw new AppError("PRECONDITION", "import.undo_blocked" satisfies ImportReason, {
    kept: counts.kept,
    removable: counts.open,
    records: named.map(({ name, reason }) => `${name}: ${reason}`),
  });
}

async function outcomes(ctx: ServiceContext, id: string) {
  const rows = await ctx.db
    .select({ outcome: importRecord.outcome, count: count() })
    .from(importRecord)
    .where(eq(importRecord.importId, id))
    .groupBy(importRecord.outcome);
  const of = (outcome: string | null) => rows.find((row) => row.outcome === outcome)?.count ?? 0;
  return { removed: of("removed"), restored: of("restored"), kept: of("kept"), open: of(null) };
}

/** Records an undo left or would leave as they are, by kind and name. */
export async function listKeptRecords(ctx: ServiceContext, id: string, limit: number): Promise<KeptRecord[]> {
  const named = Object.entries(recordTables).map(
    ([kind, table]) => sql`
      select ${kind}::text as kind, t.id, t.name, r.outcome_reason as reason
      from ${importRecord} r join ${table} t on t.id = r.entity_id
      where r.import_id = ${id}::uuid and r.kind = ${kind} and r.outcome = 'kept'`,
  );
  const { rows } = await ctx.db.execute<KeptRecord & Record<string, unknown>>(
    sql`select * from (${sql.join(named, sql` union all `)}) kept order by kind, name, id limit ${limit}`,
  );
  return rows;
}

/** Puts changed records back as they were, deals with their history. */
async function restoreRecords(ctx: ServiceContext, id: string, kind: ImportRecordKind): Promise<void> {
  let afterId = "00000000-0000-0000-0000-000000000000";
  while (true) {
    const entries = await ctx.db
      .select({ id: importRecord.id, entityId: importRecord.entityId, before: importRecord.before })
      .from(importRecord)
      .where(
        and(
          eq(importRecord.importId, id),
          eq(importRecord.kind, kind),
          eq(importRecord.action, "updated"),
          isNull(importRecord.outcome),
          gt(importRecord.id, afterId),
        ),
      )
      .orderBy(asc(importRecord.id))
      .limit(batchSize);
    const last = entries.at(-1);
    if (!last) return;
    afterId = last.id;
    await restoreBatch(ctx, kind, entries);
  }
}

type Entry = Pick<typeof importRecord.$inferSelect, "entityId" | "before">;

async function restoreBatch(ctx: ServiceContext, kind: ImportRecordKind, entries: readonly Entry[]): Promise<void> {
  const groups = new Map<string, { fields: string[]; rows: { id: string }[] }>();
  const histories: object[] = [];
  for (const { entityId, before } of entries) {
    const { history, ...columns } = before ?? {};
    if (Array.isArray(history)) histories.push(...history);
    const fields = Object.keys(columns);
    const group = groups.get(fields.join()) ?? { fields, rows: [] };
    groups.set(fields.join(), group);
    group.rows.push({ ...columns, id: entityId });
  }
  const also = [sql`version = version + 1`, sql`updated_at = now()`];
  for (const { fields, rows } of groups.values()) await updateMany(ctx.db, recordTables[kind], fields, rows, also);
  const withHistory = entries.filter(({ before }) => before?.history !== undefined).map(({ entityId }) => entityId);
  if (withHistory.length === 0) return;
  await ctx.db.delete(dealStage).where(inArray(dealStage.dealId, withHistory));
  await insertMany(ctx.db, dealStage, histories);
}

async function removeRecords(ctx: ServiceContext, id: string, kind: ImportRecordKind): Promise<void> {
  await ctx.db.execute(sql`
    delete from ${recordTables[kind]} t using ${importRecord} r
    where r.import_id = ${id}::uuid and r.kind = ${kind} and r.action = 'created' and r.outcome is null
      and t.id = r.entity_id`);
}

async function finish(
  ctx: ServiceContext,
  { id, fileName }: ImportRecordRow,
  kinds: readonly ImportRecordKind[],
): Promise<UndoneImport> {
  await ctx.db
    .update(importRecord)
    .set({ outcome: sql`case ${importRecord.action} when 'created' then 'removed' else 'restored' end` })
    .where(and(eq(importRecord.importId, id), isNull(importRecord.outcome)));
  await ctx.db
    .update(dataImport)
    .set({ status: "undone", undoneAt: new Date(), version: sql`${dataImport.version} + 1` })
    .where(eq(dataImport.id, id));
  const { removed, restored, kept } = await outcomes(ctx, id);
  await emit(ctx, importUndone, id, { fileName, removed, restored, kept });
  for (const kind of kinds) await emit(ctx, recordsImported[kind], id, { importId: id, created: 0, updated: 0 });
  return { id, removed, restored, kept };
}
