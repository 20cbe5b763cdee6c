import { notFound, type Page } from "@steward/contracts";
import type { ListBusinessCalendarsInput } from "@steward/contracts/org/business-calendar";
import { keysetPage } from "@steward/db";
import { businessCalendar, holiday } from "@steward/db/schema";
import { type BusinessCalendar, standardCalendar } from "@steward/planning/calendar";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { containsText, type ServiceContext } from "../kernel/index.ts";

/** Working hours as lists show them; minutes from midnight, Monday first. */
export interface BusinessCalendarItem {
  id: string;
  name: string;
  /** Null: the organisation's. */
  timeZone: string | null;
  week: { from: number; to: number }[][];
  isDefault: boolean;
  holidayCount: number;
  version: number;
}

export interface BusinessCalendarDetail extends BusinessCalendarItem {
  holidays: { day: string; name: string; isYearly: boolean }[];
}

const { id, name, timeZone, week, isDefault, version } = businessCalendar;
const holidayCount = sql<number>`(select count(*)::int from ${holiday} h
  where h.tenant_id = ${businessCalendar.tenantId} and h.calendar_id = ${businessCalendar.id})`;
const columns = { id, name, timeZone, week, isDefault, version, holidayCount };

/** One page of the organisation's calendars. */
export function listBusinessCalendars(
  ctx: ServiceContext,
  input: ListBusinessCalendarsInput,
): Promise<Page<BusinessCalendarItem>> {
  const { search, sort, limit, cursor } = input;
  return keysetPage({ sort, by: name, id, limit, cursor }, (part) =>
    ctx.db
      .select({ ...columns, ...part.columns })
      .from(businessCalendar)
      .where(and(isNull(businessCalendar.deletedAt), containsText(search, name), part.where))
      .orderBy(...part.orderBy)
      .limit(part.limit),
  );
}

/** One calendar with its holidays. Throws NOT_FOUND. */
export async function getBusinessCalendar(ctx: ServiceContext, calendarId: string): Promise<BusinessCalendarDetail> {
  const [[row], holidays] = await Promise.all([
    ctx.db
      .select(columns)
      .from(businessCalendar)
      .where(and(eq(id, calendarId), isNull(businessCalendar.deletedAt))),
    holidaysOf(ctx, calendarId),
  ]);
  if (!row) throw notFound("org.businessCalendar");
  return { ...row, holidays };
}

function holidaysOf({ db }: Pick<ServiceContext, "db">, calendarId: string) {
  return db
    .select({ day: holiday.day, name: holiday.name, isYearly: holiday.isYearly })
    .from(holiday)
    .where(eq(holiday.calendarId, calendarId))
    .orderBy(asc(holiday.day));
}

/**
 * When work is done, as `@steward/planning` reckons with it: by the named calendar, by the organisation's default one, or, as
 * long as nobody has said, from nine to five on weekdays. A calendar that was removed gives way to the default.
 */
export async function calendarOf(
  ctx: Pick<ServiceContext, "db" | "tenant">,
  calendarId: string | null = null,
): Promise<BusinessCalendar> {
  const [row] = await ctx.db
    .select({ id, timeZone, week })
    .from(businessCalendar)
    .where(
      and(isNull(businessCalendar.deletedAt), calendarId ? sql`(${id} = ${calendarId} or ${isDefault})` : isDefault),
    )
    .orderBy(calendarId ? sql`${id} = ${calendarId} desc` : sql`${id}`)
    .limit(1);
  if (!row) return standardCalendar(ctx.tenant.timeZone);
  const holidays = await holidaysOf(ctx, row.id);
  return {
    timeZone: row.timeZone ?? ctx.tenant.timeZone,
    week: row.week,
    holidays: holidays.map(({ day, isYearly }) => ({ day, isYearly })),
  };
}
