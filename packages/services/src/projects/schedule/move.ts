import { AppError } from "@steward/contracts";
import type {
  ApplyScheduleInput,
  ScheduleChange,
  SchedulePreview,
  ScheduleReason,
  TaskDays,
  UndoScheduleInput,
} from "@steward/contracts/projects/schedule";
import { taskUpdated } from "@steward/contracts/projects/task";
import { type project, task } from "@steward/db/schema";
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { changesOf, type ServiceContext, updateMany } from "../../kernel/index.ts";
import { emitManyIn, requireProject } from "../../projects-access/index.ts";
import { requireDays } from "../task/references.ts";
import { readPlan } from "./plan.ts";
import { changesBy, findTask } from "./schedule.ts";

/**
 * Puts a task on other days, and whatever waits for it with it, in one transaction: all of it or nothing.
 * Throws as `previewSchedule`; FORBIDDEN, PRECONDITION as `requireProject`; CONFLICT `schedule.changed_since` where it would
 * not be what `fingerprint` stands for, or where somebody else moves one of these tasks at the same moment.
 */
export async function applySchedule(ctx: ServiceContext, input: ApplyScheduleInput): Promise<SchedulePreview> {
  const moved = await findTask(ctx, input.taskId);
  const { project } = await requireProject(ctx, moved.projectId, "work", { lock: true });
  const preview = changesBy(await readPlan(ctx, project.id), moved, input);
  if (input.fingerprint !== undefined && input.fingerprint !== preview.fingerprint) throw changedSince();
  await writeDays(ctx, project, preview.changes.map(dayChangeOf));
  return preview;
}

/**
 * Takes a move back: each of its tasks goes to the days it had, if all of them stand where they were put.
 * Throws NOT_FOUND; FORBIDDEN, PRECONDITION as `requireProject`; INVALID `task.days_reversed`; CONFLICT
 * `schedule.changed_since`.
 */
export async function undoSchedule(ctx: ServiceContext, { changes }: UndoScheduleInput): Promise<{ count: number }> {
  const { projectId } = await findTask(ctx, changes[0]?.taskId ?? "");
  const { project } = await requireProject(ctx, projectId, "work", { lock: true });
  for (const { from } of changes) requireDays(from.startOn, from.dueOn);
  const back = changes.map(({ taskId, from, to }) => ({ id: taskId, from: to, to: from }));
  await writeDays(ctx, project, back);
  return { count: back.length };
}

interface DayChange {
  readonly id: string;
  readonly from: TaskDays;
  readonly to: TaskDays;
}

const dayChangeOf = ({ task: { id }, from, to }: ScheduleChange): DayChange => ({ id, from, to });

/** One statement takes 65,535 parameters at most. */
const eventChunk = 2_000;

async function writeDays(
  ctx: ServiceContext,
  place: typeof project.$inferSelect,
  changes: readonly DayChange[],
): Promise<void> {
  await lockUnchanged(ctx, place.id, changes);
  const rows = changes.map(({ id, to }) => ({ id, startOn: to.startOn, dueOn: to.dueOn }));
  const counted = [sql`version = ${task.version} + 1`, sql`updated_at = now()`];
  await updateMany(ctx.db, task, ["startOn", "dueOn"], rows, counted);
  for (let start = 0; start < changes.length; start += eventChunk) {
    const facts = changes.slice(start, start + eventChunk).map(({ id, from, to }) => ({
      entityId: id,
      payload: { changes: changesOf(from, to) },
    }));
    await emitManyIn(ctx, place, taskUpdated, facts);
  }
}

/** Holds the tasks, in the order of their ids, and makes sure that they are where whoever asks saw them. */
async function lockUnchanged(ctx: ServiceContext, projectId: string, changes: readonly DayChange[]): Promise<void> {
  const ids = changes.map(({ id }) => id);
  const rows = await ctx.db
    .select({ id: task.id, startOn: task.startOn, dueOn: task.dueOn })
    .from(task)
    .where(and(inArray(task.id, ids), eq(task.projectId, projectId), isNull(task.deletedAt), isNull(task.closedAt)))
    .orderBy(asc(task.id))
    .for("no key update");
  const now = new Map(rows.map((row) => [row.id, row]));
  const isSame = changes.every(({ id, from }) => {
    const row = now.get(id);
    return row?.startOn === from.startOn && row.dueOn === from.dueOn;
  });
  if (!isSame) throw changedSince();
}

const changedSince = () => new AppError("CONFLICT", "schedule.changed_since" satisfies ScheduleReason);
