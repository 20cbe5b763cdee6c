import { type StatusKind, taskEnded, taskMoved, taskReopened } from "@steward/contracts/projects/task";
import { auditEvent, type project, task, type taskStatus } from "@steward/db/schema";
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { ServiceContext } from "../../kernel/index.ts";
import { emitManyIn } from "../../projects-access/index.ts";
import { tellProgress } from "../task/notice.ts";
import { lockFirstColumn } from "../task/rank.ts";
import { makeNext } from "../task/recurrence.ts";
import { isEnding } from "./queries.ts";

/**
 * What stands in a column that means something else from now on ends, or is open again, with all that follows, as if each task
 * had been moved; the bin goes along unheard. Taken back, tasks that nobody has moved since have ended when they had before.
 * The project and the column are held.
 */
export async function turnTasks(
  ctx: ServiceContext,
  place: typeof project.$inferSelect,
  { id, name, kind }: Pick<typeof taskStatus.$inferSelect, "id" | "name" | "kind">,
  was: StatusKind,
): Promise<void> {
  const ends = isEnding(kind);
  const isTurned = ends !== isEnding(was);
  if (kind === was || !(isTurned || kind === "done")) return;
  if (kind === "done") await lockFirstColumn(ctx, place.id);
  const standing = await ctx.db
    .select()
    .from(task)
    .where(and(eq(task.statusId, id), isNull(task.deletedAt)))
    .orderBy(asc(task.id))
    .for("no key update");
  if (isTurned) {
    await ctx.db
      .update(task)
      .set({ closedAt: ends ? sql`coalesce(${hadEnded}, now())` : null, version: sql`${task.version} + 1` })
      .where(eq(task.statusId, id));
    await tellTurned(ctx, place, { id, name, kind }, standing);
  }
  if (kind === "done") await makeNext(ctx, standing);
}

/** When a task had ended that its column has opened again, if that is the last that became of it. */
const hadEnded = sql`(select (e.payload ->> 'closedAt')::timestamptz from ${auditEvent} e
  where e.tenant_id = ${task}.tenant_id and e.entity_id = ${task}.id
    and ${inArray(sql`e.name`, [taskMoved.name, taskEnded.name, taskReopened.name])}
  order by e.id desc limit 1)`;

async function tellTurned(
  ctx: ServiceContext,
  place: typeof project.$inferSelect,
  { kind, ...status }: Pick<typeof taskStatus.$inferSelect, "id" | "name" | "kind">,
  standing: readonly (typeof task.$inferSelect)[],
): Promise<void> {
  if (kind === "done" || kind === "cancelled") {
    const ended = standing.map((row) => ({ entityId: row.id, payload: { status, how: kind } }));
    await emitManyIn(ctx, place, taskEnded, ended);
  } else {
    const reopened = standing.flatMap(({ id, closedAt }) =>
      closedAt ? [{ entityId: id, payload: { status, closedAt: closedAt.toISOString() } }] : [],
    );
    await emitManyIn(ctx, place, taskReopened, reopened);
  }
  const about = standing.map((row) => ({ ...row, project: place }));
  await tellProgress(ctx, about, status.name);
}
