import type { ListBudgetsInput, ProjectBudget } from "@steward/contracts/time/budget";
import { project, timeEntry } from "@steward/db/schema";
import { and, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import type { ServiceContext } from "../kernel/index.ts";
import { ledProject, visibleProject } from "../projects-access/index.ts";

/**
 * What was logged on projects beside what they may take, in one statement for all of them; those that the caller may not see
 * are left out. Time counts as it is logged, whether or not somebody has approved its week.
 */
export async function listBudgets(ctx: ServiceContext, { projectIds }: ListBudgetsInput): Promise<ProjectBudget[]> {
  const isLed = ledProject(ctx);
  const isWhole = ctx.actor.permissions.has("time.entry.manage") ? sql<boolean>`true` : isLed;
  const spent = ctx.db
    .select({
      minutes: minutesWhere(sql`true`).as("spent_minutes"),
      amountMinor: amountMinor.as("spent_minor"),
      unpricedMinutes: minutesWhere(and(timeEntry.isBillable, sql`not ${isPriced}`)).as("unpriced_minutes"),
    })
    .from(timeEntry)
    .where(
      and(
        eq(timeEntry.tenantId, project.tenantId),
        eq(timeEntry.projectId, project.id),
        isNull(timeEntry.deletedAt),
        or(isWhole, eq(timeEntry.memberId, ctx.actor.memberId)),
      ),
    )
    .as("spent");
  const rows = await ctx.db
    .select({
      projectId: project.id,
      isLed,
      isWhole,
      budgetMinutes: project.budgetMinutes,
      minutes: spent.minutes,
      budgetMinor: project.budgetMinor,
      currency: project.currency,
      amountMinor: spent.amountMinor,
      unpricedMinutes: spent.unpricedMinutes,
    })
    .from(project)
    .innerJoinLateral(spent, sql`true`)
    .where(and(inArray(project.id, projectIds), visibleProject(ctx)));
  return rows.map(({ projectId, isLed, isWhole, minutes, budgetMinutes, ...money }) => ({
    ...{ projectId, isWhole, minutes, budgetMinutes },
    money: isLed ? money : null,
  }));
}

/** Two currencies are never added: a project's may have changed since. */
const isPriced = sql`(${timeEntry.hourlyRateMinor} is not null and ${timeEntry.currency} = ${project.currency})`;

const minutesWhere = (which: SQL | undefined) =>
  sql<number>`coalesce(sum(${timeEntry.minutes}) filter (where ${which}), 0)::int`;

/** Rounded once, so that many short entries are worth what a long one is. */
const amountMinor = sql<number>`coalesce(round(
  sum(${timeEntry.minutes} * ${timeEntry.hourlyRateMinor}) filter (where ${timeEntry.isBillable} and ${isPriced}) / 60.0
), 0)`.mapWith(Number);
