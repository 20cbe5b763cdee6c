import { AppError, invalidField, notFound } from "@steward/contracts";
import {
  type CreateDependencyInput,
  type DependencyItem,
  type DependencyReason,
  maxDependencies,
  type TaskDependencies,
  type TaskDependency,
  taskDependencyChanged,
  type UpdateDependencyInput,
} from "@steward/contracts/projects/dependency";
import { isUniqueViolation } from "@steward/db";
import { dependency, task, taskStatus } from "@steward/db/schema";
import { findCycle } from "@steward/planning/network";
import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { changesOf, type ServiceContext } from "../../kernel/index.ts";
import {
  emitIn,
  type ProjectPlace,
  requireProject,
  visibleProjects,
  visibleTasks,
} from "../../projects-access/index.ts";
import { keyOfTask } from "../task/queries.ts";
import { readDependencies } from "./plan.ts";

/** What a task waits for and what waits for it, without tasks in the bin. Throws NOT_FOUND. */
export async function listDependencies(ctx: ServiceContext, taskId: string): Promise<TaskDependencies> {
  const { project } = await projectOf(ctx, taskId, "read");
  const [predecessors, successors] = await Promise.all([
    othersOf(ctx, project, { mine: dependency.successorId, other: dependency.predecessorId, taskId }),
    othersOf(ctx, project, { mine: dependency.predecessorId, other: dependency.successorId, taskId }),
  ]);
  return { predecessors, successors };
}

/**
 * Makes a task wait for another of its project. Whoever ties tasks of a project does it one after the other, so that no two
 * close a circle from both ends.
 * Throws as `requireProject`; INVALID `dependency.elsewhere`; CONFLICT `dependency.exists`; LIMIT `dependency.too_many`;
 * PRECONDITION `dependency.cycle` (`tasks`: their keys, each waiting for the one before it, and the first for the last).
 */
export async function createDependency(ctx: ServiceContext, input: CreateDependencyInput): Promise<DependencyItem> {
  const { predecessorId, successorId, type = "FS", lagDays = 0 } = input;
  const place = await projectOf(ctx, successorId, "work");
  const [predecessor] = await ctx.db
    .select({ number: task.number })
    .from(task)
    .where(and(eq(task.id, predecessorId), eq(task.projectId, place.project.id), isNull(task.deletedAt)));
  if (!predecessor) {
    throw invalidField(
      "predecessorId",
      "dependency.elsewhere" satisfies DependencyReason,
      "Choose a task of this project",
    );
  }
  const others = await readDependencies(ctx, place.project.id);
  const isFull = [
    others.filter((other) => other.successorId === successorId),
    others.filter((other) => other.predecessorId === predecessorId),
  ].some(({ length }) => length >= maxDependencies);
  if (isFull) throw refused("LIMIT", "dependency.too_many", { max: maxDependencies });
  const cycle = findCycle([...others, { predecessorId, successorId, type, lagDays }]);
  if (cycle) throw refused("PRECONDITION", "dependency.cycle", { tasks: await keysOf(ctx, place, cycle) });
  const [made] = await ctx.db
    .insert(dependency)
    .values({ predecessorId, successorId, type, lagDays })
    .returning()
    .catch((error: unknown) => {
      throw isUniqueViolation(error) ? refused("CONFLICT", "dependency.exists") : error;
    });
  if (!made) throw new Error("An insert answered without its row");
  await tell(ctx, place, "added", made);
  return itemOf(made);
}

/** Another type or lag. Throws as `requireProject`. */
export async function updateDependency(ctx: ServiceContext, input: UpdateDependencyInput): Promise<DependencyItem> {
  const { id, ...fields } = input;
  const { place, before } = await lockDependency(ctx, id);
  if (Object.keys(changesOf(before, fields)).length === 0) return itemOf(before);
  const after = { ...before, type: fields.type ?? before.type, lagDays: fields.lagDays ?? before.lagDays };
  await ctx.db.update(dependency).set({ type: after.type, lagDays: after.lagDays }).where(eq(dependency.id, id));
  await tell(ctx, place, "changed", after);
  return itemOf(after);
}

/** The successor waits no longer; nothing moves by it. Throws as `requireProject`. */
export async function removeDependency(ctx: ServiceContext, id: string): Promise<DependencyItem> {
  const { place, before } = await lockDependency(ctx, id);
  await ctx.db.delete(dependency).where(eq(dependency.id, id));
  await tell(ctx, place, "removed", before);
  return itemOf(before);
}

type DependencyRow = typeof dependency.$inferSelect;

/** The project of a task, which for work is locked: before any row of its tasks, as everywhere. */
async function projectOf(ctx: ServiceContext, taskId: string, need: "read" | "work"): Promise<ProjectPlace> {
  const [found] = await ctx.db
    .select({ projectId: task.projectId })
    .from(task)
    .where(and(eq(task.id, taskId), isNull(task.deletedAt), inArray(task.projectId, visibleProjects(ctx))));
  if (!found) throw notFound("projects.task");
  return requireProject(ctx, found.projectId, need, { lock: need === "work" });
}

async function lockDependency(ctx: ServiceContext, id: string) {
  const isSeen = and(eq(dependency.id, id), inArray(dependency.successorId, visibleTasks(ctx)));
  const read = () => ctx.db.select().from(dependency).where(isSeen);
  const [found] = await read();
  if (!found) throw notFound("projects.dependency");
  const place = await projectOf(ctx, found.successorId, "work");
  // Somebody else may have changed it, or taken it away, while this waited for the project.
  const [before] = await read();
  if (!before) throw notFound("projects.dependency");
  return { place, before };
}

type Side = typeof dependency.predecessorId | typeof dependency.successorId;

async function othersOf(
  ctx: ServiceContext,
  project: ProjectPlace["project"],
  { mine, other, taskId }: { mine: Side; other: Side; taskId: string },
): Promise<TaskDependency[]> {
  const rows = await ctx.db
    .select({
      id: dependency.id,
      type: dependency.type,
      lagDays: dependency.lagDays,
      task: { id: task.id, number: task.number, title: task.title },
      status: { id: taskStatus.id, name: taskStatus.name, kind: taskStatus.kind },
    })
    .from(dependency)
    .innerJoin(task, and(eq(task.tenantId, dependency.tenantId), eq(task.id, other)))
    .innerJoin(taskStatus, and(eq(taskStatus.tenantId, task.tenantId), eq(taskStatus.id, task.statusId)))
    .where(and(eq(mine, taskId), isNull(task.deletedAt)))
    .orderBy(asc(task.number))
    .limit(maxDependencies);
  return rows.map(({ status, ...row }) => ({
    ...row,
    task: { ...row.task, key: keyOfTask(project, row.task.number), status },
  }));
}

async function keysOf(ctx: ServiceContext, { project }: ProjectPlace, ids: readonly string[]): Promise<string[]> {
  const rows = await ctx.db
    .select({ id: task.id, number: task.number })
    .from(task)
    .where(inArray(task.id, [...ids]));
  const keys = new Map(rows.map(({ id, number }) => [id, keyOfTask(project, number)]));
  return ids.map((id) => keys.get(id) ?? "");
}

async function tell(
  ctx: ServiceContext,
  place: ProjectPlace,
  action: "added" | "changed" | "removed",
  { id, predecessorId, successorId, type, lagDays }: DependencyRow,
): Promise<void> {
  const [predecessorKey = ""] = await keysOf(ctx, place, [predecessorId]);
  const payload = { action, dependencyId: id, predecessorId, predecessorKey, type, lagDays };
  await emitIn(ctx, place.project, taskDependencyChanged, successorId, payload);
}

const itemOf = ({ id, predecessorId, successorId, type, lagDays }: DependencyRow): DependencyItem => ({
  id,
  predecessorId,
  successorId,
  type,
  lagDays,
});

const refused = (
  code: "CONFLICT" | "LIMIT" | "PRECONDITION",
  reason: DependencyReason,
  details: AppError["details"] = {},
) => new AppError(code, reason, details);
