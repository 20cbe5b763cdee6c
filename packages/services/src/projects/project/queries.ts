import { notFound, type Page } from "@steward/contracts";
import type {
  CountProjectsInput,
  ListProjectsInput,
  ProjectDetail,
  ProjectItem,
  ProjectStatus,
} from "@steward/contracts/projects/project";
import { keysetPage, searchFilter } from "@steward/db";
import { account, member, project, projectMember, task } from "@steward/db/schema";
import { and, count, eq, gte, inArray, lte, ne, type SQL, sql } from "drizzle-orm";
import { anyIdOf, type ServiceContext } from "../../kernel/index.ts";
import { isMine, rightsIn, visibleProject } from "../../projects-access/index.ts";
import { listStatuses } from "../status/queries.ts";

const ofOwner = and(eq(member.tenantId, project.tenantId), eq(member.id, project.ownerId));
/** Who the client is, is the CRM's to tell: to whoever may not see accounts there, a project has none. */
const ofAccount = ({ actor }: ServiceContext) =>
  actor.permissions.has("crm.account.read")
    ? and(eq(account.tenantId, project.tenantId), eq(account.id, project.accountId))
    : sql`false`;

function selectItems(ctx: ServiceContext) {
  const tasks = ctx.db
    .select({
      all: sql<number>`count(*)::int`.as("all_tasks"),
      open: sql<number>`(count(*) filter (where ${task.closedAt} is null))::int`.as("open_tasks"),
    })
    .from(task)
    .where(and(eq(task.tenantId, project.tenantId), eq(task.projectId, project.id), sql`${task.deletedAt} is null`))
    .as("tasks");
  const columns = {
    id: project.id,
    key: project.key,
    name: project.name,
    status: project.status,
    visibility: project.visibility,
    isTemplate: project.isTemplate,
    owner: { memberId: member.id, name: member.name },
    account: { id: account.id, name: account.name },
    startOn: project.startOn,
    dueOn: project.dueOn,
    taskCount: tasks.all,
    openTaskCount: tasks.open,
    memberCount: sql<number>`(select count(*)::int from ${projectMember} p
      where p.tenant_id = ${project.tenantId} and p.project_id = ${project.id})`,
    role: projectMember.role,
    createdAt: project.createdAt,
    updatedAt: project.updatedAt,
    version: project.version,
  };
  return { columns, tasks };
}

function whereProjects(ctx: ServiceContext, { search, filter }: CountProjectsInput): SQL | undefined {
  const livelier: ProjectStatus = "archived";
  return and(
    visibleProject(ctx),
    eq(project.isTemplate, filter.isTemplate ?? false),
    searchFilter(project, search),
    filter.status?.length ? inArray(project.status, filter.status) : ne(project.status, livelier),
    filter.visibility ? eq(project.visibility, filter.visibility) : undefined,
    filter.ownerId?.length ? inArray(project.ownerId, filter.ownerId) : undefined,
    filter.memberId?.length ? hasMember(ctx, filter.memberId) : undefined,
    filter.accountId?.length && !ctx.actor.permissions.has("crm.account.read")
      ? sql`false`
      : anyIdOf(project.accountId, filter.accountId),
    filter.dueOn?.from ? gte(project.dueOn, filter.dueOn.from) : undefined,
    filter.dueOn?.to ? lte(project.dueOn, filter.dueOn.to) : undefined,
  );
}

function hasMember(ctx: ServiceContext, memberIds: readonly string[]): SQL {
  const places = ctx.db
    .select({ id: projectMember.projectId })
    .from(projectMember)
    .where(inArray(projectMember.memberId, [...memberIds]));
  return inArray(project.id, places);
}

const sortColumns = {
  name: project.name,
  createdAt: project.createdAt,
  updatedAt: project.updatedAt,
  dueOn: project.dueOn,
};

/** One page of the projects that the caller may see. */
export function listProjects(ctx: ServiceContext, input: ListProjectsInput): Promise<Page<ProjectItem>> {
  const { sort, limit, cursor } = input;
  const { columns, tasks } = selectItems(ctx);
  return keysetPage({ sort, by: sortColumns[sort.field], id: project.id, limit, cursor }, (part) =>
    ctx.db
      .select({ ...columns, ...part.columns })
      .from(project)
      .innerJoin(member, ofOwner)
      .leftJoin(account, ofAccount(ctx))
      .leftJoin(projectMember, isMine(ctx))
      .leftJoinLateral(tasks, sql`true`)
      .where(and(whereProjects(ctx, input), part.where))
      .orderBy(...part.orderBy)
      .limit(part.limit)
      .then((rows) => rows.map(withCounts)),
  );
}

const withCounts = <Row extends { taskCount: number | null; openTaskCount: number | null }>(row: Row) => ({
  ...row,
  taskCount: row.taskCount ?? 0,
  openTaskCount: row.openTaskCount ?? 0,
});

/** How many projects the same search and filter find. */
export async function countProjects(ctx: ServiceContext, input: CountProjectsInput): Promise<number> {
  const [row] = await ctx.db.select({ count: count() }).from(project).where(whereProjects(ctx, input));
  return row?.count ?? 0;
}

/** What work is sold for concerns those who run it. */
const withoutMoney = { budgetMinor: null, hourlyRateMinor: null };

/** One project with its workflow, in two statements of one flight. Throws NOT_FOUND. */
export async function getProject(ctx: ServiceContext, id: string): Promise<ProjectDetail> {
  const { columns, tasks } = selectItems(ctx);
  const [[row], statuses] = await Promise.all([
    ctx.db
      .select({
        ...columns,
        description: project.description,
        budgetMinutes: project.budgetMinutes,
        budgetMinor: project.budgetMinor,
        currency: project.currency,
        hourlyRateMinor: project.hourlyRateMinor,
        calendarId: project.calendarId,
      })
      .from(project)
      .innerJoin(member, ofOwner)
      .leftJoin(account, ofAccount(ctx))
      .leftJoin(projectMember, isMine(ctx))
      .leftJoinLateral(tasks, sql`true`)
      .where(and(eq(project.id, id), visibleProject(ctx))),
    listStatuses(ctx, id),
  ]);
  if (!row) throw notFound("projects.project");
  const rights = rightsIn(ctx, { mine: row.role === null ? null : { role: row.role } });
  return { ...withCounts(row), ...(!rights.lead && withoutMoney), statuses, rights };
}
