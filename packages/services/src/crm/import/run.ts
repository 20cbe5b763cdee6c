import { AppError, type ErrorCode } from "@steward/contracts";
import {
  type ImportRecordKind,
  importCompleted,
  importFailed,
  importFinished,
  recordsImported,
} from "@steward/contracts/crm/import";
import { dataImport, importRecord } from "@steward/db/schema";
import { and, count, eq, inArray, isNull, sql } from "drizzle-orm";
import { emit, type JobRun, notify, type ServiceContext } from "../../kernel/index.ts";
import { ensureSalesperson } from "../salesperson/salesperson.ts";
import { applyVerdicts, ownedKinds } from "./apply.ts";
import { lockRun } from "./lock.ts";
import { ParentLinks } from "./parents.ts";
import { isMapped, planOf } from "./plan.ts";
import { type ImportRecordRow, loadImport, openSession } from "./session.ts";

type Tally = Record<"created" | "updated" | "unchanged" | "skipped" | "failed", number>;

/** Thrown inside the transaction so that everything is taken back. */
class Cancelled extends Error {}

/**
 * Another process has the import, or had it and the database has not noticed its death: in either case the job is tried
 * again, and finds it done or takes it over. What is under way elsewhere has not failed.
 */
class HeldElsewhere extends AppError {
  constructor() {
    super("UNAVAILABLE", "import.held_elsewhere");
  }
}

/**
 * Carries out a queued import: all rows in one transaction, so that it comes in as a whole or not at all. How far it is, and
 * that somebody wants it stopped, goes through short transactions of their own. Safe to run again after a crash: what is done
 * is not done twice, and what another process is doing is left to it.
 */
export async function runImport(run: JobRun, importId: string): Promise<void> {
  try {
    await run.transaction(async (ctx) => {
      if (!(await lockRun(ctx.db, importId))) throw new HeldElsewhere();
      if (!(await run.transaction((outside) => claim(outside, importId)))) return;
      await importAll(ctx, importId, (done, total) => report(run, importId, { done, total }));
    });
  } catch (error) {
    if (error instanceof HeldElsewhere) throw error;
    if (error instanceof Cancelled) await run.transaction((ctx) => end(ctx, importId, { status: "cancelled" }));
    else await fail(run, importId, error);
  }
}

/** Ends an import whose job was cancelled: it has brought nothing in. One that is over stays as it is. */
export async function abandonImport(ctx: ServiceContext, importId: string): Promise<void> {
  await claim(ctx, importId);
  await end(ctx, importId, { status: "cancelled" });
}

/** Says that the import runs; false where it is not waiting to. */
async function claim(ctx: ServiceContext, importId: string): Promise<boolean> {
  const claimed = await ctx.db
    .update(dataImport)
    .set({ status: "running", startedAt: new Date(), processedCount: 0, failure: null })
    .where(and(eq(dataImport.id, importId), inArray(dataImport.status, ["queued", "running"])))
    .returning({ id: dataImport.id });
  return claimed.length > 0;
}

async function report(
  run: JobRun,
  importId: string,
  { done: processedCount, total }: { done: number; total: number },
): Promise<void> {
  run.signal.throwIfAborted();
  await run.progress(processedCount, total);
  const wanted = await run.transaction(({ db }) =>
    db
      .update(dataImport)
      .set({ processedCount })
      .where(and(eq(dataImport.id, importId), eq(dataImport.status, "running"), isNull(dataImport.cancelRequestedAt)))
      .returning({ id: dataImport.id }),
  );
  if (wanted.length === 0) throw new Cancelled();
}

async function importAll(
  ctx: ServiceContext,
  importId: string,
  onProgress: (done: number, total: number) => Promise<void>,
): Promise<void> {
  const source = await loadImport(ctx, importId);
  const ownerless = ownedKinds.has(source.kind) && !isMapped(planOf(source, ctx.tenant), "owner");
  const defaultOwnerId = ownerless ? await ensureSalesperson(ctx) : null;
  const { setting, rules, batches } = await openSession(ctx, source, { writing: true, defaultOwnerId });
  const parents = new ParentLinks();
  const tally: Tally = { created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0 };
  let done = 0;
  for await (const { rows, verdicts } of batches) {
    await applyVerdicts(ctx, setting, rules, verdicts);
    parents.note(verdicts);
    for (const { fate } of verdicts) tally[fate]++;
    done += rows.length;
    await onProgress(done, source.rowCount);
  }
  await parents.settle(ctx);
  await complete(ctx, source, tally);
}

async function complete(ctx: ServiceContext, source: ImportRecordRow, tally: Tally): Promise<void> {
  const completed = await ctx.db
    .update(dataImport)
    .set({
      status: "completed",
      finishedAt: new Date(),
      processedCount: source.rowCount,
      createdCount: tally.created,
      updatedCount: tally.updated,
      unchangedCount: tally.unchanged,
      skippedCount: tally.skipped,
      failedCount: tally.failed,
      version: sql`${dataImport.version} + 1`,
    })
    .where(and(eq(dataImport.id, source.id), eq(dataImport.status, "running"), isNull(dataImport.cancelRequestedAt)))
    .returning({ id: dataImport.id });
  if (completed.length === 0) throw new Cancelled();
  const { fileName, kind, id } = source;
  const { created, updated, skipped, failed } = tally;
  await emit(ctx, importCompleted, id, { fileName, kind, created, updated, skipped, failed });
  await notify(ctx, importFinished, {
    to: [ctx.actor.memberId],
    entityId: id,
    params: { fileName, created, updated, failed },
  });
  for (const [touched, counts] of await touchedKinds(ctx, id)) {
    await emit(ctx, recordsImported[touched], id, { importId: id, ...counts });
  }
}

async function touchedKinds(ctx: ServiceContext, importId: string) {
  const rows = await ctx.db
    .select({ kind: importRecord.kind, action: importRecord.action, count: count() })
    .from(importRecord)
    .where(eq(importRecord.importId, importId))
    .groupBy(importRecord.kind, importRecord.action);
  const counts = new Map<ImportRecordKind, { created: number; updated: number }>();
  for (const row of rows) {
    const known = counts.get(row.kind) ?? { created: 0, updated: 0 };
    counts.set(row.kind, { ...known, [row.action]: row.count });
  }
  return counts;
}

async function end(
  ctx: ServiceContext,
  importId: string,
  how: { status: "cancelled" } | { status: "failed"; failure: string },
): Promise<{ fileName: string }[]> {
  return ctx.db
    .update(dataImport)
    .set({
      ...how,
      processedCount: 0,
      cancelRequestedAt: null,
      finishedAt: new Date(),
      version: sql`${dataImport.version} + 1`,
    })
    .where(and(eq(dataImport.id, importId), eq(dataImport.status, "running")))
    .returning({ fileName: dataImport.fileName });
}

const passing: ReadonlySet<ErrorCode> = new Set(["UNAVAILABLE", "RATE_LIMITED", "INTERNAL"]);

/** Leaves the import running where the job will be tried again; else it has failed, and says so. */
async function fail(run: JobRun, importId: string, error: unknown): Promise<never> {
  const final = error instanceof AppError && !passing.has(error.code);
  if (final || (run.lastAttempt && !run.signal.aborted)) {
    const failure = error instanceof AppError ? error.reason : "internal";
    await run.transaction(async (ctx) => {
      const [ended] = await end(ctx, importId, { status: "failed", failure });
      if (!ended) return;
      await notify(ctx, importFailed, { to: [ctx.actor.memberId], entityId: importId, params: ended });
    });
  }
  throw error;
}
