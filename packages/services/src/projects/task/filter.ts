import { projectUpdated } from "@steward/contracts/projects/project";
import { type CountTasksInput, priorities, type TaskFilter } from "@steward/contracts/projects/task";
import { searchFilter } from "@steward/db";
import { auditEvent, project, task, taskAssignee, taskLabel, taskStatus, taskWatcher } from "@steward/db/schema";
import { and, eq, gte, inArray, isNotNull, isNull, lt, lte, ne, not, or, type SQL, sql } from "drizzle-orm";
import { anyIdOf, type ServiceContext, today, withinDays } from "../../kernel/index.ts";
import { visibleProject } from "../../projects-access/index.ts";
import { byFields } from "./values.ts";

/** The ids of the projects that a list is about, as a query: one, or all that are worked in. */
function projectsOf(ctx: ServiceContext, { projectId }: TaskFilter) {
  const among = projectId
    ? eq(project.id, projectId)
    : and(eq(project.isTemplate, false), ne(project.status, "archived"));
  return ctx.db
    .select({ id: project.id })
    .from(project)
    .where(and(visibleProject(ctx), among));
}

/** Which tasks a list, its count, its export, the board and the calendar are about. What one may not see is not among them. */
export function whereTasks(ctx: ServiceContext, { search, filter }: CountTasksInput): SQL | undefined {
  const projects = projectsOf(ctx, filter);
  return and(
    isNull(task.deletedAt),
    filter.projectId ? eq(task.projectId, filter.projectId) : undefined,
    // Worked out first, once: joined as a set, PostgreSQL may read all tasks of the organisation.
    sql`${task.projectId} = any(array${projects})`,
    matches(search, projects),
    filter.statusId?.length ? inArray(task.statusId, filter.statusId) : undefined,
    filter.statusKind?.length ? hasKind(ctx, filter.statusKind) : undefined,
    filter.priority?.length
      ? inArray(
          task.priority,
          filter.priority.map((name) => priorities.indexOf(name)),
        )
      : undefined,
    among(ctx, taskAssignee, taskAssignee.memberId, filter.assigneeId),
    among(ctx, taskLabel, taskLabel.labelId, filter.labelId),
    among(ctx, taskWatcher, taskWatcher.memberId, filter.watcherId),
    anyIdOf(task.milestoneId, filter.milestoneId),
    anyIdOf(task.cycleId, filter.cycleId),
    anyIdOf(task.parentId, filter.parentId),
    filter.reporterId?.length ? inArray(task.reporterId, filter.reporterId) : undefined,
    ...byDay(ctx, filter),
    ...byFields(ctx, filter.customFields),
  );
}

function byDay(ctx: ServiceContext, filter: TaskFilter): (SQL | undefined)[] {
  const late = and(isNull(task.closedAt), lt(task.dueOn, today(ctx)));
  return [
    filter.isOpen === undefined ? undefined : filter.isOpen ? isNull(task.closedAt) : isNotNull(task.closedAt),
    filter.isOverdue === true ? late : undefined,
    // Without a day nothing is late; a plain NOT would drop these rows, because for them the comparison is unknown.
    filter.isOverdue === false && late ? or(isNull(task.dueOn), not(late)) : undefined,
    filter.isUndated === undefined ? undefined : filter.isUndated ? isNull(task.dueOn) : isNotNull(task.dueOn),
    filter.startOn?.from ? gte(task.startOn, filter.startOn.from) : undefined,
    filter.startOn?.to ? lte(task.startOn, filter.startOn.to) : undefined,
    filter.dueOn?.from ? gte(task.dueOn, filter.dueOn.from) : undefined,
    filter.dueOn?.to ? lte(task.dueOn, filter.dueOn.to) : undefined,
    ...withinDays(ctx, task.createdAt, filter.createdAt?.from, filter.createdAt?.to),
  ];
}

/** `ACME-142`, `142`, or words of the title and the description. */
function matches(search: string | undefined, projects: ReturnType<typeof projectsOf>): SQL | undefined {
  const [, key, digits] = /^(?:([A-Za-z][A-Za-z0-9]{1,9})-)?(\d{1,9})$/.exec(search?.trim() ?? "") ?? [];
  const words = searchFilter(task, search, projects);
  if (digits === undefined) return words;
  const named = key ? sql`${task.projectId} in (${called(key.toUpperCase())})` : undefined;
  return or(and(eq(task.number, Number(digits)), named), words);
}

/** The ids of projects that have a key, or had it: mails and messages go on naming tasks by the old one. */
const called = (key: string): SQL => sql`
  select p.id from ${project} p where p.key = ${key} or exists (
    select 1 from ${auditEvent} e where e.tenant_id = p.tenant_id and e.entity_id = p.id
      and e.name = ${projectUpdated.name} and e.payload #>> '{changes,key,from}' = ${key})`;

function hasKind(ctx: ServiceContext, kinds: NonNullable<TaskFilter["statusKind"]>): SQL {
  const statuses = ctx.db.select({ id: taskStatus.id }).from(taskStatus).where(inArray(taskStatus.kind, kinds));
  return inArray(task.statusId, statuses);
}

type Joined = typeof taskAssignee | typeof taskLabel | typeof taskWatcher;

/** Tasks that one of these hangs on; `none` among them: those on which nothing does. */
function among(
  ctx: ServiceContext,
  table: Joined,
  column: typeof taskAssignee.memberId | typeof taskLabel.labelId | typeof taskWatcher.memberId,
  ids: readonly string[] | undefined,
): SQL | undefined {
  if (!ids?.length) return undefined;
  const named = ids.filter((id) => id !== "none");
  const any = ctx.db
    .select({ one: sql`1` })
    .from(table)
    .where(and(eq(table.tenantId, task.tenantId), eq(table.taskId, task.id)));
  const some = ctx.db.select({ id: table.taskId }).from(table).where(inArray(column, named));
  return or(
    named.length > 0 ? inArray(task.id, some) : undefined,
    named.length < ids.length ? sql`not exists (${any})` : undefined,
  );
}
