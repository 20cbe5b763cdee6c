import { addDays } from "@steward/contracts/kernel/day";
import { priorities } from "@steward/contracts/projects/task";
import {
  type CalendarTask,
  maxCalendarTasks,
  type TaskCalendar,
  type TaskRangeInput,
} from "@steward/contracts/projects/task-views";
import { project, task, taskStatus } from "@steward/db/schema";
import { and, asc, between, gte, isNull, lt, type SQL, sql } from "drizzle-orm";
import type { ServiceContext } from "../../kernel/index.ts";
import { whereTasks } from "./filter.ts";
import { assigneesOf, keyOfTask, taskJoins } from "./queries.ts";

/** Few tasks take longer; those have an index of their own (`projects_task_all_long`), which says this number. */
const longDays = 62;

/** Where a task begins: a day alone is both its first and its last. */
const begins = sql<string>`coalesce(${task.startOn}, ${task.dueOn})`;

/**
 * The ids of tasks that have a day in common with a stretch of days, as a query. In one condition (`begins before its end, ends
 * after its begin`) no index would say where to stop reading; in these parts each is a range of one, across all projects too.
 *
 * @param limit so many of those that begin first
 */
export function idsWithin(
  ctx: ServiceContext,
  { from, to }: Pick<TaskRangeInput, "from" | "to">,
  where: SQL | undefined,
  limit?: number,
): SQL {
  const lately = addDays(from, -longDays);
  const reachesInto = gte(task.dueOn, from);
  const isLong = sql`${task.dueOn} - ${task.startOn} > ${sql.raw(String(longDays))}`;
  const parts = [
    { by: task.startOn, is: between(task.startOn, from, to) },
    { by: task.dueOn, is: and(isNull(task.startOn), between(task.dueOn, from, to)) },
    { by: task.startOn, is: and(gte(task.startOn, lately), lt(task.startOn, from), reachesInto) },
    { by: task.startOn, is: and(lt(task.startOn, lately), reachesInto, isLong) },
  ].map(({ by, is }) => {
    const part = ctx.db
      .select({ id: task.id, due: task.dueOn, begins: begins.as("begins") })
      .from(task)
      .where(and(where, is));
    return limit === undefined ? part : part.orderBy(asc(by), asc(task.dueOn), asc(task.id)).limit(limit);
  });
  const all = sql`select part.id from (${sql.join(parts, sql` union all `)}) part`;
  return limit === undefined ? all : sql`${all} order by part.begins, part.due_on, part.id limit ${limit}`;
}

/** The tasks that fall on some days, the ones that begin first first. One statement. */
export async function getTaskCalendar(
  ctx: ServiceContext,
  { filter, ...range }: TaskRangeInput,
): Promise<TaskCalendar> {
  const ids = idsWithin(ctx, range, whereTasks(ctx, { filter }), maxCalendarTasks + 1);
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
    .where(sql`${task.id} = any(array(${ids}))`)
    .orderBy(begins, asc(task.dueOn), asc(task.id));
  const items = rows.slice(0, maxCalendarTasks).map(
    (row): CalendarTask => ({
      ...row,
      key: keyOfTask(row.project, row.number),
      priority: priorities[row.priority] ?? "none",
    }),
  );
  const left = rows[maxCalendarTasks];
  const leftFrom = left && (left.startOn ?? left.dueOn);
  return { items, cutFrom: leftFrom && leftFrom < range.from ? range.from : (leftFrom ?? null) };
}
