import type { PlanCalendar } from "@steward/contracts/projects/schedule";
import { businessCalendar, holiday, project } from "@steward/db/schema";
import { type BusinessCalendar, isWorkingDay, standardCalendar } from "@steward/planning/calendar";
import { and, eq, isNull, or, sql } from "drizzle-orm";
import type { ServiceContext } from "../kernel/index.ts";

/** The calendar that a project is planned by: its own, else the organisation's, else Monday to Friday. Null: of no project. */
export async function readCalendar(
  ctx: Pick<ServiceContext, "db" | "tenant">,
  projectId: string | null,
): Promise<PlanCalendar> {
  const own = ctx.db
    .select({ id: project.calendarId })
    .from(project)
    .where(eq(project.id, projectId ?? ""));
  const isOwn = projectId === null ? sql`false` : sql`${businessCalendar.id} = ${own}`;
  const [found] = await ctx.db
    .select({
      timeZone: businessCalendar.timeZone,
      week: businessCalendar.week,
      holidays: sql<PlanCalendar["holidays"]>`(select coalesce(
          jsonb_agg(jsonb_build_object('day', h.day, 'isYearly', h.is_yearly) order by h.day), '[]')
        from ${holiday} h where h.tenant_id = ${businessCalendar}.tenant_id and h.calendar_id = ${businessCalendar}.id)`,
    })
    .from(businessCalendar)
    .where(and(isNull(businessCalendar.deletedAt), or(isOwn, businessCalendar.isDefault)))
    .orderBy(sql`(${isOwn}) is true desc`)
    .limit(1);
  // Without a working day there is no plan.
  if (!found || found.week.every((day) => day.length === 0)) {
    const { timeZone, week } = standardCalendar(ctx.tenant.timeZone);
    return { timeZone, week: week.map((day) => [...day]), holidays: [] };
  }
  return { ...found, timeZone: found.timeZone ?? ctx.tenant.timeZone };
}

/** Minutes that are worked on a day. */
export function workingMinutes(calendar: BusinessCalendar, day: string): number {
  if (!isWorkingDay(calendar, day)) return 0;
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return (calendar.week[weekday] ?? []).reduce((sum, { from, to }) => sum + to - from, 0);
}
