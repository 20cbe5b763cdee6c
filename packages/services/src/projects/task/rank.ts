import { invalidField, notFound, referenceUnknown } from "@steward/contracts";
import { endingKinds, type StatusKind, type TaskReason } from "@steward/contracts/projects/task";
import { task, taskStatus } from "@steward/db/schema";
import { rankBetween, ranksBetween } from "@steward/planning/rank";
import { and, asc, desc, eq, gt, lt, ne, notInArray, type SQL, sql } from "drizzle-orm";
import { type ServiceContext, updateMany } from "../../kernel/index.ts";

/** A column whose order is this transaction's to change. */
export interface Column {
  readonly id: string;
  readonly name: string;
  readonly kind: StatusKind;
  readonly projectId: string;
}

/** Between whom a task is put down; see `moveTaskInput`. */
export interface Neighbours {
  readonly afterId?: string | null | undefined;
  readonly beforeId?: string | null | undefined;
}

/** Keys grow where people drop cards into one and the same gap; longer than this, the column is numbered anew. */
const maxRankLength = 100;

/**
 * Holds a column: whoever puts tasks in order there comes one after the other, so that no two make the same rank. Taken
 * before the tasks' own rows, everywhere.
 * Throws INVALID `reference_unknown`, `task.status_elsewhere` for another project's.
 */
export async function lockColumn(ctx: ServiceContext, id: string, projectId?: string): Promise<Column> {
  const [row] = await ctx.db
    .select({ id: taskStatus.id, name: taskStatus.name, kind: taskStatus.kind, projectId: taskStatus.projectId })
    .from(taskStatus)
    .where(eq(taskStatus.id, id))
    .for("no key update");
  if (!row) throw referenceUnknown("statusId");
  if (projectId !== undefined && row.projectId !== projectId) {
    throw invalidField("statusId", "task.status_elsewhere" satisfies TaskReason, "Choose a status of this project");
  }
  return row;
}

/**
 * The first column of a project's workflow in which a task is open, held: where what is new begins, whatever stands before it.
 * Throws NOT_FOUND where there is none.
 */
export async function lockFirstColumn(ctx: ServiceContext, projectId: string): Promise<Column> {
  const [first] = await ctx.db
    .select({ id: taskStatus.id })
    .from(taskStatus)
    .where(and(eq(taskStatus.projectId, projectId), notInArray(taskStatus.kind, [...endingKinds])))
    .orderBy(asc(taskStatus.position), asc(taskStatus.id))
    .limit(1);
  if (!first) throw notFound("projects.project");
  return lockColumn(ctx, first.id, projectId);
}

/**
 * A place in a column that is held. Removed tasks keep theirs, so they count as neighbours too.
 *
 * @param movedId the task that is put there: no neighbour of itself
 */
export async function placeIn(
  ctx: ServiceContext,
  column: Pick<Column, "id">,
  neighbours: Neighbours,
  movedId?: string,
): Promise<string> {
  const rank = await tryPlace(ctx, column, neighbours, movedId);
  if (rank !== null && rank.length <= maxRankLength) return rank;
  await renumber(ctx, column);
  return (await tryPlace(ctx, column, neighbours, movedId)) ?? rankBetween(null, null);
}

/** So many places at the end of a column that is held. */
export async function placesAtEnd(ctx: ServiceContext, column: Pick<Column, "id">, count: number): Promise<string[]> {
  const last = await edge(ctx, [eq(task.statusId, column.id)], "last");
  try {
    return ranksBetween(last, null, count);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    await renumber(ctx, column);
    return ranksBetween(await edge(ctx, [eq(task.statusId, column.id)], "last"), null, count);
  }
}

/** Null where nothing fits between the two, because somebody wrote ranks of their own. */
async function tryPlace(
  ctx: ServiceContext,
  { id }: Pick<Column, "id">,
  { afterId, beforeId }: Neighbours,
  movedId: string | undefined,
): Promise<string | null> {
  const others = [eq(task.statusId, id), ...(movedId ? [ne(task.id, movedId)] : [])];
  const rankOf = async (neighbourId: string | null | undefined) =>
    neighbourId ? edge(ctx, [...others, eq(task.id, neighbourId)], "first") : null;
  const [after, before] = [await rankOf(afterId), await rankOf(beforeId)];
  try {
    if (after !== null) return rankBetween(after, await edge(ctx, [...others, gt(task.rank, after)], "first"));
    if (afterId === null) return rankBetween(null, await edge(ctx, others, "first"));
    if (before !== null) return rankBetween(await edge(ctx, [...others, lt(task.rank, before)], "last"), before);
    return rankBetween(await edge(ctx, others, "last"), null);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

async function edge(ctx: ServiceContext, where: SQL[], which: "first" | "last"): Promise<string | null> {
  const direction = which === "first" ? asc : desc;
  const [row] = await ctx.db
    .select({ rank: task.rank })
    .from(task)
    .where(and(...where))
    .orderBy(direction(task.rank), direction(task.id))
    .limit(1);
  return row?.rank ?? null;
}

/** Gives a column fresh ranks in the order it has. */
async function renumber(ctx: ServiceContext, { id }: Pick<Column, "id">): Promise<void> {
  const rows = await ctx.db
    .select({ id: task.id })
    .from(task)
    .where(eq(task.statusId, id))
    .orderBy(asc(task.rank), asc(task.id))
    .for("no key update");
  const ranks = ranksBetween(null, null, rows.length);
  await updateMany(
    ctx.db,
    task,
    ["rank"],
    rows.map((row, index) => ({ ...row, rank: ranks[index] })),
  );
}

/** Puts everything that stands in one column, the bin included, at the end of another, in its order. */
export async function moveAllTasks(
  ctx: ServiceContext,
  fromId: string,
  to: Pick<Column, "id" | "kind">,
): Promise<void> {
  await lockColumn(ctx, to.id);
  const rows = await ctx.db
    .select({ id: task.id })
    .from(task)
    .where(eq(task.statusId, fromId))
    .orderBy(asc(task.rank), asc(task.id))
    .for("no key update");
  const ranks = await placesAtEnd(ctx, to, rows.length);
  const placed = rows.map((row, index) => ({ ...row, rank: ranks[index], statusId: to.id }));
  await updateMany(ctx.db, task, ["rank", "statusId"], placed, [closing(to), sql`version = ${task.version} + 1`]);
}

/** As an assignment: a task ends when it comes into a column that ends it, and is open anywhere else. */
const closing = ({ kind }: Pick<Column, "kind">): SQL =>
  kind === "done" || kind === "cancelled" ? sql`closed_at = coalesce(${task.closedAt}, now())` : sql`closed_at = null`;
