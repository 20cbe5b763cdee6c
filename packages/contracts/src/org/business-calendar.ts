import { z } from "zod";
import { defineEvent } from "../kernel/event.ts";
import { idSchema, listInput } from "../kernel/list.ts";
import { administrators, definePermissions, staff } from "../kernel/permission.ts";
import { changesSchema, daySchema, versionSchema } from "../kernel/record.ts";
import { nameSchema } from "../kernel/text.ts";
import { timeZoneSchema } from "./tenant.ts";

export const businessCalendarPermissions = definePermissions("org.businessCalendar", {
  read: { description: "See working hours and holidays", roles: staff },
  write: { description: "Change working hours and holidays", roles: administrators },
});

export type BusinessCalendarReason =
  | "business_calendar.name_taken"
  | "business_calendar.is_default"
  | "business_calendar.in_use"
  | "business_calendar.too_many_holidays";

/** In minutes from midnight; `to` may be 1440. */
const workingHoursSchema = z.object({ from: z.int().min(0).max(1439), to: z.int().min(1).max(1440) });

const isInOrder = (hours: readonly { from: number; to: number }[]) =>
  hours.every(({ from, to }, place) => from < to && from >= (hours[place - 1]?.to ?? 0));

/** Seven days, Monday first (ISO 8601); hours of a day are in order and apart. */
export const workingWeekSchema = z
  .array(z.array(workingHoursSchema).max(6).refine(isInOrder, "Hours begin before they end, and do not overlap"))
  .length(7)
  .refine((week) => week.some((hours) => hours.length > 0), "At least one day of the week is worked");

export const listBusinessCalendarsInput = listInput(["name"], z.object({}));
export type ListBusinessCalendarsInput = z.infer<typeof listBusinessCalendarsInput>;

const calendarFields = {
  name: nameSchema("Name the calendar", 80),
  /** Null: the organisation's. */
  timeZone: timeZoneSchema.nullable(),
  week: workingWeekSchema,
};

export const createBusinessCalendarInput = z.object(calendarFields).partial().required({ name: true });
export type CreateBusinessCalendarInput = z.infer<typeof createBusinessCalendarInput>;

export const updateBusinessCalendarInput = z
  .object(calendarFields)
  .partial()
  .extend({ id: idSchema, version: versionSchema });
export type UpdateBusinessCalendarInput = z.infer<typeof updateBusinessCalendarInput>;

export const maxHolidays = 500;

export const holidaySchema = z.object({
  day: daySchema,
  name: nameSchema("Name the holiday", 80),
  /** On the same day of every year. */
  isYearly: z.boolean().default(false),
});

/** A day that is there already gets the new name. */
export const addHolidaysInput = z.object({ id: idSchema, holidays: z.array(holidaySchema).min(1).max(maxHolidays) });
export type AddHolidaysInput = z.infer<typeof addHolidaysInput>;

export const removeHolidayInput = z.object({ id: idSchema, day: daySchema });
export type RemoveHolidayInput = z.infer<typeof removeHolidayInput>;

const named = z.object({ name: z.string() });
export const businessCalendarCreated = defineEvent("org.businessCalendar.created", named);
export const businessCalendarUpdated = defineEvent(
  "org.businessCalendar.updated",
  z.object({ name: z.string(), changes: changesSchema }),
);
export const businessCalendarRemoved = defineEvent("org.businessCalendar.removed", named);
export const businessCalendarRestored = defineEvent("org.businessCalendar.restored", named);
export const businessCalendarMadeDefault = defineEvent("org.businessCalendar.madeDefault", named);
export const holidaysAdded = defineEvent(
  "org.businessCalendar.holidaysAdded",
  z.object({ name: z.string(), days: z.array(daySchema) }),
);
export const holidayRemoved = defineEvent(
  "org.businessCalendar.holidayRemoved",
  z.object({ name: z.string(), day: daySchema }),
);
