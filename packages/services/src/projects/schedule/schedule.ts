import { createHash } from "node:crypto";
import { AppError, invalidField, notFound } from "@steward/contracts";
import {
  maxPlannedTasks,
  type PlannedMilestone,
  type PreviewScheduleInput,
  type ProjectPlan,
  type ScheduleChange,
  type SchedulePreview,
  type ScheduleReason,
  type TaskDays,
} from "@steward/contracts/projects/schedule";
import type { TaskReason } from "@steward/contracts/projects/task";
import { milestone, task } from "@steward/db/schema";
import { reschedule } from "@steward/planning/reschedule";
import { schedule } from "@steward/planning/schedule";
import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import type { ServiceContext } from "../../kernel/index.ts";
import { requireProject, rightsIn, visibleProjects } from "../../projects-access/index.ts";
import {
  durationOf,
  type OpenTask,
  openTasks,
  type Plan,
  type PlanRow,
  readPlan,
  reckoned,
  tiesBetween,
} from "./plan.ts";

/**
 * A project's plan with early and late days, slack and the critical path, in two flights. Each task begins on its own day
 * at the earliest, so slack is what is left in the plan as people made it; a milestone is the deadline of its tasks.
 * Throws NOT_FOUND; PRECONDITION `dependency.cycle` | `schedule.out_of_range`.
 */
export async function getSchedule(ctx: ServiceContext, projectId: string): Promise<ProjectPlan> {
  const place = await requireProject(ctx, projectId, "read");
  const [{ calendar, rows, dependencies }, milestones] = await Promise.all([
    readPlan(ctx, projectId),
    readMilestones(ctx, projectId),
  ]);
  const shown = rows.slice(0, maxPlannedTasks);
  const open = openTasks(calendar, shown);
  const found = reckoned(keysOf(open), () =>
    schedule({
      calendar,
      start: open[0]?.start ?? "2000-01-01",
      tasks: open.map(({ row, start, durationDays, hasBegun }) => ({
        id: row.id,
        durationDays,
        earliestStart: start,
        deadline: row.milestoneDueOn,
        fixedStart: hasBegun ? start : null,
      })),
      dependencies: tiesBetween(rowsOf(open), dependencies),
    }),
  );
  const scheduleOf = new Map(found.tasks.map(({ id, ...dates }) => [id, dates]));
  const ids = new Set(shown.map(({ id }) => id));
  return {
    calendar,
    tasks: shown.map(({ milestoneDueOn: _, ...row }) => ({
      ...row,
      parentId: row.parentId !== null && ids.has(row.parentId) ? row.parentId : null,
      schedule: scheduleOf.get(row.id) ?? null,
    })),
    dependencies: tiesBetween(shown, dependencies),
    milestones,
    finishOn: found.finish,
    isCut: rows.length > maxPlannedTasks,
    canWork: rightsIn(ctx, place).work && place.project.status !== "archived",
  };
}

/**
 * What a task on other days would change, itself included.
 * Throws NOT_FOUND; PRECONDITION `schedule.task_ended` | `schedule.out_of_range` | `dependency.cycle`; LIMIT `schedule.too_many`;
 * INVALID `task.days_reversed`.
 */
export async function previewSchedule(ctx: ServiceContext, input: PreviewScheduleInput): Promise<SchedulePreview> {
  const moved = await findTask(ctx, input.taskId);
  await requireProject(ctx, moved.projectId, "read");
  return changesBy(await readPlan(ctx, moved.projectId), moved, input);
}

export interface MovedTask {
  id: string;
  projectId: string;
}

/** Which project a task is planned in. Throws NOT_FOUND. */
export async function findTask(ctx: ServiceContext, id: string): Promise<MovedTask> {
  const [found] = await ctx.db
    .select({ id: task.id, projectId: task.projectId })
    .from(task)
    .where(and(eq(task.id, id), isNull(task.deletedAt), inArray(task.projectId, visibleProjects(ctx))));
  if (!found) throw notFound("projects.task");
  return found;
}

/** What a task on other days changes in a plan, itself first and its parts along with it. Throws as `previewSchedule`. */
export function changesBy(
  plan: Plan,
  { id }: MovedTask,
  { startOn, dueOn, pull = false }: PreviewScheduleInput,
): SchedulePreview {
  const { calendar, rows, dependencies } = plan;
  if (startOn > dueOn) {
    throw invalidField("dueOn", "task.days_reversed" satisfies TaskReason, "This is before the first day");
  }
  if (rows.length > maxPlannedTasks) throw refused("LIMIT", "schedule.too_many", { max: maxPlannedTasks });
  const open = openTasks(calendar, rows);
  const moved = open.find(({ row }) => row.id === id);
  if (!moved) throw refused("PRECONDITION", "schedule.task_ended");
  const partOf = openParents(rows, open);
  const tasks = open.map(({ row, start, durationDays, hasBegun }) => ({
    id: row.id,
    start,
    durationDays,
    isFixed: hasBegun,
    parentId: partOf(row.id),
  }));
  const isMove = daysBetween(startOn, dueOn) === daysBetween(moved.start, moved.finish);
  const keys = keysOf(open);
  const { changes, broken } = reckoned(keys, () =>
    reschedule(
      { calendar, tasks, dependencies: tiesBetween(rowsOf(open), dependencies) },
      { id, start: startOn, durationDays: isMove ? moved.durationDays : durationOf(calendar, startOn, dueOn) },
      { pull },
    ),
  );
  const openById = new Map(open.map((each) => [each.row.id, each]));
  const named = changes.flatMap((change) => {
    const there = openById.get(change.id);
    return there ? changeOf(there, change) : [];
  });
  const refOf = (taskId: string) => ({ key: keys.get(taskId) ?? "", title: openById.get(taskId)?.row.title ?? "" });
  return {
    changes: named,
    broken: broken.map(({ predecessorId, successorId }) => ({
      predecessor: refOf(predecessorId),
      successor: refOf(successorId),
    })),
    fingerprint: fingerprintOf(named),
  };
}

/** The nearest open task that a task is a part of: one between them may have ended, or have no days. */
function openParents(rows: readonly PlanRow[], open: readonly OpenTask[]): (id: string) => string | null {
  const parentOf = new Map(rows.map(({ id, parentId }) => [id, parentId]));
  const isOpen = new Set(open.map(({ row }) => row.id));
  const nearest = (id: string): string | null => {
    const parentId = parentOf.get(id) ?? null;
    return parentId === null || isOpen.has(parentId) ? parentId : nearest(parentId);
  };
  return nearest;
}

/** Nothing, where its days stay what they are. A day that nobody gave is made up only for a task that takes longer. */
function changeOf({ row }: OpenTask, { start, finish }: { start: string; finish: string }): ScheduleChange[] {
  const from: TaskDays = { startOn: row.startOn, dueOn: row.dueOn };
  const isOneDay = start === finish;
  const to: TaskDays = {
    startOn: row.startOn === null && isOneDay ? null : start,
    dueOn: row.dueOn === null && isOneDay ? null : finish,
  };
  if (from.startOn === to.startOn && from.dueOn === to.dueOn) return [];
  return [{ task: { id: row.id, key: row.key, title: row.title }, from, to }];
}

function fingerprintOf(changes: readonly ScheduleChange[]): string {
  const said = changes.map(({ task: { id }, from, to }) => [id, from.startOn, from.dueOn, to.startOn, to.dueOn]);
  return createHash("sha256").update(JSON.stringify(said)).digest("base64url");
}

function readMilestones(ctx: ServiceContext, projectId: string): Promise<PlannedMilestone[]> {
  return ctx.db
    .select({ id: milestone.id, name: milestone.name, dueOn: milestone.dueOn, reachedAt: milestone.reachedAt })
    .from(milestone)
    .where(and(eq(milestone.projectId, projectId), isNull(milestone.deletedAt)))
    .orderBy(asc(milestone.dueOn), asc(milestone.id));
}

const rowsOf = (open: readonly OpenTask[]) => open.map(({ row }) => row);

const keysOf = (open: readonly OpenTask[]) => new Map(open.map(({ row }) => [row.id, row.key]));

const daysBetween = (from: string, to: string) => Date.parse(to) - Date.parse(from);

const refused = (code: "LIMIT" | "PRECONDITION", reason: ScheduleReason, details: AppError["details"] = {}) =>
  new AppError(code, reason, details);
