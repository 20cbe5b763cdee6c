import { addDays } from "@steward/contracts/kernel/day";
import { instantOf, wallTime } from "../form/zone.ts";
import { dayNumber } from "../part/days.ts";
import type { CalendarEvent } from "./types.ts";

/** An event on the reader's calendar: the days it touches as numbers, and a timed one's minutes of its first and last day. */
export interface DatedEvent<Event extends CalendarEvent> {
  readonly event: Event;
  readonly from: number;
  readonly to: number;
  /** `09:30`; of whole days none. */
  readonly time: string | undefined;
  readonly fromMinute: number;
  readonly toMinute: number;
}

const minutesPerDay = 1_440;
const minuteOf = (wall: string) => Number(wall.slice(11, 13)) * 60 + Number(wall.slice(14, 16));

/** Where an event lies in a zone. One that ends at midnight does not touch the day that begins there. */
export function dated<Event extends CalendarEvent>(event: Event, timeZone: string): DatedEvent<Event> {
  if (event.allDay) {
    const [from, to] = [dayNumber(event.start), dayNumber(event.end)];
    return { event, from, to: Math.max(from, to), time: undefined, fromMinute: 0, toMinute: minutesPerDay };
  }
  const [start, end] = [wallTime(event.start, timeZone), wallTime(event.end, timeZone)];
  const from = dayNumber(start.slice(0, 10));
  const ends = dayNumber(end.slice(0, 10));
  const endsAtMidnight = ends > from && minuteOf(end) === 0;
  return {
    event,
    from,
    to: Math.max(from, endsAtMidnight ? ends - 1 : ends),
    time: start.slice(11, 16),
    fromMinute: minuteOf(start),
    toMinute: endsAtMidnight ? minutesPerDay : minuteOf(end),
  };
}

/** In the order of a day: whole days first, then by time, then as given. */
export function byTime<Event extends CalendarEvent>(a: DatedEvent<Event>, b: DatedEvent<Event>): number {
  if ((a.time === undefined) !== (b.time === undefined)) return a.time === undefined ? -1 : 1;
  return a.from - b.from || a.fromMinute - b.fromMinute;
}

/** The start and end of an event some days later, a timed one at the same time of the clock whatever the clocks do. */
export function movedBy(event: CalendarEvent, days: number, timeZone: string): { start: string; end: string } {
  if (event.allDay) return { start: addDays(event.start, days), end: addDays(event.end, days) };
  const start = shiftInstant(event.start, days, timeZone);
  const lastsMs = Date.parse(event.end) - Date.parse(event.start);
  return { start: start.toISOString(), end: new Date(start.getTime() + lastsMs).toISOString() };
}

function shiftInstant(instant: string, days: number, timeZone: string): Date {
  const wall = wallTime(instant, timeZone);
  return instantOf(`${addDays(wall.slice(0, 10), days)}${wall.slice(10)}`, timeZone);
}
