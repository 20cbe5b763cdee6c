import { AppError, notFound } from "@steward/contracts";
import {
  type ImportReason,
  type ImportRecordKind,
  importUndone,
  recordsImported,
  type UndoImportInput,
} from "@steward/contracts/crm/import";
import { isForeignKeyViolation, isUniqueViolation } from "@steward/db";
import { account, dataImport, dealStage, importRecord } from "@steward/db/schema";
import { and, count, eq, inArray, isNull, sql } from "drizzle-orm";
import { emit, insertMany, type ServiceContext, updateMany } from "../../kernel/index.ts";
import { lockRun } from "./lock.ts";
import { requireWhatItWrites } from "./permissions.ts";
import type { ImportRecordRow } from "./session.ts";
import { idList, journalOf, keepChanged, keepUsed, recordTables, touchedBy } from "./undo-check.ts";

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
 * since stay as they are; unless `keepChanged` says that this is wanted, nothing happens then. Asks for what starting it asked.
 * Throws NOT_FOUND, FORBIDDEN, PRECONDITION `import.not_undoable` | `import.undo_blocked` (`kept`, `removable`, `records`), CONFLICT
 * `import.undo_conflict`.
 */
export async function undoImport(ctx: ServiceContext, input: UndoImportInput): Promise<UndoneImport> {
  const { id } = input;
  const source = await lockImport(ctx, id);
  requireWhatItWrites(ctx, source);
  const kinds = await touchedBy(ctx, id);
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
  const [source] = await ctx.db.select().from(dataImport).where(eq(dataImport.id, id)).for("no key update");
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
  for await (const entries of journalOf(ctx, id, kind, "updated")) {
    await restoreBatch(ctx, kind, entries);
    const ids = entries.map((entry) => entry.entityId);
    await passOn(ctx, id, kind, ids);
  }
}

/**
 * An earlier import whose record is now again as it left it can be undone as before: the new version is no change to it.
 */
async function passOn(ctx: ServiceContext, id: string, kind: ImportRecordKind, ids: readonly string[]): Promise<void> {
  await ctx.db.execute(sql`
    update ${importRecord} earlier set entity_version = t.version
    from ${importRecord} r join ${recordTables[kind]} t on t.id = r.entity_id
    where r.import_id = ${id}::uuid and r.entity_id = any(${idList(ids)})
      and earlier.entity_id = r.entity_id and earlier.import_id <> r.import_id
      and earlier.entity_version = (r.before ->> 'version')::int`);
}

type Entry = Pick<typeof importRecord.$inferSelect, "entityId" | "before">;

async function restoreBatch(ctx: ServiceContext, kind: ImportRecordKind, entries: readonly Entry[]): Promise<void> {
  const groups = new Map<string, { fields: string[]; rows: { id: string }[] }>();
  const histories: object[] = [];
  for (const { entityId, before } of entries) {
    const { history, version: _, ...columns } = before ?? {};
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
  const table = recordTables[kind];
  // A subsidiary may lie in another part than its parent.
  if (kind === "account") {
    for await (const rows of journalOf(ctx, id, kind, "created")) {
      const ids = idList(rows.map(({ entityId }) => entityId));
      await ctx.db.update(account).set({ parentId: null }).where(sql`${account.id} = any(${ids})`);
    }
  }
  for await (const rows of journalOf(ctx, id, kind, "created")) {
    await ctx.db.execute(sql`delete from ${table} where id = any(${idList(rows.map(({ entityId }) => entityId))})`);
  }
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
