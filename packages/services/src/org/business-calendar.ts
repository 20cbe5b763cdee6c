import { AppError, notFound, recordChanged } from "@steward/contracts";
import {
  type AddHolidaysInput,
  type BusinessCalendarReason,
  businessCalendarCreated,
  businessCalendarMadeDefault,
  businessCalendarRemoved,
  businessCalendarRestored,
  businessCalendarUpdated,
  type CreateBusinessCalendarInput,
  holidayRemoved,
  holidaysAdded,
  maxHolidays,
  type RemoveHolidayInput,
  type UpdateBusinessCalendarInput,
} from "@steward/contracts/org/business-calendar";
import { businessCalendar, holiday, project } from "@steward/db/schema";
import { standardCalendar } from "@steward/planning/calendar";
import { and, count, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { changesOf, emit, refuseTaken, type ServiceContext } from "../kernel/index.ts";
import { type BusinessCalendarDetail, getBusinessCalendar } from "./business-calendar-queries.ts";
import { lockTenant } from "./tenant.ts";

type CalendarRow = typeof businessCalendar.$inferSelect;

const conflict = (reason: BusinessCalendarReason) => new AppError("CONFLICT", reason);

const nameTaken = refuseTaken(
  "org_business_calendar_name",
  "business_calendar.name_taken" satisfies BusinessCalendarReason,
);

/** Adds a calendar, of nine to five from Monday to Friday unless it says otherwise. The first one is the default. */
export async function createBusinessCalendar(
  ctx: ServiceContext,
  input: CreateBusinessCalendarInput,
): Promise<BusinessCalendarDetail> {
  // Two that are made at once are not both the first.
  await lockTenant(ctx);
  const [others] = await ctx.db
    .select({ count: count() })
    .from(businessCalendar)
    .where(and(eq(businessCalendar.isDefault, true), isNull(businessCalendar.deletedAt)));
  const week = input.week ?? standardCalendar(ctx.tenant.timeZone).week.map((hours) => [...hours]);
  const [row] = await ctx.db
    .insert(businessCalendar)
    .values({ ...input, week, isDefault: others?.count === 0 })
    .returning({ id: businessCalendar.id })
    .catch(nameTaken);
  if (!row) throw new AppError("INTERNAL", "business_calendar.not_written");
  await emit(ctx, businessCalendarCreated, row.id, { name: input.name });
  return getBusinessCalendar(ctx, row.id);
}

/** Changes the given members. Throws NOT_FOUND, CONFLICT `record_changed` | `business_calendar.name_taken`. */
export async function updateBusinessCalendar(
  ctx: ServiceContext,
  input: UpdateBusinessCalendarInput,
): Promise<BusinessCalendarDetail> {
  const { id, version, ...fields } = input;
  const before = await lockCalendar(ctx, id);
  if (version !== undefined && version !== before.version) throw recordChanged("org.businessCalendar");
  const changes = changesOf(before, fields);
  if (Object.keys(changes).length > 0) {
    await ctx.db
      .update(businessCalendar)
      .set({ ...fields, version: before.version + 1 })
      .where(eq(businessCalendar.id, id))
      .catch(nameTaken);
    await emit(ctx, businessCalendarUpdated, id, { name: before.name, changes });
  }
  return getBusinessCalendar(ctx, id);
}

async function lockCalendar({ db }: ServiceContext, id: string): Promise<CalendarRow> {
  const [row] = await db
    .select()
    .from(businessCalendar)
    .where(and(eq(businessCalendar.id, id), isNull(businessCalendar.deletedAt)))
    .for("update");
  if (!row) throw notFound("org.businessCalendar");
  return row;
}

/** Makes a calendar the one that counts where nobody names another. Throws NOT_FOUND. */
export async function setDefaultBusinessCalendar(ctx: ServiceContext, id: string): Promise<BusinessCalendarDetail> {
  await lockTenant(ctx);
  const { name, isDefault } = await lockCalendar(ctx, id);
  if (!isDefault) {
    await ctx.db.update(businessCalendar).set({ isDefault: false }).where(eq(businessCalendar.isDefault, true));
    await ctx.db
      .update(businessCalendar)
      .set({ isDefault: true, version: sql`${businessCalendar.version} + 1` })
      .where(eq(businessCalendar.id, id));
    await emit(ctx, businessCalendarMadeDefault, id, { name });
  }
  return getBusinessCalendar(ctx, id);
}

/**
 * Removes a calendar; `restoreBusinessCalendar` brings it back.
 * Throws NOT_FOUND; CONFLICT `business_calendar.is_default` | `business_calendar.in_use` by a project.
 */
export async function removeBusinessCalendar(ctx: ServiceContext, id: string): Promise<{ id: string }> {
  await lockTenant(ctx);
  const { name, isDefault } = await lockCalendar(ctx, id);
  if (isDefault) throw conflict("business_calendar.is_default");
  const [user] = await ctx.db
    .select({ id: project.id })
    .from(project)
    .where(and(eq(project.calendarId, id), isNull(project.deletedAt)))
    .limit(1);
  if (user) throw conflict("business_calendar.in_use");
  await ctx.db
    .update(businessCalendar)
    .set({ deletedAt: sql`now()`, version: sql`${businessCalendar.version} + 1` })
    .where(eq(businessCalendar.id, id));
  await emit(ctx, businessCalendarRemoved, id, { name });
  return { id };
}

/** Undoes a removal. Throws NOT_FOUND; CONFLICT `business_calendar.name_taken` since. */
export async function restoreBusinessCalendar(ctx: ServiceContext, id: string): Promise<BusinessCalendarDetail> {
  const [row] = await ctx.db
    .update(businessCalendar)
    .set({ deletedAt: null, version: sql`${businessCalendar.version} + 1` })
    .where(and(eq(businessCalendar.id, id), isNotNull(businessCalendar.deletedAt)))
    .returning({ name: businessCalendar.name })
    .catch(nameTaken);
  if (!row) throw notFound("org.businessCalendar");
  await emit(ctx, businessCalendarRestored, id, row);
  return getBusinessCalendar(ctx, id);
}

/**
 * Adds days on which nobody works; one that is there already gets the new name.
 * Throws NOT_FOUND; CONFLICT `business_calendar.too_many_holidays`.
 */
export async function addHolidays(
  ctx: ServiceContext,
  { id, holidays }: AddHolidaysInput,
): Promise<BusinessCalendarDetail> {
  const { name } = await lockCalendar(ctx, id);
  const byDay = new Map(holidays.map((one) => [one.day, { ...one, calendarId: id }]));
  await ctx.db
    .insert(holiday)
    .values([...byDay.values()])
    .onConflictDoUpdate({
      target: [holiday.tenantId, holiday.calendarId, holiday.day],
      set: { name: sql`excluded.name`, isYearly: sql`excluded.is_yearly` },
    });
  const [all] = await ctx.db.select({ count: count() }).from(holiday).where(eq(holiday.calendarId, id));
  if ((all?.count ?? 0) > maxHolidays) throw conflict("business_calendar.too_many_holidays");
  await touch(ctx, id);
  await emit(ctx, holidaysAdded, id, { name, days: [...byDay.keys()] });
  return getBusinessCalendar(ctx, id);
}

/** Makes a holiday a day like others. Throws NOT_FOUND, also for a day that is none. */
export async function removeHoliday(
  ctx: ServiceContext,
  { id, day }: RemoveHolidayInput,
): Promise<BusinessCalendarDetail> {
  const { name } = await lockCalendar(ctx, id);
  const { rowCount } = await ctx.db.delete(holiday).where(and(eq(holiday.calendarId, id), eq(holiday.day, day)));
  if (rowCount === 0) throw notFound("org.businessCalendar");
  await touch(ctx, id);
  await emit(ctx, holidayRemoved, id, { name, day });
  return getBusinessCalendar(ctx, id);
}

async function touch({ db }: ServiceContext, id: string): Promise<void> {
  await db
    .update(businessCalendar)
    .set({ version: sql`${businessCalendar.version} + 1` })
    .where(eq(businessCalendar.id, id));
}
