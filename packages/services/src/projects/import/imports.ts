import { AppError, notFound, recordChanged } from "@steward/contracts";
import {
  type ConfigureTaskImportInput,
  runTaskImportJob,
  type StartTaskImportInput,
  type TaskImportOptions,
  type TaskImportReason,
  taskImportStopped,
} from "@steward/contracts/projects/import";
import { member, taskImport, taskStatus } from "@steward/db/schema";
import { and, eq, inArray } from "drizzle-orm";
import { enqueue, requirePermission, type ServiceContext } from "../../kernel/index.ts";
import { emitIn, requireProject, visibleProjects } from "../../projects-access/index.ts";
import { getTaskImport, type TaskImportDetail } from "./import-queries.ts";
import { removeFromPlan } from "./plan.ts";
import { isMappingOf } from "./read/columns.ts";
import type { TaskImportRecord } from "./record.ts";

/** Imports that nothing is being done for at the moment. */
const resting: ReadonlySet<string> = new Set(["staged", "stopped", "failed"]);

const refuse = (code: "INVALID" | "PRECONDITION", reason: TaskImportReason, details = {}) =>
  new AppError(code, reason, details);

/**
 * The import's row, held, for somebody who may work in its project. Throws NOT_FOUND, FORBIDDEN, PRECONDITION
 * `project.archived`, CONFLICT `record_changed`.
 */
export async function lockTaskImport(ctx: ServiceContext, id: string, version?: number): Promise<TaskImportRecord> {
  const [row] = await ctx.db
    .select()
    .from(taskImport)
    .where(and(eq(taskImport.id, id), inArray(taskImport.projectId, visibleProjects(ctx))))
    .for("no key update");
  if (!row) throw notFound("projects.import");
  await requireProject(ctx, row.projectId, "work");
  if (version !== undefined && version !== row.version) throw recordChanged("projects.import");
  return row;
}

async function lockResting(ctx: ServiceContext, id: string, version?: number): Promise<TaskImportRecord> {
  const row = await lockTaskImport(ctx, id, version);
  if (!resting.has(row.status)) throw refuse("PRECONDITION", "task_import.not_editable", { status: row.status });
  return row;
}

/**
 * Says how a staged file is to be read; one of which tasks have come in already stays as it is.
 * Throws as `lockTaskImport`; PRECONDITION `task_import.not_editable`, INVALID `task_import.mapping_invalid` |
 * `task_import.choice_unknown`.
 */
export async function configureTaskImport(
  ctx: ServiceContext,
  input: ConfigureTaskImportInput,
): Promise<TaskImportDetail> {
  const before = await lockResting(ctx, input.id, input.version);
  if (before.createdCount > 0) throw refuse("PRECONDITION", "task_import.not_editable", { status: before.status });
  const mapping = input.mapping ?? before.mapping;
  if (!isMappingOf(before.headers, mapping)) throw refuse("INVALID", "task_import.mapping_invalid");
  const options: TaskImportOptions = { ...before.options, ...input.options };
  await requireChoices(ctx, before.projectId, options);
  await ctx.db
    .update(taskImport)
    .set({ mapping, options, status: "staged", failure: null, version: before.version + 1 })
    .where(eq(taskImport.id, input.id));
  return getTaskImport(ctx, input.id);
}

/** Columns are of this project, people of this organisation; whether they work here is said row by row. */
async function requireChoices(ctx: ServiceContext, projectId: string, options: TaskImportOptions): Promise<void> {
  const statuses = [...new Set(Object.values(options.statuses))];
  const people = [...new Set(Object.values(options.people).filter((id) => id !== null))];
  const [statusCount, peopleCount] = await Promise.all([
    statuses.length > 0
      ? ctx.db.$count(taskStatus, and(eq(taskStatus.projectId, projectId), inArray(taskStatus.id, statuses)))
      : 0,
    people.length > 0 ? ctx.db.$count(member, inArray(member.id, people)) : 0,
  ]);
  if (statusCount !== statuses.length || peopleCount !== people.length) {
    throw refuse("INVALID", "task_import.choice_unknown");
  }
}

/**
 * Asks for the tasks to be brought in, or for the rest of them after it was stopped.
 * Throws as `lockTaskImport`; FORBIDDEN `permission_missing`; PRECONDITION `task_import.not_editable` |
 * `task_import.mapping_incomplete`.
 */
export async function startTaskImport(ctx: ServiceContext, input: StartTaskImportInput): Promise<TaskImportDetail> {
  const source = await lockResting(ctx, input.id, input.version);
  if (source.format !== "trello" && !source.mapping.includes("title")) {
    throw refuse("PRECONDITION", "task_import.mapping_incomplete");
  }
  requirePermission(ctx, "projects.task.write");
  await ctx.db
    .update(taskImport)
    .set({
      status: "queued",
      failure: null,
      stopRequestedAt: null,
      memberId: ctx.actor.memberId,
      version: source.version + 1,
    })
    .where(eq(taskImport.id, source.id));
  await enqueue(ctx, runTaskImportJob, { importId: source.id });
  return getTaskImport(ctx, source.id);
}

/**
 * Stops an import that waits or runs, behind the part it is at: what has come in stays until it is undone.
 * Throws as `lockTaskImport`; PRECONDITION `task_import.not_running`.
 */
export async function stopTaskImport(ctx: ServiceContext, id: string): Promise<TaskImportDetail> {
  const { status, stopRequestedAt, projectId, fileName } = await lockTaskImport(ctx, id);
  if (status !== "queued" && status !== "running") throw refuse("PRECONDITION", "task_import.not_running", { status });
  if (stopRequestedAt) return getTaskImport(ctx, id);
  await ctx.db
    .update(taskImport)
    .set(status === "queued" ? { status: "stopped", finishedAt: new Date() } : { stopRequestedAt: new Date() })
    .where(eq(taskImport.id, id));
  const { project } = await requireProject(ctx, projectId, "work");
  await emitIn(ctx, project, taskImportStopped, id, { fileName });
  return getTaskImport(ctx, id);
}

/** Forgets a file of which nothing has come in. Throws as `lockTaskImport`; PRECONDITION `task_import.not_editable`. */
export async function removeTaskImport(ctx: ServiceContext, id: string): Promise<{ id: string }> {
  const source = await lockResting(ctx, id);
  const { status, createdCount, projectId } = source;
  if (createdCount > 0) throw refuse("PRECONDITION", "task_import.not_editable", { status });
  // One that failed before its first task may have added cycles and fields by then.
  if (source.cycleIds.length + source.fieldIds.length > 0) {
    await removeFromPlan(ctx, await requireProject(ctx, projectId, "work", { lock: true }), source);
  }
  await ctx.db.delete(taskImport).where(eq(taskImport.id, id));
  return { id };
}
