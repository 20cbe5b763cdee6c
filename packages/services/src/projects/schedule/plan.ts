import { AppError } from "@steward/contracts";
import { addDays } from "@steward/contracts/kernel/day";
import type { DependencyItem, DependencyReason } from "@steward/contracts/projects/dependency";
import { maxPlannedTasks, type PlannedTask, type ScheduleReason } from "@steward/contracts/projects/schedule";
import type { StatusKind } from "@steward/contracts/projects/task";
import { dependency, milestone, project, task, taskStatus } from "@steward/db/schema";
import { type BusinessCalendar, workingDaysBetween } from "@steward/planning/calendar";
import { firstDay, lastDay } from "@steward/planning/day-number";
import { CycleError } from "@steward/planning/network";
import { and, asc, eq, isNotNull, isNull, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { ServiceContext } from "../../kernel/index.ts";
import { readCalendar } from "../project/calendar.ts";
import { assigneesOf, keyOfTask } from "../task/queries.ts";

/** A task of a plan, with the day by which its milestone wants it. */
export type PlanRow = Omit<PlannedTask, "schedule"> & { milestoneDueOn: string | null };

/** What a project is planned by, as it is read: tasks with days, what they wait for, and when work is done. */
export interface Plan {
  calendar: BusinessCalendar;
  /** By their first day; one more than a plan takes where there are more. */
  rows: PlanRow[];
  dependencies: DependencyItem[];
}

/** An open task with days: what moves, and what others wait for. What has ended holds nothing back any more. */
export interface OpenTask {
  readonly row: PlanRow;
  readonly start: string;
  readonly finish: string;
  readonly durationDays: number;
  /** Its work has begun: it stays, whatever it waits for. */
  readonly hasBegun: boolean;
}

const begunKinds: readonly StatusKind[] = ["inProgress", "review"];

/** A project's plan, in statements of one flight. Who may see it was asked before. */
export async function readPlan(ctx: ServiceContext, projectId: string): Promise<Plan> {
  const [calendar, rows, dependencies] = await Promise.all([
    readCalendar(ctx, projectId),
    readRows(ctx, projectId),
    readDependencies(ctx, projectId),
  ]);
  return { calendar, rows, dependencies: tiesBetween(rows, dependencies) };
}

export function openTasks(calendar: BusinessCalendar, rows: readonly PlanRow[]): OpenTask[] {
  return rows.flatMap((row) => {
    const start = row.startOn ?? row.dueOn;
    const finish = row.dueOn ?? row.startOn;
    if (row.closedAt || !start || !finish || start < firstDay || finish > lastDay) return [];
    const hasBegun = begunKinds.includes(row.status.kind);
    return [{ row, start, finish, durationDays: durationOf(calendar, start, finish), hasBegun }];
  });
}

/** Working days from the first to the last; somebody who plans a task for a Sunday gets a day. */
export function durationOf(calendar: BusinessCalendar, start: string, finish: string): number {
  return Math.max(1, workingDaysBetween(calendar, start, addDays(finish, 1)));
}

/** The dependencies that lead from one of these tasks to another. */
export function tiesBetween(tasks: readonly PlanRow[], dependencies: readonly DependencyItem[]): DependencyItem[] {
  const ids = new Set(tasks.map(({ id }) => id));
  return dependencies.filter((tie) => ids.has(tie.predecessorId) && ids.has(tie.successorId));
}

/**
 * Reckons with a plan, and says in the tasks' keys where they wait for each other in a circle.
 * Throws PRECONDITION `dependency.cycle` (`tasks`), `schedule.out_of_range` where dates lead past what can be planned.
 */
export function reckoned<Answer>(keyOf: ReadonlyMap<string, string>, reckon: () => Answer): Answer {
  try {
    return reckon();
  } catch (error) {
    if (error instanceof RangeError)
      throw new AppError("PRECONDITION", "schedule.out_of_range" satisfies ScheduleReason);
    if (!(error instanceof CycleError)) throw error;
    const tasks = error.ids.map((id) => keyOf.get(id) ?? "");
    throw new AppError("PRECONDITION", "dependency.cycle" satisfies DependencyReason, { tasks });
  }
}

async function readRows(ctx: ServiceContext, projectId: string): Promise<PlanRow[]> {
  const part = alias(task, "part");
  const parents = ctx.db
    .select({ id: part.parentId })
    .from(part)
    .where(and(eq(part.projectId, projectId), isNull(part.deletedAt), isNotNull(part.parentId)));
  const rows = await ctx.db
    .select({
      id: task.id,
      projectKey: project.key,
      number: task.number,
      title: task.title,
      status: { id: taskStatus.id, name: taskStatus.name, kind: sql<StatusKind>`${taskStatus.kind}` },
      parentId: task.parentId,
      startOn: task.startOn,
      dueOn: task.dueOn,
      closedAt: task.closedAt,
      assignees: assigneesOf,
      milestoneDueOn: milestone.dueOn,
    })
    .from(task)
    .innerJoin(project, and(eq(project.tenantId, task.tenantId), eq(project.id, task.projectId)))
    .innerJoin(taskStatus, and(eq(taskStatus.tenantId, task.tenantId), eq(taskStatus.id, task.statusId)))
    .leftJoin(
      milestone,
      and(
        eq(milestone.tenantId, task.tenantId),
        eq(milestone.id, task.milestoneId),
        isNull(milestone.deletedAt),
        isNull(milestone.reachedAt),
      ),
    )
    .where(
      and(
        eq(task.projectId, projectId),
        isNull(task.deletedAt),
        or(isNotNull(task.startOn), isNotNull(task.dueOn), sql`${task.id} in ${parents}`),
      ),
    )
    .orderBy(sql`coalesce(${task.startOn}, ${task.dueOn})`, asc(task.number))
    .limit(maxPlannedTasks + 1);
  return rows.map(({ projectKey, ...row }) => ({ ...row, key: keyOfTask({ key: projectKey }, row.number) }));
}

/** Every tie of the project's tasks, removed ones included: they may come back. */
export function readDependencies(ctx: ServiceContext, projectId: string): Promise<DependencyItem[]> {
  return ctx.db
    .select({
      id: dependency.id,
      predecessorId: dependency.predecessorId,
      successorId: dependency.successorId,
      type: dependency.type,
      lagDays: dependency.lagDays,
    })
    .from(dependency)
    .innerJoin(task, and(eq(task.tenantId, dependency.tenantId), eq(task.id, dependency.successorId)))
    .where(eq(task.projectId, projectId))
    .orderBy(asc(dependency.id));
}
