import { dayText } from "../part/days.ts";
import type { DatedEvent } from "./days.ts";
import type { CalendarEvent, CalendarView } from "./types.ts";

const day: Intl.DateTimeFormatOptions = { weekday: "long", day: "numeric", month: "long" };

/** `Wednesday 11 March`. */
export const longDay = (number: number, locale: string) => dayText(number, locale, day);

/** `March 2026`, or `9 – 15 March 2026`. */
export function titleOf(view: CalendarView, shown: number, first: number, locale: string): string {
  if (view === "month") return dayText(shown, locale, { month: "long", year: "numeric" });
  const last = first + 6;
  const year = (number: number) => dayText(number, locale, { year: "numeric" });
  const short: Intl.DateTimeFormatOptions = { day: "numeric", month: "short" };
  const from = dayText(first, locale, year(first) === year(last) ? short : { ...short, year: "numeric" });
  return `${from} – ${dayText(last, locale, { ...short, year: "numeric" })}`;
}

/** What is read of an event after the words it shows: what its place and its looks say. */
export function eventText<Event extends CalendarEvent>(dated: DatedEvent<Event>, locale: string): string {
  const { event, from, to } = dated;
  const when = from === to ? longDay(from, locale) : `${longDay(from, locale)} to ${longDay(to, locale)}`;
  const held = event.locked === undefined ? undefined : `cannot be moved: ${event.locked}`;
  return [when, event.done ? "done" : undefined, held].filter((part) => part !== undefined).join(", ");
}

/** What is read of a day. */
export function dayLabel(number: number, today: number, count: number, locale: string): string {
  const events = count === 0 ? "nothing" : count === 1 ? "1 event" : `${count} events`;
  return [longDay(number, locale), number === today ? "today" : undefined, events].filter(Boolean).join(", ");
}
