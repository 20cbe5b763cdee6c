import { Temporal } from "temporal-polyfill";
import { type BusinessCalendar, indexOf, isWorking } from "./calendar.ts";
import { dayNumber, isoDay, known, weekdayIndex } from "./day-number.ts";

/**
 * Working time between instants. An interval lasts from when the wall clock first shows its beginning, or would have, to
 * when it first shows its end: time that is skipped is not worked, and time that comes twice is worked twice.
 */

const msPerMinute = 60_000;

/** The first instant of a day and the first one after it, 23 to 25 hours later in most places and years. */
export function dayBounds(timeZone: string, day: string): { readonly start: Date; readonly end: Date } {
  const number = dayNumber(day);
  return { start: new Date(wallInstant(timeZone, number, 0)), end: new Date(wallInstant(timeZone, number + 1, 0)) };
}

/** Minutes that are worked in [from, to), with fractions; negative where `to` is earlier. */
export function workingMinutesBetween(calendar: BusinessCalendar, from: Date, to: Date): number {
  if (to < from) return -workingMinutesBetween(calendar, to, from);
  const first = dayOf(calendar.timeZone, from);
  const last = dayOf(calendar.timeZone, to);
  let worked = workedMs(calendar, last, to.getTime()) - workedMs(calendar, first, from.getTime());
  for (let day = first; day < last; day += 1) worked += workingMs(calendar, day);
  return worked / msPerMinute;
}

/**
 * The earliest instant by which so many minutes have been worked since the given one; for a negative number the latest
 * one since which so many had been. Eight hours from Monday at nine end on Monday at five, not on Tuesday at nine.
 * @throws RangeError past the year 2199.
 */
export function addWorkingMinutes(calendar: BusinessCalendar, from: Date, minutes: number): Date {
  if (minutes === 0) return from;
  return minutes > 0
    ? forward(calendar, from, minutes * msPerMinute)
    : backward(calendar, from, -minutes * msPerMinute);
}

function forward(calendar: BusinessCalendar, from: Date, ms: number): Date {
  let day = dayOf(calendar.timeZone, from);
  let left = ms + workedMs(calendar, day, from.getTime());
  for (;;) {
    const here = workingMs(calendar, day);
    if (left <= here) break;
    left -= here;
    day = known(day + 1);
  }
  for (const [start, end] of intervalsOf(calendar, day)) {
    if (left <= end - start) return new Date(start + left);
    left -= end - start;
  }
  throw new RangeError("A day is shorter than its intervals");
}

function backward(calendar: BusinessCalendar, from: Date, ms: number): Date {
  let day = dayOf(calendar.timeZone, from);
  let left = ms - workedMs(calendar, day, from.getTime());
  while (left > 0) {
    day = known(day - 1);
    left -= workingMs(calendar, day);
  }
  // So much of this day is worked before the instant that is looked for.
  let before = -left;
  for (const [start, end] of intervalsOf(calendar, day)) {
    if (before < end - start) return new Date(start + before);
    before -= end - start;
  }
  throw new RangeError("A day is shorter than its intervals");
}

/** How much of a day is worked. Days on which no clock is changed are as long as their week says. */
function workingMs(calendar: BusinessCalendar, day: number): number {
  if (!isWorking(indexOf(calendar), day)) return 0;
  if (changeDays(calendar.timeZone, day).has(day)) {
    return intervalsOf(calendar, day).reduce((sum, [start, end]) => sum + end - start, 0);
  }
  const intervals = calendar.week[weekdayIndex(day)] ?? [];
  return intervals.reduce((sum, { from, to }) => sum + (to - from) * msPerMinute, 0);
}

/** How much of a day is worked before an instant. */
function workedMs(calendar: BusinessCalendar, day: number, instant: number): number {
  return intervalsOf(calendar, day).reduce((sum, [start, end]) => sum + Math.max(0, Math.min(instant, end) - start), 0);
}

function intervalsOf(calendar: BusinessCalendar, day: number): (readonly [start: number, end: number])[] {
  if (!isWorking(indexOf(calendar), day)) return [];
  const { timeZone, week } = calendar;
  return (week[weekdayIndex(day)] ?? []).map(({ from, to }) => [
    wallInstant(timeZone, day, from),
    wallInstant(timeZone, day, to),
  ]);
}

/**
 * The first instant of a day at which its clock shows that minute or a later one. A time that is skipped is reached where
 * the clock jumps, a time that comes twice the first time round; so later minutes are never earlier instants.
 */
function wallInstant(timeZone: string, day: number, minute: number): number {
  const [date, time] = minute === 24 * 60 ? [day + 1, 0] : [day, minute];
  const wanted = Temporal.PlainDate.from(isoDay(date)).toPlainDateTime({
    hour: Math.trunc(time / 60),
    minute: time % 60,
  });
  // A skipped time is read by the offset before the jump, which is past it by as much as was skipped.
  const found = wanted.toZonedDateTime(timeZone, { disambiguation: "compatible" });
  if (found.toPlainDateTime().equals(wanted)) return found.epochMilliseconds;
  // A nanosecond later, because what begins at the jump itself would be led to the one before.
  return (found.add({ nanoseconds: 1 }).getTimeZoneTransition("previous") ?? found).epochMilliseconds;
}

function dayOf(timeZone: string, instant: Date): number {
  return plainDay(Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone));
}

function plainDay(at: Temporal.ZonedDateTime): number {
  return dayNumber(at.toPlainDate().toString());
}

const changes = new Map<string, ReadonlySet<number>>();

/** Days of the given one's year that a change of clocks falls on, or takes away altogether (Samoa, 30 December 2011). */
function changeDays(timeZone: string, day: number): ReadonlySet<number> {
  const year = isoDay(day).slice(0, 4);
  const key = `${timeZone} ${year}`;
  const found = changes.get(key);
  if (found) return found;
  const days = new Set<number>();
  const last = dayNumber(`${year}-12-31`) + 1;
  let at: Temporal.ZonedDateTime | null = Temporal.PlainDate.from(`${year}-01-01`)
    .subtract({ days: 2 })
    .toZonedDateTime(timeZone);
  for (;;) {
    at = at.getTimeZoneTransition("next");
    if (at === null || plainDay(at) > last) break;
    const before = plainDay(at.subtract({ nanoseconds: 1 }));
    for (let changed = before; changed <= plainDay(at); changed += 1) days.add(changed);
  }
  changes.set(key, days);
  return days;
}
