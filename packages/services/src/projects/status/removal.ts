import { invalidField } from "@steward/contracts";
import type { RemoveStatusInput, StatusItem, StatusReason } from "@steward/contracts/projects/status";
import { task, taskStatus } from "@steward/db/schema";
import { and, asc, eq, isNull } from "drizzle-orm";
import type { ServiceContext } from "../../kernel/index.ts";
import type { ProjectPlace } from "../../projects-access/index.ts";
import { moveMany } from "../task/bulk.ts";
import { lockColumn, lockFirstColumn, moveAllTasks } from "../task/rank.ts";
import { listStatuses } from "./queries.ts";
import { lockStatus, refused, requireBothEnds, tellWorkflow } from "./status.ts";

/**
 * Removes a column; its tasks go to the end of `moveToId`, as if somebody had moved each of them there, and those in the bin
 * behind them.
 * Throws as `requireProject`, PRECONDITION `status.has_tasks` (`count`) | `status.last_open` | `status.last_ended`,
 * INVALID `status.elsewhere`.
 */
export async function removeStatus(ctx: ServiceContext, { id, moveToId }: RemoveStatusInput): Promise<StatusItem[]> {
  const { place, before } = await lockStatus(ctx, id);
  const { project } = place;
  const others = (await listStatuses(ctx, project.id)).filter((other) => other.id !== id);
  const target = others.find((other) => other.id === moveToId);
  if (moveToId && !target) {
    throw invalidField("moveToId", "status.elsewhere" satisfies StatusReason, "Choose another status of this project");
  }
  const tasks = await ctx.db.$count(task, eq(task.statusId, id));
  if (tasks > 0 && !target) throw refused("PRECONDITION", "status.has_tasks", { count: tasks });
  if (tasks > 0 && target) await handOn(ctx, place, id, target.id);
  await ctx.db.delete(taskStatus).where(eq(taskStatus.id, id));
  await requireBothEnds(ctx, project.id);
  await tellWorkflow(ctx, project, { status: { from: before.name, to: target?.name ?? null } });
  return listStatuses(ctx, project.id);
}

async function handOn(ctx: ServiceContext, place: ProjectPlace, fromId: string, toId: string): Promise<void> {
  const column = await lockColumn(ctx, toId);
  // Behind all others: what comes again is made in the first column, which shall not be this one.
  await ctx.db.update(taskStatus).set({ position: behindAll }).where(eq(taskStatus.id, fromId));
  if (column.kind === "done") await lockFirstColumn(ctx, place.project.id);
  const standing = await ctx.db
    .select()
    .from(task)
    .where(and(eq(task.statusId, fromId), isNull(task.deletedAt)))
    .orderBy(asc(task.rank), asc(task.id))
    .for("no key update");
  await moveMany(
    ctx,
    standing.map((row) => ({ ...place, task: row })),
    column,
  );
  await moveAllTasks(ctx, fromId, column);
}

const behindAll = 32_767;
