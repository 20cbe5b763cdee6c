"use client";

import { useMemo, useRef, useState } from "react";
import { dayNumber, isMondayToFriday, isoDay, monthBounds } from "../part/days.ts";
import { usePending } from "../part/use-pending.ts";
import { useLocale } from "../theme/locale.tsx";
import { byTime, type DatedEvent, dated, movedBy } from "./days.ts";
import { calendarRange } from "./range.ts";
import type { CalendarEvent, CalendarProps } from "./types.ts";
import { longDay } from "./words.ts";

/** An event lifted from its day, and how many days from there it is held. */
export interface Held<Event> {
  readonly event: Event;
  readonly days: number;
  readonly by: "pointer" | "keys";
}

/** What the calendar shows, which day and event the keyboard is on, and how events come to other days. */
export function useCalendar<Event extends CalendarEvent>(props: CalendarProps<Event>) {
  const { view, weekStartsOn = 1, events, onMove, onDayChange, isWorkingDay = isMondayToFriday } = props;
  const { locale, timeZone } = useLocale();
  const range = calendarRange(view, props.day, weekStartsOn);
  const [first, last] = [dayNumber(range.from), dayNumber(range.to)];
  const [today, shown] = [dayNumber(props.today), dayNumber(props.day)];
  const { pending, save } = usePending(onMove);
  const [held, setHeld] = useState<Held<Event> | null>(null);
  const [said, say] = useState("");
  const [chosen, setChosen] = useState<number>();
  const [openDay, setOpenDay] = useState<number | null>(null);
  /** What takes the focus once it is drawn: an event after its move, a day of another month. */
  const wanted = useRef<{ event: string } | { day: number }>(undefined);

  const dates = useMemo(() => {
    // A held event may leave the days that were asked for, and with them the list.
    const all = held && !events.some(({ id }) => id === held.event.id) ? [...events, held.event] : events;
    const place = (event: Event): Event => {
      const at = held?.event.id === event.id ? movedBy(event, held.days, timeZone) : pending.get(event.id);
      return at ? { ...event, ...at } : event;
    };
    return all.map((event) => dated(place(event), timeZone)).sort(byTime);
  }, [events, pending, held, timeZone]);

  const within = (day: number) => day >= first && day <= last;
  const fallback = within(today) && view === "week" ? today : within(shown) ? shown : first;
  const active = chosen !== undefined && within(chosen) ? chosen : fallback;

  const goTo = (day: number) => {
    setChosen(day);
    wanted.current = { day };
    if (!within(day)) onDayChange(isoDay(day));
  };
  const turned = (from: number, direction: 1 | -1) => {
    if (view === "week") return from + 7 * direction;
    const month = monthBounds(from);
    const other = monthBounds(direction > 0 ? month.next : month.first - 1);
    // The 31st of a month that has none is its last day.
    return Math.min(other.first + from - month.first, other.next - 1);
  };
  const turn = (direction: 1 | -1) => onDayChange(isoDay(turned(shown, direction)));
  /** The same with the keyboard on a day, which stays on that day of the week or month. */
  const turnFrom = (day: number, direction: 1 | -1) => {
    const to = turned(day, direction);
    goTo(to);
    onDayChange(isoDay(to));
  };
  const lift = (event: Event) => {
    if (event.locked !== undefined) return say(`${event.title} cannot be moved: ${event.locked}`);
    setHeld({ event, days: 0, by: "keys" });
    wanted.current = { event: event.id };
    say(`Lifted ${event.title}. Arrow keys move it, Space drops it, Escape cancels.`);
  };
  const hold = (now: Held<Event>) => {
    setHeld(now);
    if (now.by === "pointer") return;
    wanted.current = { event: now.event.id };
    const { from } = dated({ ...now.event, ...movedBy(now.event, now.days, timeZone) }, timeZone);
    say(longDay(from, locale));
    if (!within(from)) onDayChange(isoDay(from));
  };
  const drop = ({ event, days, by }: Held<Event>) => {
    setHeld(null);
    if (by === "keys") wanted.current = { event: event.id };
    if (days === 0) return say(`${event.title} stays where it was.`);
    const to = movedBy(event, days, timeZone);
    say(`${event.title} moved to ${longDay(dated({ ...event, ...to }, timeZone).from, locale)}.`);
    void save(event.id, to);
  };
  const letGo = () => {
    if (!held) return;
    if (held.by === "keys") wanted.current = { event: held.event.id };
    setHeld(null);
    say(`${held.event.title} stays where it was.`);
    const { from } = dated(held.event, timeZone);
    if (held.by === "keys" && !within(from)) onDayChange(isoDay(from));
  };

  return {
    ...{ first, last, today, shown, active, locale, dates, held, said, openDay, wanted },
    ...{ goTo, turn, turnFrom, lift, hold, drop, letGo, setChosen, setOpenDay },
    weeks: (last - first + 1) / 7,
    weekStartsOn,
    isWorking: (day: number) => isWorkingDay(isoDay(day)),
    eventsOn: (day: number) => dates.filter(({ from, to }) => from <= day && to >= day),
  };
}

export type Calendar<Event extends CalendarEvent> = ReturnType<typeof useCalendar<Event>>;
export type Dates<Event extends CalendarEvent> = readonly DatedEvent<Event>[];
