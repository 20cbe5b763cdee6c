import { AppError } from "@steward/contracts";
import { addDays } from "@steward/contracts/kernel/day";
import { priorities } from "@steward/contracts/projects/task";
import type { Database } from "@steward/db";
import { calendarFeed, customRole, member, project, task, taskStatus, tenant } from "@steward/db/schema";
import { and, asc, eq, gte, ne, sql } from "drizzle-orm";
import { type Membership, membershipOf, type ServiceContext, today } from "../../kernel/index.ts";
import { findProject } from "../../projects-access/index.ts";
import { whereTasks } from "../task/filter.ts";
import type { FeedName } from "./feed-address.ts";
import { writeCalendar } from "./icalendar.ts";

/** How far back a calendar shows what was due, and how much it shows. */
const pastDays = 92;
const maxEvents = 2_000;

/** Whose eyes a feed sees with, as they are now. */
export interface FeedPlace extends Membership {
  projectId: string | null;
}

/**
 * The feed that an address names and the place its owner has by now; null where there is none: the address was renewed, its
 * owner has left, or may not have feeds any more.
 */
export async function findFeed(database: Database, { tenantId, id, generation }: FeedName): Promise<FeedPlace | null> {
  const [row] = await database
    .read(tenantId)
    .select({ projectId: calendarFeed.projectId, member, tenant, customRole })
    .from(calendarFeed)
    .innerJoin(member, and(eq(member.tenantId, calendarFeed.tenantId), eq(member.id, calendarFeed.memberId)))
    .innerJoin(tenant, eq(tenant.id, calendarFeed.tenantId))
    .leftJoin(customRole, and(eq(customRole.tenantId, member.tenantId), eq(customRole.id, member.customRoleId)))
    .where(and(eq(calendarFeed.id, id), eq(calendarFeed.generation, generation)));
  if (!row) return null;
  try {
    // Nobody signs in: whoever asked for the address had, with all it took.
    const membership = membershipOf(row, { scopes: null, secondFactor: null, impersonator: null });
    const { permissions } = membership.actor;
    const may = permissions.has("projects.feed.write") && permissions.has("projects.task.read");
    return may ? { ...membership, projectId: row.projectId } : null;
  } catch (error) {
    if (error instanceof AppError && error.code === "FORBIDDEN") return null;
    throw error;
  }
}

/**
 * What a calendar is to show: tasks that are due, each for the whole of its day, without those that were cancelled. Null where
 * the project is not there for the feed's owner.
 *
 * @param webUrl where people reach the workspace
 */
export async function readFeed(ctx: ServiceContext, projectId: string | null, webUrl: string): Promise<string | null> {
  const place = projectId === null ? null : await findProject(ctx, projectId);
  if (projectId !== null && !place) return null;
  const now = today(ctx);
  const filter = projectId === null ? { assigneeId: [ctx.actor.memberId] } : { projectId };
  const rows = await ctx.db
    .select({
      id: task.id,
      number: task.number,
      title: task.title,
      dueOn: task.dueOn,
      priority: task.priority,
      version: task.version,
      createdAt: task.createdAt,
      updatedAt: task.updatedAt,
      status: taskStatus.name,
      kind: taskStatus.kind,
      project: { id: project.id, key: project.key, name: project.name },
    })
    .from(task)
    .innerJoin(project, and(eq(project.tenantId, task.tenantId), eq(project.id, task.projectId)))
    .innerJoin(taskStatus, and(eq(taskStatus.tenantId, task.tenantId), eq(taskStatus.id, task.statusId)))
    .where(and(whereTasks(ctx, { filter }), gte(task.dueOn, addDays(now, -pastDays)), ne(taskStatus.kind, "cancelled")))
    // What is nearest, where there is more than anybody looks through.
    .orderBy(sql`abs(${task.dueOn} - ${now}::date)`, asc(task.id))
    .limit(maxEvents);
  const inOrder = rows.toSorted((one, other) => (`${one.dueOn} ${one.id}` < `${other.dueOn} ${other.id}` ? -1 : 1));
  const events = inOrder.flatMap(({ dueOn, ...row }) => {
    if (dueOn === null) return [];
    const priority = row.priority > 0 ? `\nPriority: ${priorities[row.priority]}` : "";
    return [
      {
        uid: `${row.id}@steward`,
        day: dueOn,
        summary: `${row.kind === "done" ? "✓ " : ""}${row.project.key}-${row.number} ${row.title}`,
        description: `${row.project.name}\nStatus: ${row.status}${priority}`,
        url: `${webUrl}/${ctx.tenant.slug}/projects/${row.project.id}/tasks/${row.number}`,
        categories: [row.project.name],
        changedAt: row.updatedAt,
        createdAt: row.createdAt,
        sequence: row.version - 1,
      },
    ];
  });
  return writeCalendar({ name: place ? place.project.name : `Tasks of ${ctx.actor.name}`, events });
}
