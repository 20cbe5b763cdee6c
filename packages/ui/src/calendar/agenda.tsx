"use client";

import { dayNumber, dayText, monthBounds } from "../part/days.ts";
import { AddButton } from "./add-button.tsx";
import classes from "./calendar.module.css";
import { EventLink } from "./calendar-event.tsx";
import type { CalendarEvent, CalendarProps } from "./types.ts";
import type { Calendar } from "./use-calendar.ts";
import { longDay } from "./words.ts";

/** The id of a day's heading. */
export const agendaId = (day: number) => `agenda-${day}`;

/** The same as a list of days, for screens too narrow for seven columns. */
export function Agenda<Event extends CalendarEvent>({
  props,
  calendar,
}: {
  props: CalendarProps<Event>;
  calendar: Calendar<Event>;
}) {
  const { locale, today, dates } = calendar;
  const month = monthBounds(dayNumber(props.day));
  const [from, to] = props.view === "month" ? [month.first, month.next - 1] : [calendar.first, calendar.last];
  // What lasts stands once, on the first of its days that shows.
  const byDay = new Map<number, typeof dates>();
  for (const each of dates) {
    if (each.to < from || each.from > to) continue;
    const day = Math.max(each.from, from);
    byDay.set(day, [...(byDay.get(day) ?? []), each]);
  }
  if (today >= from && today <= to && !byDay.has(today)) byDay.set(today, []);
  const days = [...byDay].sort(([a], [b]) => a - b);
  if (days.length === 0) return <p className={classes.nothing}>Nothing here.</p>;
  return (
    <div className={classes.agenda}>
      {days.map(([day, events]) => (
        <section key={day} aria-labelledby={agendaId(day)}>
          <header className={classes.agendaHead}>
            <h3 id={agendaId(day)} className={classes.agendaDay} data-today={day === today || undefined}>
              {longDay(day, locale)}
              {day === today ? <span className={classes.todayWord}>Today</span> : null}
            </h3>
            {props.onAdd ? <AddButton day={day} onAdd={props.onAdd} /> : null}
          </header>
          {events.length === 0 ? <p className={classes.nothing}>Nothing today.</p> : null}
          <ul className={classes.items}>
            {events.map((dated) => (
              <li key={dated.event.id}>
                <EventLink
                  {...props}
                  dated={dated}
                  locale={locale}
                  className={classes.item}
                  {...(dated.to > day
                    ? { detail: `until ${dayText(dated.to, locale, { day: "numeric", month: "short" })}` }
                    : {})}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
