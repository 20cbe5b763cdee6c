import { dayNumber, firstDay, isoDay, lastDay, weekdayIndex } from "./day-number.ts";

/** Minutes since midnight by the wall clock, the end not included: `{ from: 540, to: 1020 }` is nine to five. */
export interface WorkingInterval {
  readonly from: number;
  readonly to: number;
}

export interface Holiday {
  /** ISO date. */
  readonly day: string;
  /** Comes back every year on the same day; 29 February in leap years only. What moves, like Easter, is named year by year. */
  readonly isYearly?: boolean;
}

/**
 * When an organisation works: the value behind working days, service levels, leave and recurrence. Plain data, so that it
 * is stored and sent as it is. It is read, never changed: what is worked out of it is kept beside it.
 */
export interface BusinessCalendar {
  /** IANA name. */
  readonly timeZone: string;
  /** Monday to Sunday (ISO 8601); a day without intervals is not worked. Intervals are in order and apart. */
  readonly week: readonly (readonly WorkingInterval[])[];
  readonly holidays: readonly Holiday[];
}

export type CalendarFault = "time_zone" | "week" | "interval" | "no_working_day" | "holiday";

const nineToFive: readonly WorkingInterval[] = [{ from: 9 * 60, to: 17 * 60 }];

/** Monday to Friday, nine to five, no holidays: until an organisation says otherwise. */
export function standardCalendar(timeZone: string): BusinessCalendar {
  return { timeZone, week: [nineToFive, nineToFive, nineToFive, nineToFive, nineToFive, [], []], holidays: [] };
}

/** What is wrong with a calendar that somebody wrote, or null. The functions here expect one without a fault. */
export function calendarFault({ timeZone, week, holidays }: BusinessCalendar): CalendarFault | null {
  if (!isTimeZone(timeZone)) return "time_zone";
  if (week.length !== 7) return "week";
  if (!week.every(areApart)) return "interval";
  if (week.every((intervals) => intervals.length === 0)) return "no_working_day";
  if (!holidays.every(({ day }) => isDay(day))) return "holiday";
  return null;
}

export function isWorkingDay(calendar: BusinessCalendar, day: string): boolean {
  return isWorking(indexOf(calendar), dayNumber(day));
}

/** The first working day after the given one. */
export function nextWorkingDay(calendar: BusinessCalendar, day: string): string {
  return workingDayAt(calendar, workingDaysBefore(calendar, isoDay(dayNumber(day) + 1)));
}

/** The last working day before the given one. */
export function previousWorkingDay(calendar: BusinessCalendar, day: string): string {
  return workingDayAt(calendar, workingDaysBefore(calendar, day) - 1);
}

/**
 * `days` working days on, or back. Counted from the first working day that is not before the given one, so zero leads
 * there: a task of no delay that is wanted on a Sunday begins on Monday.
 */
export function addWorkingDays(calendar: BusinessCalendar, day: string, days: number): string {
  return workingDayAt(calendar, workingDaysBefore(calendar, day) + days);
}

/** How many working days lie in [from, to): negative where `to` is earlier. */
export function workingDaysBetween(calendar: BusinessCalendar, from: string, to: string): number {
  return workingDaysBefore(calendar, to) - workingDaysBefore(calendar, from);
}

/**
 * The number of a working day: how many come before it, counted from a fixed one. On these numbers the arithmetic of a
 * network is plain addition, and neither direction walks through the days between.
 */
export function workingDaysBefore(calendar: BusinessCalendar, day: string): number {
  const index = indexOf(calendar);
  const raw = rawWorkingDaysBefore(index, dayNumber(day));
  return raw - lowerBound(index.holidays, raw);
}

/**
 * The working day with that number: the inverse of `workingDaysBefore`.
 * @throws RangeError where there is none between 1900 and 2199.
 */
export function workingDayAt(calendar: BusinessCalendar, number: number): string {
  const index = indexOf(calendar);
  const { holidays, weekdays } = index;
  // The holiday at place i stands in the way of every working day whose number is at least `holidays[i] - i`, which
  // never falls as i grows.
  let low = 0;
  let high = holidays.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((holidays[middle] ?? 0) - middle <= number) low = middle + 1;
    else high = middle;
  }
  const raw = number + low;
  const weeks = Math.floor(raw / weekdays.length);
  const weekday = weekdays[raw - weeks * weekdays.length] ?? 0;
  return isoDay(monday + weeks * 7 + weekday);
}

/** A calendar worked through once: weekdays without holidays are counted by weeks, and holidays are looked up. */
export interface CalendarIndex {
  /** Weekdays that are worked, as indices from Monday, in order. */
  readonly weekdays: readonly number[];
  /** For each weekday, how many worked ones come before it in its week. */
  readonly before: readonly number[];
  /** Holidays that would be worked otherwise, numbered as if there were none, in order. */
  readonly holidays: readonly number[];
  readonly holidayNumbers: ReadonlySet<number>;
}

/** A Monday before every day that can be named, so that weeks are counted upwards. */
const monday = dayNumber("1900-01-01");

const indices = new WeakMap<BusinessCalendar, CalendarIndex>();

export function indexOf(calendar: BusinessCalendar): CalendarIndex {
  const known = indices.get(calendar);
  if (known) return known;
  const weekdays = [0, 1, 2, 3, 4, 5, 6].filter((weekday) => (calendar.week[weekday]?.length ?? 0) > 0);
  if (weekdays.length === 0) throw new RangeError("A calendar without a working day");
  const before = [0, 1, 2, 3, 4, 5, 6].map((weekday) => weekdays.filter((worked) => worked < weekday).length);
  const holidayNumbers = new Set(
    calendar.holidays.flatMap(holidayDays).filter((day) => weekdays.includes(weekdayIndex(day))),
  );
  const bare = { weekdays, before, holidays: [], holidayNumbers };
  const holidays = [...holidayNumbers].map((day) => rawWorkingDaysBefore(bare, day)).toSorted((a, b) => a - b);
  const index = { ...bare, holidays };
  indices.set(calendar, index);
  return index;
}

export function isWorking({ before, weekdays, holidayNumbers }: CalendarIndex, day: number): boolean {
  return weekdays[before[weekdayIndex(day)] ?? 7] === weekdayIndex(day) && !holidayNumbers.has(day);
}

function rawWorkingDaysBefore({ weekdays, before }: CalendarIndex, day: number): number {
  return Math.floor((day - monday) / 7) * weekdays.length + (before[weekdayIndex(day)] ?? 0);
}

function lowerBound(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** None where nothing can be planned. */
function holidayDays({ day, isYearly }: Holiday): number[] {
  if (!isYearly) return isDay(day) ? [dayNumber(day)] : [];
  const days: number[] = [];
  for (let year = Number(firstDay.slice(0, 4)); year <= Number(lastDay.slice(0, 4)); year += 1) {
    const there = `${year}${day.slice(4)}`;
    if (isDay(there)) days.push(dayNumber(there));
  }
  return days;
}

function areApart(intervals: readonly WorkingInterval[]): boolean {
  return intervals.every(
    ({ from, to }, place) =>
      Number.isInteger(from) &&
      Number.isInteger(to) &&
      from >= (intervals[place - 1]?.to ?? 0) &&
      from < to &&
      to <= 24 * 60,
  );
}

function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
    return true;
  } catch {
    return false;
  }
}

function isDay(day: string): boolean {
  try {
    dayNumber(day);
    return true;
  } catch {
    return false;
  }
}
