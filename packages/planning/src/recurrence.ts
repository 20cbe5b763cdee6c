import { RRuleTemporal } from "rrule-temporal";
import { Temporal } from "temporal-polyfill";
import { type BusinessCalendar, isWorkingDay, nextWorkingDay, previousWorkingDay } from "./calendar.ts";
import { lastDay } from "./day-number.ts";
import { isEndlessWithinDays, parseRule, type RecurrenceFault } from "./recurrence-rule.ts";

/**
 * What comes back: DTSTART, RRULE, RDATE and EXDATE of RFC 5545. Times are local (`1997-09-02T09:00`), in the time zone
 * that is named: nine o'clock stays nine o'clock when clocks change. A time that is skipped on some day is left out on that
 * day (section 3.3.10), one that comes twice is the first of the two.
 */
export interface Recurrence {
  /** RRULE without its name: `FREQ=WEEKLY;BYDAY=MO`. */
  readonly rule: string;
  /** The first occurrence, if it fulfils the rule. */
  readonly start: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly extra?: readonly string[];
  readonly except?: readonly string[];
}

/** Where an occurrence on a day that is not worked goes; its time of day stays. */
export interface HolidayPolicy {
  readonly calendar: BusinessCalendar;
  readonly move: "skip" | "next" | "previous";
}

export interface Occurrence {
  readonly at: Date;
  /** The local day. */
  readonly day: string;
  /** The day that the rule names, another one where a holiday was in the way. */
  readonly ruleDay: string;
}

/** Occurrences that are looked at before a search gives up: a rule that meets nothing but holidays has none. */
const mostLookedAt = 10_000;

/** Why nobody should be given this rule, or null. Beyond the RFC, a rule has to occur, and to end if it occurs several times a day. */
export function recurrenceFault(recurrence: Recurrence): { fault: RecurrenceFault; part: string } | null {
  const parsed = parseRule(recurrence.rule);
  if ("fault" in parsed) return parsed;
  if (isEndlessWithinDays(parsed.rule)) return { fault: "endless", part: "COUNT" };
  const isThere = isPossible(recurrence);
  return isThere ? null : { fault: "never", part: "FREQ" };
}

/** Occurrences in [from, to), in order, at most so many. */
export function occurrencesBetween(
  recurrence: Recurrence,
  from: Date,
  to: Date,
  limit: number,
  holidays?: HolidayPolicy,
): Occurrence[] {
  return search(recurrence, (at) => at >= from, from, limit, holidays, to);
}

/** The first so many occurrences after an instant. */
export function nextOccurrences(
  recurrence: Recurrence,
  after: Date,
  count: number,
  holidays?: HolidayPolicy,
): Occurrence[] {
  return search(recurrence, (at) => at > after, after, count, holidays);
}

function search(
  recurrence: Recurrence,
  isWanted: (at: Date) => boolean,
  from: Date,
  limit: number,
  holidays?: HolidayPolicy,
  to?: Date,
): Occurrence[] {
  const found: Occurrence[] = [];
  const end = to && localDay(to, recurrence.timeZone);
  for (const at of generated(recurrence, earliestRuleTime(recurrence, from, holidays))) {
    const moved = moveFrom(at, holidays);
    if (moved === null) continue;
    // Days keep their order when they are moved, so nothing that comes later belongs before a later day.
    const last = found[limit - 1];
    if ((end !== undefined && moved.day > end) || (last && moved.day > last.day)) break;
    if (isWanted(moved.at) && !(to && moved.at >= to)) insert(found, moved);
  }
  return found.slice(0, limit);
}

/** Times of one day may have changed places, and two occurrences may have become one. */
function insert(sorted: Occurrence[], occurrence: Occurrence): void {
  const after = sorted.findLastIndex(({ at }) => at <= occurrence.at);
  if (sorted[after]?.at.getTime() !== occurrence.at.getTime()) sorted.splice(after + 1, 0, occurrence);
}

/** What the rule generates from an instant on, until plans end. */
function* generated(recurrence: Recurrence, from: Date): Generator<Temporal.ZonedDateTime> {
  const rule = ruleOf(recurrence);
  let at = rule.next(from, true);
  for (let seen = 0; at !== null && seen < mostLookedAt; seen += 1) {
    if (at.toPlainDate().toString() > lastDay) return;
    yield at;
    at = rule.next(at, false);
  }
}

/** What is moved on to a day comes from after the working day before it. */
function earliestRuleTime({ timeZone }: Recurrence, from: Date, holidays?: HolidayPolicy): Date {
  if (holidays?.move !== "next") return from;
  const before = previousWorkingDay(holidays.calendar, localDay(from, timeZone));
  return new Date(Temporal.PlainDate.from(before).toZonedDateTime(timeZone).epochMilliseconds);
}

function moveFrom(at: Temporal.ZonedDateTime, holidays?: HolidayPolicy): Occurrence | null {
  const ruleDay = at.toPlainDate().toString();
  const stays = { at: new Date(at.epochMilliseconds), day: ruleDay, ruleDay };
  if (!holidays || isWorkingDay(holidays.calendar, ruleDay)) return stays;
  if (holidays.move === "skip") return null;
  const day = (holidays.move === "next" ? nextWorkingDay : previousWorkingDay)(holidays.calendar, ruleDay);
  const moved = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: at.timeZoneId, plainTime: at.toPlainTime() });
  return { at: new Date(moved.epochMilliseconds), day, ruleDay };
}

function ruleOf({ rule, start, timeZone, extra = [], except = [] }: Recurrence): RRuleTemporal<Temporal.ZonedDateTime> {
  const zoned = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone);
  return new RRuleTemporal({
    rruleString: rule,
    dtstart: zoned(start),
    rDate: extra.map(zoned),
    exDate: except.map(zoned),
    temporal: Temporal,
    strict: true,
  });
}

/** A rule without an end that never occurs (30 February) is searched to the library's limit, which it says by throwing. */
function isPossible(recurrence: Recurrence): boolean {
  try {
    return ruleOf(recurrence).next(new Date(0), true) !== null;
  } catch (error) {
    if (error instanceof Error && error.message.startsWith("Maximum iterations")) return false;
    throw error;
  }
}

function localDay(at: Date, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}
