import type { BadgeColour } from "@steward/contracts/kernel/colour";
import {
  type CountTasksInput,
  type CustomValue,
  priorities,
  type StatusKind,
  type TaskItem,
} from "@steward/contracts/projects/task";
import type { KeysetPart } from "@steward/db";
import {
  checklistItem,
  cycle,
  dependency,
  label,
  member,
  milestone,
  project,
  task,
  taskAssignee,
  taskComment,
  taskLabel,
  taskStatus,
  taskValue,
} from "@steward/db/schema";
import { and, count, eq, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { ServiceContext } from "../../kernel/index.ts";
import { whereTasks } from "./filter.ts";

export const parent = alias(task, "parent");

/** `ACME-142` */
export const keyOfTask = ({ key }: { readonly key: string }, number: number): string => `${key}-${number}`;

/** Those who are to do it, by name, as one value. */
export const assigneesOf = sql<{ memberId: string; name: string }[]>`(select coalesce(
    jsonb_agg(jsonb_build_object('memberId', m.id, 'name', m.name) order by m.name, m.id), '[]')
  from ${taskAssignee} a join ${member} m on m.tenant_id = a.tenant_id and m.id = a.member_id
  where a.tenant_id = ${task.tenantId} and a.task_id = ${task.id})`;

const labelsOf = sql<{ id: string; name: string; colour: BadgeColour }[]>`(select coalesce(
    jsonb_agg(jsonb_build_object('id', l.id, 'name', l.name, 'colour', l.colour) order by l.name, l.id), '[]')
  from ${taskLabel} t join ${label} l on l.tenant_id = t.tenant_id and l.id = t.label_id
  where t.tenant_id = ${task.tenantId} and t.task_id = ${task.id} and l.deleted_at is null)`;

/** How many of a task's there are, and how many of these meet a condition; as a pair, so that they are read once. */
const pair = (rows: SQL, condition: SQL) => sql<[number, number]>`(select jsonb_build_array(count(*),
    count(*) filter (where ${condition})) from ${rows})`;
const subtasksOf = pair(
  sql`${task} s where s.tenant_id = ${task.tenantId} and s.parent_id = ${task.id} and s.deleted_at is null`,
  sql`s.closed_at is null`,
);
const linesOf = pair(
  sql`${checklistItem} c where c.tenant_id = ${task.tenantId} and c.task_id = ${task.id}`,
  sql`c.done_at is not null`,
);
const commentsOf = sql<number>`(select count(*)::int from ${taskComment} c
  where c.tenant_id = ${task.tenantId} and c.task_id = ${task.id} and c.deleted_at is null)`;
const blockersOf = sql<number>`(select count(*)::int from ${dependency} d
  join ${task} p on p.tenant_id = d.tenant_id and p.id = d.predecessor_id
  where d.tenant_id = ${task.tenantId} and d.successor_id = ${task.id} and p.closed_at is null and p.deleted_at is null)`;

const taskColumns = {
  id: task.id,
  number: task.number,
  title: task.title,
  project: { id: project.id, key: project.key, name: project.name },
  status: { id: taskStatus.id, name: taskStatus.name, kind: sql<StatusKind>`${taskStatus.kind}` },
  rank: task.rank,
  priority: task.priority,
  parent: { id: parent.id, number: parent.number, title: parent.title },
  milestone: { id: milestone.id, name: milestone.name },
  cycle: { id: cycle.id, name: cycle.name },
  reporter: { memberId: member.id, name: member.name },
  assignees: assigneesOf,
  labels: labelsOf,
  estimateMinutes: task.estimateMinutes,
  startOn: task.startOn,
  dueOn: task.dueOn,
  closedAt: task.closedAt,
  isRecurring: sql<boolean>`${task.recurrence} is not null`,
  subtasks: subtasksOf,
  lines: linesOf,
  commentCount: commentsOf,
  blockerCount: blockersOf,
  customFields: sql<Record<string, CustomValue>>`${task.customFields}`,
  createdAt: task.createdAt,
  updatedAt: task.updatedAt,
  version: task.version,
};

export const taskJoins = {
  project: and(eq(project.tenantId, task.tenantId), eq(project.id, task.projectId)),
  status: and(eq(taskStatus.tenantId, task.tenantId), eq(taskStatus.id, task.statusId)),
  parent: and(eq(parent.tenantId, task.tenantId), eq(parent.id, task.parentId)),
  milestone: and(eq(milestone.tenantId, task.tenantId), eq(milestone.id, task.milestoneId)),
  cycle: and(eq(cycle.tenantId, task.tenantId), eq(cycle.id, task.cycleId)),
  reporter: and(eq(member.tenantId, task.tenantId), eq(member.id, task.reporterId)),
};

/** A task, its place in its column, and where it stands in the order it was read in. */
export type TaskRow = TaskItem & { rank: string; keysetValue: string | null; keysetId: string };

/**
 * Tasks with the names of all they refer to, in one statement.
 *
 * @param ids a query for the ids, with its own order and limit; it becomes an array that is worked out first, so that what
 *   is joined and counted is that of those tasks alone.
 * @param answers joins `taskValue`, for an order by what tasks say in a field
 */
export async function readTasks(
  ctx: Pick<ServiceContext, "db">,
  ids: SQLWrapper,
  { columns, orderBy }: Pick<KeysetPart, "columns" | "orderBy"> = unordered,
  answers: SQL = sql`false`,
): Promise<TaskRow[]> {
  const rows = await ctx.db
    .select({ ...taskColumns, ...columns })
    .from(task)
    .innerJoin(project, taskJoins.project)
    .innerJoin(taskStatus, taskJoins.status)
    .innerJoin(member, taskJoins.reporter)
    .leftJoin(parent, taskJoins.parent)
    .leftJoin(milestone, taskJoins.milestone)
    .leftJoin(cycle, taskJoins.cycle)
    .leftJoin(taskValue, answers)
    .where(sql`${task.id} = any(array${ids})`)
    .orderBy(...orderBy);
  return rows.map(itemOf);
}

const unordered = {
  columns: { keysetValue: sql<string | null>`null`, keysetId: sql<string>`${task.id}` },
  orderBy: [],
};

type Counted =
  | "key"
  | "parent"
  | "priority"
  | "subtaskCount"
  | "openSubtaskCount"
  | "checklistCount"
  | "checklistDoneCount";
type RawRow = Omit<TaskRow, Counted> & {
  priority: number;
  parent: { id: string; number: number; title: string } | null;
  subtasks: [number, number];
  lines: [number, number];
};

function itemOf({ subtasks, lines, priority, parent: above, ...row }: RawRow): TaskRow {
  return {
    ...row,
    key: keyOfTask(row.project, row.number),
    parent: above && { id: above.id, key: keyOfTask(row.project, above.number), title: above.title },
    priority: priorities[priority] ?? "none",
    subtaskCount: subtasks[0],
    openSubtaskCount: subtasks[1],
    checklistCount: lines[0],
    checklistDoneCount: lines[1],
  };
}

/** A task as it is answered: without what only the order of a list needs. */
export function withoutPlace({ rank: _rank, keysetValue: _value, keysetId: _id, ...item }: TaskRow): TaskItem {
  return item;
}

/** One stretch of a list of tasks, for `keysetPage`. */
export function readTaskPart(
  ctx: ServiceContext,
  where: SQL | undefined,
  part: KeysetPart,
  answers?: SQL,
): Promise<TaskRow[]> {
  const tasks = ctx.db.select({ id: task.id }).from(task).$dynamic();
  const ids = (answers ? tasks.leftJoin(taskValue, answers) : tasks)
    .where(and(where, part.where))
    .orderBy(...part.orderBy)
    .limit(part.limit);
  return readTasks(ctx, ids, part, answers);
}

/** How many tasks the same search and filter find. */
export async function countTasks(ctx: ServiceContext, input: CountTasksInput): Promise<number> {
  const [row] = await ctx.db.select({ count: count() }).from(task).where(whereTasks(ctx, input));
  return row?.count ?? 0;
}
