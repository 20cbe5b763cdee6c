import { project } from "@steward/db/schema";
import { type BusinessCalendar, isWorkingDay } from "@steward/planning/calendar";
import { eq } from "drizzle-orm";
import type { ServiceContext } from "../../kernel/index.ts";
import { calendarOf } from "../../org/index.ts";

/** The calendar that a project is planned by: its own, else the organisation's. Null: of no project. */
export function readCalendar(
  ctx: Pick<ServiceContext, "db" | "tenant">,
  projectId: string | null,
): Promise<BusinessCalendar> {
  const { db } = ctx;
  if (projectId === null) return calendarOf(ctx);
  return calendarOf(ctx, db.select({ id: project.calendarId }).from(project).where(eq(project.id, projectId)));
}

/** Minutes that are worked on a day. */
export function workingMinutes(calendar: BusinessCalendar, day: string): number {
  if (!isWorkingDay(calendar, day)) return 0;
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return (calendar.week[weekday] ?? []).reduce((sum, { from, to }) => sum + to - from, 0);
}
