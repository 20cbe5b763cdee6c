import { referenceUnknown } from "@steward/contracts";
import {
  type MoveTaskInput,
  type TaskDetail,
  taskMoved,
  taskRanked,
  type UpdateTaskInput,
} from "@steward/contracts/projects/task";
import { task, taskStatus } from "@steward/db/schema";
import { eq, sql } from "drizzle-orm";
import type { ServiceContext } from "../../kernel/index.ts";
import {
  emitIn,
  type ProjectPlace,
  requireProject,
  requireTask,
  type TaskRecord,
} from "../../projects-access/index.ts";
import { isEnding } from "../status/queries.ts";
import { getTask } from "./detail.ts";
import { tellProgress } from "./notice.ts";
import { type Column, lockColumn, placeIn } from "./rank.ts";
import { makeNext } from "./recurrence.ts";
import { lockTask } from "./rows.ts";

/**
 * Puts a task between others in a column, of another status perhaps. The column is held, so that everybody's order is one
 * order. More than its limit are taken in, and shown as too many: a limit is the team's agreement on what to begin, and a card
 * that cannot be put where the work has got to would make the board tell less than the truth.
 * Throws as `requireTask`, INVALID `reference_unknown` | `task.status_elsewhere`.
 */
export async function moveTask(ctx: ServiceContext, input: MoveTaskInput): Promise<TaskDetail> {
  const place = await requireTask(ctx, input.id, "work");
  const column = await hold(ctx, place, { statusId: input.statusId });
  const before = await lockTask(ctx, input.id);
  if (!column) throw referenceUnknown("statusId");
  if (column.id !== before.statusId) {
    await putInto(ctx, place, before, column, input);
  } else {
    const rank = await placeIn(ctx, column, input, input.id);
    // Another place is no change of the task: whoever edits it is not disturbed.
    await ctx.db
      .update(task)
      .set({ rank, updatedAt: sql`${task.updatedAt}` })
      .where(eq(task.id, input.id));
    await emitIn(ctx, place.project, taskRanked, input.id, {});
  }
  return getTask(ctx, { id: input.id });
}

/**
 * Holds what a change of a task needs besides its own row, in the order in which everything here does: the project where
 * parts or numbers are at stake, then columns by their ids.
 */
export async function hold(
  ctx: ServiceContext,
  { project, task: before }: ProjectPlace & { task: TaskRecord },
  {
    statusId,
    parentId,
    recurrence = before.recurrence,
  }: Partial<Pick<UpdateTaskInput, "statusId" | "parentId" | "recurrence">>,
): Promise<Column | undefined> {
  if (parentId || (recurrence && statusId)) await requireProject(ctx, project.id, "work", { lock: true });
  return statusId === undefined ? undefined : lockColumn(ctx, statusId, project.id);
}

/** Moves a task, whose row is held as its new column is, there; with all that follows from where it then stands. */
export async function putInto(
  ctx: ServiceContext,
  { project }: ProjectPlace,
  before: TaskRecord,
  column: Column,
  neighbours: Pick<MoveTaskInput, "afterId" | "beforeId">,
): Promise<void> {
  const from = await statusName(ctx, before.statusId);
  const rank = await placeIn(ctx, column, neighbours, before.id);
  const ends = isEnding(column.kind);
  const closedAt = ends ? (before.closedAt ?? new Date()) : null;
  await ctx.db
    .update(task)
    .set({ statusId: column.id, rank, closedAt, version: sql`${task.version} + 1` })
    .where(eq(task.id, before.id));
  await emitIn(ctx, project, taskMoved, before.id, {
    from: { id: before.statusId, name: from },
    to: { id: column.id, name: column.name },
  });
  if (ends !== (before.closedAt !== null)) await tellProgress(ctx, [{ ...before, project }], column.name);
  if (column.kind === "done") await makeNext(ctx, [before]);
}

async function statusName(ctx: ServiceContext, id: string): Promise<string> {
  const [row] = await ctx.db.select({ name: taskStatus.name }).from(taskStatus).where(eq(taskStatus.id, id));
  return row?.name ?? "";
}
