import fc from "fast-check";
import type { BusinessCalendar } from "../calendar.ts";

/**
 * Working days found by walking, one day after the other, with nothing of what `calendar.ts` reckons with: what the quick
 * way is compared with.
 */
export function isWorked(calendar: BusinessCalendar, day: string): boolean {
  const weekday = (new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7;
  if ((calendar.week[weekday] ?? []).length === 0) return false;
  return !calendar.holidays.some((holiday) =>
    holiday.isYearly ? holiday.day.slice(5) === day.slice(5) : holiday.day === day,
  );
}

export function step(day: string, days: 1 | -1): string {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** The day itself or the next one that is worked. */
export function workedFrom(calendar: BusinessCalendar, day: string): string {
  let here = day;
  while (!isWorked(calendar, here)) here = step(here, 1);
  return here;
}

/** So many working days on, or back, from the first one that is not before the day. */
export function stepsTo(calendar: BusinessCalendar, day: string, days: number): string {
  let here = workedFrom(calendar, day);
  for (let taken = 0; taken < Math.abs(days); ) {
    here = step(here, days < 0 ? -1 : 1);
    if (isWorked(calendar, here)) taken += 1;
  }
  return here;
}

const interval = fc
  .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 1440 }))
  .map(([a, b]) => ({ from: Math.min(a, b - 1), to: Math.max(a + 1, b) }));

/** Weeks of one to seven working days, with holidays that mostly fall where the tests look. */
export const randomCalendar: fc.Arbitrary<BusinessCalendar> = fc.record({
  timeZone: fc.constantFrom("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "UTC"),
  week: fc
    .array(fc.array(interval, { maxLength: 1 }), { minLength: 7, maxLength: 7 })
    .filter((week) => week.some((intervals) => intervals.length > 0)),
  holidays: fc.array(
    fc.record({
      day: fc
        .integer({ min: 0, max: 3 * 365 })
        .map((days) => new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10)),
      isYearly: fc.boolean(),
    }),
    { maxLength: 30 },
  ),
});
