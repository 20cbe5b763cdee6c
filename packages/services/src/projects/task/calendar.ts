import { priorities } from "@steward/contracts/projects/task";
import {
  type CalendarTask,
  maxCalendarTasks,
  type TaskCalendar,
  type TaskRangeInput,
} from "@steward/contracts/projects/task-views";
import { project, task, taskStatus } from "@steward/db/schema";
import { and, asc, gte, lte, or, type SQL, sql } from "drizzle-orm";
import type { ServiceContext } from "../../kernel/index.ts";
import { whereTasks } from "./filter.ts";
import { assigneesOf, keyOfTask, taskJoins } from "./queries.ts";

/** That a task's days and a stretch of days have one in common; one day is both its first and its last. */
export const within = (from: string, to: string): SQL | undefined =>
  and(
    or(lte(task.startOn, to), and(sql`${task.startOn} is null`, lte(task.dueOn, to))),
    or(gte(task.dueOn, from), and(sql`${task.dueOn} is null`, gte(task.startOn, from))),
  );

/** The tasks that fall on some days, the ones that begin first first. One statement. */
export async function getTaskCalendar(
  ctx: ServiceContext,
  { from, to, filter }: TaskRangeInput,
): Promise<TaskCalendar> {
  const rows = await ctx.db
    .select({
      id: task.id,
      number: task.number,
      title: task.title,
      status: { id: taskStatus.id, name: taskStatus.name, kind: taskStatus.kind },
      project: { id: project.id, key: project.key, name: project.name },
      priority: task.priority,
      startOn: task.startOn,
      dueOn: task.dueOn,
      closedAt: task.closedAt,
      assignees: assigneesOf,
      version: task.version,
    })
    .from(task)
    .innerJoin(project, taskJoins.project)
    .innerJoin(taskStatus, taskJoins.status)
    .where(and(whereTasks(ctx, { filter }), within(from, to)))
    .orderBy(sql`coalesce(${task.startOn}, ${task.dueOn})`, asc(task.id))
    .limit(maxCalendarTasks + 1);
  const items = rows.slice(0, maxCalendarTasks).map(
    (row): CalendarTask => ({
      ...row,
      key: keyOfTask(row.project, row.number),
      priority: priorities[row.priority] ?? "none",
    }),
  );
  return { items, isCut: rows.length > maxCalendarTasks };
}
