import { AppError, type ErrorCode, notFound } from "@steward/contracts";
import {
  taskImportBrokenOff,
  taskImportCompleted,
  taskImportFailed,
  taskImportFinished,
  taskImportStopped,
  tasksImported,
} from "@steward/contracts/projects/import";
import { project, taskImport, taskImportRow } from "@steward/db/schema";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { emit, type JobRun, notify, requirePermission, type ServiceContext, updateMany } from "../../kernel/index.ts";
import { audienceOf, requireProject } from "../../projects-access/index.ts";
import { type Known, TaskJudge } from "./judge.ts";
import { loadExisting, loadKnown } from "./known.ts";
import { linkAll } from "./links.ts";
import { parentsFirst } from "./order.ts";
import { addToPlan } from "./plan.ts";
import type { TaskImportRecord } from "./record.ts";
import { readTasks } from "./rows.ts";
import { type Placed, type WantedTask, writeTasks } from "./write.ts";

/** Few enough that nobody who works in the project waits for them. */
const partSize = 200;

/** Somebody has asked for it to stop, or it is not waiting to be done. */
class Stopped extends Error {}

/** What is to become of the rows of a file, before any of it is done. */
interface Plan {
  source: TaskImportRecord;
  /** Parents first. */
  wanted: WantedTask[];
  /** Rows that do not come in. */
  left: { id: string; status: "skipped" | "failed"; reasons: string[] }[];
  placed: Placed;
  /** Cycles and fields that the tasks want. */
  known: Pick<Known, "cycles" | "fields">;
  total: number;
}

/**
 * Brings the tasks of a queued import in, part by part: each is a transaction of its own, so that nobody who works in the
 * project waits for ten thousand tasks. Run again after a crash it goes on where it was, because a row that is done says so
 * in the transaction that did it.
 */
export async function runTaskImport(run: JobRun, importId: string): Promise<void> {
  try {
    const plan = await run.transaction((ctx) => begin(ctx, importId));
    if (!plan) return;
    await run.transaction((ctx) => leaveOut(ctx, plan));
    await run.transaction((ctx) => prepare(ctx, plan));
    let done = plan.left.length;
    for (let start = 0; start < plan.wanted.length; start += partSize) {
      run.signal.throwIfAborted();
      const part = plan.wanted.slice(start, start + partSize);
      await run.transaction((ctx) => bringIn(ctx, plan, part));
      done += part.length;
      await run.progress(done, plan.total);
    }
    await linkAll(run, plan.source, (ctx) => holdRunning(ctx, importId));
    await run.transaction((ctx) => complete(ctx, importId));
  } catch (error) {
    if (error instanceof Stopped) await run.transaction((ctx) => end(ctx, importId, { status: "stopped" }));
    else await fail(run, importId, error);
  }
}

/** Ends an import whose job was cancelled; what has come in stays until it is undone. */
export async function abandonTaskImport(ctx: ServiceContext, importId: string): Promise<void> {
  const [ended] = await end(ctx, importId, { status: "stopped" });
  if (!ended) return;
  const audience = await audienceOfImport(ctx, ended.projectId);
  await emit({ ...ctx, actor: null }, taskImportStopped, importId, { fileName: ended.fileName }, audience);
}

async function begin(ctx: ServiceContext, importId: string): Promise<Plan | null> {
  const [source] = await ctx.db
    .update(taskImport)
    .set({ status: "running", startedAt: sql`coalesce(${taskImport.startedAt}, now())`, failure: null })
    .where(and(eq(taskImport.id, importId), inArray(taskImport.status, ["queued", "running"])))
    .returning();
  if (!source) return null;
  const staged = await readTasks(ctx, source, "staged");
  const known = await loadKnown(
    ctx,
    source,
    staged.map(({ task }) => task),
  );
  const judge = new TaskJudge(known);
  const wanted: WantedTask[] = [];
  const left: Plan["left"] = [];
  for (const { rowId, line, task } of staged) {
    const verdict = judge.judge(task, line);
    if (verdict.fate === "created") wanted.push({ rowId, draft: verdict.draft, reasons: verdict.reasons });
    else left.push({ id: rowId, status: verdict.fate, reasons: verdict.reasons });
  }
  const byRef = new Map(wanted.map((each) => [each.draft.ref, each]));
  const { ordered } = parentsFirst(wanted.map(({ draft }) => draft));
  const idOf = new Map([...known.existing].map(([ref, { id }]) => [ref, id]));
  return {
    source,
    wanted: ordered.flatMap(({ ref }) => byRef.get(ref) ?? []),
    left,
    placed: { idOf, depthOf: new Map(), cycleIds: new Map(), fieldIds: new Map() },
    known,
    total: staged.length,
  };
}

async function leaveOut(ctx: ServiceContext, { source, left }: Plan): Promise<void> {
  await holdRunning(ctx, source.id);
  await updateMany(ctx.db, taskImportRow, ["status", "reasons"], left);
  const count = (status: string) => left.filter((row) => row.status === status).length;
  await addCounts(ctx, source.id, { skippedCount: count("skipped"), failedCount: count("failed") });
}

/** What tasks are planned by and answer to is there before the first of them. */
async function prepare(ctx: ServiceContext, { source, placed, known }: Plan): Promise<void> {
  if (known.cycles.size === 0 && known.fields.size === 0) return;
  await holdRunning(ctx, source.id);
  const isNew = [...known.cycles.values(), ...known.fields.values()].some(({ id }) => id === null);
  const place = await requireProject(ctx, source.projectId, isNew ? "lead" : "work", { lock: true });
  const { cycleIds, fieldIds } = await addToPlan(ctx, place, source, known);
  placed.cycleIds = cycleIds;
  placed.fieldIds = fieldIds;
}

/** One part: its tasks, what becomes of its rows, and that others' screens should look again. */
async function bringIn(ctx: ServiceContext, { source, placed }: Plan, all: readonly WantedTask[]): Promise<void> {
  await holdRunning(ctx, source.id);
  requirePermission(ctx, "projects.task.write");
  const place = await requireProject(ctx, source.projectId, "work", { lock: true });
  // Another import may have brought the same meanwhile, or another worker this part; from here on nothing else can.
  const [existing, open] = await Promise.all([
    loadExisting(
      ctx,
      source.projectId,
      all.map(({ draft }) => draft.ref),
    ),
    stillStaged(
      ctx,
      all.map(({ rowId }) => rowId),
    ),
  ]);
  const part = all.filter(({ rowId }) => open.has(rowId));
  const fresh = part.filter(({ draft }) => !existing.has(draft.ref));
  for (const [ref, { id }] of existing) placed.idOf.set(ref, id);
  const { taskIds, labelIds } = await writeTasks(ctx, source.projectId, fresh, placed);
  const rows = part.map(({ rowId, reasons }) => {
    const taskId = taskIds.get(rowId) ?? null;
    const said = taskId === null ? ["It is here already"] : reasons;
    return {
      id: rowId,
      status: taskId === null ? "skipped" : "created",
      taskId,
      reasons: said.length > 0 ? said : null,
    };
  });
  await updateMany(ctx.db, taskImportRow, ["status", "taskId", "reasons"], rows);
  const counts = { createdCount: fresh.length, skippedCount: part.length - fresh.length };
  await addCounts(ctx, source.id, counts, labelIds);
  const audience = await audienceOf(ctx, place.project);
  const fact = { importId: source.id, created: fresh.length, removed: 0 };
  await emit(ctx, tasksImported, source.id, fact, audience ? { audience } : {});
}

async function stillStaged(ctx: ServiceContext, rowIds: readonly string[]): Promise<Set<string>> {
  const rows = await ctx.db
    .select({ id: taskImportRow.id })
    .from(taskImportRow)
    .where(and(inArray(taskImportRow.id, [...rowIds]), eq(taskImportRow.status, "staged")));
  return new Set(rows.map(({ id }) => id));
}

/** Makes sure that the import is still wanted, and that nobody else works on it until the transaction ends. */
async function holdRunning(ctx: ServiceContext, importId: string): Promise<void> {
  const held = await ctx.db
    .select({ id: taskImport.id })
    .from(taskImport)
    .where(and(eq(taskImport.id, importId), eq(taskImport.status, "running"), isNull(taskImport.stopRequestedAt)))
    .for("no key update");
  if (held.length === 0) throw new Stopped();
}

async function addCounts(
  ctx: ServiceContext,
  importId: string,
  counts: Partial<Record<"createdCount" | "skippedCount" | "failedCount", number>>,
  labelIds: readonly string[] = [],
): Promise<void> {
  await ctx.db
    .update(taskImport)
    .set({
      createdCount: sql`${taskImport.createdCount} + ${counts.createdCount ?? 0}`,
      skippedCount: sql`${taskImport.skippedCount} + ${counts.skippedCount ?? 0}`,
      failedCount: sql`${taskImport.failedCount} + ${counts.failedCount ?? 0}`,
      labelIds: sql`${taskImport.labelIds} || ${JSON.stringify(labelIds)}::jsonb`,
    })
    .where(eq(taskImport.id, importId));
}

async function complete(ctx: ServiceContext, importId: string): Promise<void> {
  await holdRunning(ctx, importId);
  const [ended] = await end(ctx, importId, { status: "completed" });
  if (!ended) throw notFound("projects.import");
  const { fileName, createdCount: created, skippedCount: skipped, failedCount: failed, projectId } = ended;
  const audience = await audienceOfImport(ctx, projectId);
  await emit(ctx, taskImportCompleted, importId, { fileName, created, skipped, failed }, audience);
  await notify(ctx, taskImportFinished, {
    to: [ctx.actor.memberId],
    entityId: importId,
    params: { fileName, created, failed },
  });
}

/** Whose screens are told of it: those of a private project's members, or everybody's. */
export async function audienceOfImport(ctx: ServiceContext, projectId: string): Promise<{ audience?: string[] }> {
  const [found] = await ctx.db
    .select({ id: project.id, visibility: project.visibility })
    .from(project)
    .where(eq(project.id, projectId));
  const audience = found && (await audienceOf(ctx, found));
  return audience ? { audience } : {};
}

async function end(
  ctx: ServiceContext,
  importId: string,
  how: { status: "completed" | "stopped" } | { status: "failed"; failure: string },
): Promise<TaskImportRecord[]> {
  return ctx.db
    .update(taskImport)
    .set({ ...how, stopRequestedAt: null, finishedAt: new Date(), version: sql`${taskImport.version} + 1` })
    .where(and(eq(taskImport.id, importId), inArray(taskImport.status, ["queued", "running"])))
    .returning();
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
      const { fileName, createdCount: created, projectId } = ended;
      const audience = await audienceOfImport(ctx, projectId);
      await emit({ ...ctx, actor: null }, taskImportBrokenOff, importId, { fileName, created }, audience);
      await notify(ctx, taskImportFailed, { to: [ctx.actor.memberId], entityId: importId, params: { fileName } });
    });
  }
  throw error;
}
