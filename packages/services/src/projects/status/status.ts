import { AppError, invalidField, notFound, recordChanged } from "@steward/contracts";
import type { Changes } from "@steward/contracts/kernel/record";
import { projectWorkflowChanged } from "@steward/contracts/projects/project";
import {
  type CreateStatusInput,
  maxStatuses,
  type ReorderStatusesInput,
  type StatusItem,
  type StatusReason,
  type UpdateStatusInput,
} from "@steward/contracts/projects/status";
import { type project, taskStatus } from "@steward/db/schema";
import { eq, sql } from "drizzle-orm";
import { changesOf, refuseTaken, type ServiceContext } from "../../kernel/index.ts";
import { emitIn, requireProject } from "../../projects-access/index.ts";
import { isEnding, lastPlace, listStatuses } from "./queries.ts";
import { turnTasks } from "./turn.ts";

/** A project's workflow, in order. Throws NOT_FOUND. */
export async function listWorkflow(ctx: ServiceContext, projectId: string): Promise<StatusItem[]> {
  await requireProject(ctx, projectId, "read");
  return listStatuses(ctx, projectId);
}

/** Adds a column at the end. Throws as `requireProject`, LIMIT `status.too_many`, CONFLICT `status.name_taken`. */
export async function createStatus(ctx: ServiceContext, input: CreateStatusInput): Promise<StatusItem[]> {
  const { project } = await requireProject(ctx, input.projectId, "lead", { lock: true });
  const before = await listStatuses(ctx, project.id);
  if (before.length >= maxStatuses) throw refused("LIMIT", "status.too_many", { max: maxStatuses });
  await ctx.db
    .insert(taskStatus)
    .values({ ...input, position: lastPlace(taskStatus, project.id) })
    .catch(explainName);
  await tellWorkflow(ctx, project, { status: { from: null, to: input.name } });
  return listStatuses(ctx, project.id);
}

/**
 * Changes a column. What stands in it ends, or is open again, with what it means.
 * Throws as `requireProject`, CONFLICT `record_changed` | `status.name_taken`, PRECONDITION `status.last_open` |
 * `status.last_ended`.
 */
export async function updateStatus(ctx: ServiceContext, input: UpdateStatusInput): Promise<StatusItem[]> {
  const { id, version, ...fields } = input;
  const {
    place: { project },
    before,
  } = await lockStatus(ctx, id);
  if (version !== undefined && version !== before.version) throw recordChanged("projects.project");
  const changes = changesOf(before, fields);
  if (Object.keys(changes).length === 0) return listStatuses(ctx, project.id);
  await ctx.db
    .update(taskStatus)
    .set({ ...fields, version: before.version + 1 })
    .where(eq(taskStatus.id, id))
    .catch(explainName);
  if (fields.kind) {
    await requireBothEnds(ctx, project.id);
    await turnTasks(ctx, project, { ...before, ...fields, kind: fields.kind }, before.kind);
  }
  const named = Object.entries(changes).map(([field, change]) => [`${before.name}: ${field}`, change]);
  await tellWorkflow(ctx, project, Object.fromEntries(named));
  return listStatuses(ctx, project.id);
}

/** Puts the columns in this order. Throws as `requireProject`, INVALID `status.order_incomplete`. */
export async function reorderStatuses(ctx: ServiceContext, input: ReorderStatusesInput): Promise<StatusItem[]> {
  const { project } = await requireProject(ctx, input.projectId, "lead", { lock: true });
  const before = await listStatuses(ctx, project.id);
  const given = new Set(input.ids);
  if (given.size !== before.length || before.some(({ id }) => !given.has(id))) {
    throw invalidField("ids", "status.order_incomplete" satisfies StatusReason, "Name every status once");
  }
  await ctx.db
    .update(taskStatus)
    .set({ position: sql`array_position(${sql.param(input.ids)}::uuid[], ${taskStatus.id}) - 1` })
    .where(eq(taskStatus.projectId, project.id));
  const after = await listStatuses(ctx, project.id);
  const changes = changesOf({ order: before.map(({ name }) => name) }, { order: after.map(({ name }) => name) });
  if (Object.keys(changes).length > 0) await tellWorkflow(ctx, project, changes);
  return after;
}

/** The project first, then its column: the order in which everything here locks. */
export async function lockStatus(ctx: ServiceContext, id: string) {
  const [found] = await ctx.db
    .select({ projectId: taskStatus.projectId })
    .from(taskStatus)
    .where(eq(taskStatus.id, id));
  if (!found) throw notFound("projects.project");
  const place = await requireProject(ctx, found.projectId, "lead", { lock: true });
  const [before] = await ctx.db.select().from(taskStatus).where(eq(taskStatus.id, id)).for("update");
  if (!before) throw notFound("projects.project");
  return { place, before };
}

/** A task has to be begun somewhere and to end somewhere. Throws PRECONDITION `status.last_open` | `status.last_ended`. */
export async function requireBothEnds(ctx: ServiceContext, projectId: string): Promise<void> {
  const left = await listStatuses(ctx, projectId);
  if (left.every(({ kind }) => isEnding(kind))) throw refused("PRECONDITION", "status.last_open");
  if (!left.some(({ kind }) => isEnding(kind))) throw refused("PRECONDITION", "status.last_ended");
}

export async function tellWorkflow(
  ctx: ServiceContext,
  row: typeof project.$inferSelect,
  changes: Changes,
): Promise<void> {
  await emitIn(ctx, row, projectWorkflowChanged, row.id, { changes });
}

export function refused(
  code: "LIMIT" | "PRECONDITION",
  reason: StatusReason,
  details: Record<string, number> = {},
): AppError {
  return new AppError(code, reason, details);
}

const explainName = refuseTaken("projects_task_status_name", "status.name_taken" satisfies StatusReason);
