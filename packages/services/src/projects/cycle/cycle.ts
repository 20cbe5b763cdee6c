import { AppError, invalidField, notFound, recordChanged } from "@steward/contracts";
import { addDays } from "@steward/contracts/kernel/day";
import {
  type CompleteCycleInput,
  type CreateCycleInput,
  type CycleItem,
  type CycleReason,
  maxCycleDays,
  maxCycles,
  type UpdateCycleInput,
} from "@steward/contracts/projects/cycle";
import { taskUpdated } from "@steward/contracts/projects/task";
import { cycle, task } from "@steward/db/schema";
import { and, asc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { changesOf, type ServiceContext } from "../../kernel/index.ts";
import { emitManyIn, requireProject } from "../../projects-access/index.ts";
import { requirePartLed, tellPlan } from "../plan-part.ts";

const ofTasks = (what: SQL, condition: SQL) => sql<number>`(select ${what} from ${task} t
  where t.tenant_id = ${cycle}.tenant_id and t.cycle_id = ${cycle}.id and t.deleted_at is null and ${condition})`;

const columns = {
  id: cycle.id,
  name: cycle.name,
  goal: cycle.goal,
  startOn: cycle.startOn,
  endOn: cycle.endOn,
  completedAt: cycle.completedAt,
  taskCount: ofTasks(sql`count(*)::int`, sql`true`),
  openTaskCount: ofTasks(sql`count(*)::int`, sql`t.closed_at is null`),
  estimateMinutes: ofTasks(sql`coalesce(sum(t.estimate_minutes), 0)::int`, sql`true`),
  version: cycle.version,
};

function read(ctx: Pick<ServiceContext, "db">, where: SQL | undefined): Promise<CycleItem[]> {
  return ctx.db
    .select(columns)
    .from(cycle)
    .where(and(where, isNull(cycle.deletedAt)))
    .orderBy(asc(cycle.startOn), asc(cycle.id));
}

/** A project's cycles, the first one first. Throws NOT_FOUND. */
export async function listCycles(ctx: ServiceContext, projectId: string): Promise<CycleItem[]> {
  await requireProject(ctx, projectId, "read");
  return read(ctx, eq(cycle.projectId, projectId));
}

/** One cycle, for whoever has been let in. Throws NOT_FOUND. */
export async function getCycle(ctx: ServiceContext, id: string): Promise<CycleItem> {
  const [row] = await read(ctx, eq(cycle.id, id));
  if (!row) throw notFound("projects.cycle");
  return row;
}

/** Throws as `requireProject`, LIMIT `cycle.too_many`, INVALID `cycle.days_reversed` | `cycle.too_long`. */
export async function createCycle(ctx: ServiceContext, input: CreateCycleInput): Promise<CycleItem> {
  const { project } = await requireProject(ctx, input.projectId, "lead", { lock: true });
  requireSpan(input);
  const standing = and(eq(cycle.projectId, project.id), isNull(cycle.deletedAt));
  if ((await ctx.db.$count(cycle, standing)) >= maxCycles) {
    throw new AppError("LIMIT", "cycle.too_many" satisfies CycleReason, { max: maxCycles });
  }
  const [row] = await ctx.db.insert(cycle).values(input).returning({ id: cycle.id });
  if (!row) throw new AppError("INTERNAL", "cycle.not_written");
  await tellPlan(ctx, project, { part: "cycle", partId: row.id, action: "created" });
  return getCycle(ctx, row.id);
}

/** Throws NOT_FOUND, CONFLICT `record_changed`, INVALID as `createCycle`, else as `requireProject`. */
export async function updateCycle(
  ctx: ServiceContext,
  { id, version, ...fields }: UpdateCycleInput,
): Promise<CycleItem> {
  const { project } = await requirePartLed(ctx, "cycle", id);
  const before = await getCycle(ctx, id);
  if (version !== undefined && version !== before.version) throw recordChanged("projects.cycle");
  requireSpan({ ...before, ...fields });
  const changes = changesOf(before, fields);
  if (Object.keys(changes).length === 0) return before;
  await ctx.db
    .update(cycle)
    .set({ ...fields, version: before.version + 1 })
    .where(eq(cycle.id, id));
  await tellPlan(ctx, project, { part: "cycle", partId: id, action: "updated", changes });
  return getCycle(ctx, id);
}

/**
 * Ends a cycle; what is open goes into another one of the project, or into none.
 * Throws NOT_FOUND, PRECONDITION `cycle.completed`, INVALID `cycle.elsewhere`, else as `requireProject`.
 */
export async function completeCycle(ctx: ServiceContext, { id, moveOpenToId }: CompleteCycleInput): Promise<CycleItem> {
  const { project } = await requirePartLed(ctx, "cycle", id);
  const before = await getCycle(ctx, id);
  if (before.completedAt) throw new AppError("PRECONDITION", "cycle.completed" satisfies CycleReason);
  if (moveOpenToId) await requireOther(ctx, project.id, id, moveOpenToId);
  const open = await ctx.db
    .select({ id: task.id })
    .from(task)
    .where(and(eq(task.cycleId, id), isNull(task.closedAt), isNull(task.deletedAt)))
    .orderBy(asc(task.id))
    .for("no key update");
  const ids = open.map((row) => row.id);
  await ctx.db
    .update(cycle)
    .set({ completedAt: sql`now()`, version: before.version + 1 })
    .where(eq(cycle.id, id));
  await ctx.db
    .update(task)
    .set({ cycleId: moveOpenToId, version: sql`${task.version} + 1` })
    .where(inArray(task.id, ids));
  const changes = { cycleId: { from: id, to: moveOpenToId } };
  await emitManyIn(
    ctx,
    project,
    taskUpdated,
    ids.map((entityId) => ({ entityId, payload: { changes } })),
  );
  await tellPlan(ctx, project, { part: "cycle", partId: id, action: "completed" });
  return getCycle(ctx, id);
}

async function requireOther(ctx: ServiceContext, projectId: string, id: string, otherId: string): Promise<void> {
  const [row] = await ctx.db
    .select({ id: cycle.id })
    .from(cycle)
    .where(
      and(eq(cycle.id, otherId), eq(cycle.projectId, projectId), isNull(cycle.completedAt), isNull(cycle.deletedAt)),
    );
  if (!row || otherId === id) {
    throw invalidField("moveOpenToId", "cycle.elsewhere" satisfies CycleReason, "Choose another cycle of this project");
  }
}

function requireSpan({ startOn, endOn }: Pick<CycleItem, "startOn" | "endOn">): void {
  if (endOn < startOn) {
    throw invalidField("endOn", "cycle.days_reversed" satisfies CycleReason, "This is before the first day");
  }
  if (addDays(startOn, maxCycleDays) <= endOn) {
    throw invalidField("endOn", "cycle.too_long" satisfies CycleReason, "A cycle lasts a year at most");
  }
}
