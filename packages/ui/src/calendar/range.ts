import { dayNumber, isoDay, monthBounds, startOfWeek } from "../part/days.ts";
import type { CalendarView, Weekday } from "./types.ts";

/** The days a view shows, both inclusive, whole weeks: what a caller asks its server for. */
export function calendarRange(
  view: CalendarView,
  day: string,
  weekStartsOn: Weekday = 1,
): { from: string; to: string } {
  const number = dayNumber(day);
  if (view === "week") {
    const first = startOfWeek(number, weekStartsOn);
    return { from: isoDay(first), to: isoDay(first + 6) };
  }
  const { first, next } = monthBounds(number);
  return { from: isoDay(startOfWeek(first, weekStartsOn)), to: isoDay(startOfWeek(next - 1, weekStartsOn) + 6) };
}
