"use client";

import { UnstyledButton, VisuallyHidden } from "@mantine/core";
import { type CSSProperties, useMemo } from "react";
import { dayText, monthBounds } from "../part/days.ts";
import { gridRoles } from "../part/grid-roles.ts";
import classes from "./calendar.module.css";
import { EventLink } from "./calendar-event.tsx";
import { DayList } from "./day-list.tsx";
import type { DatedEvent } from "./days.ts";
import { fitLanes, type Placed, placeInLanes, segmentsOf } from "./lanes.ts";
import type { CalendarEvent, CalendarProps } from "./types.ts";
import type { Calendar, Dates } from "./use-calendar.ts";
import { dayLabel, longDay } from "./words.ts";

interface DayRowProps<Event extends CalendarEvent> {
  props: CalendarProps<Event>;
  calendar: Calendar<Event>;
  /** The first day of the seven. */
  first: number;
  dates: Dates<Event>;
  /** Bars a day has room for. */
  room: number;
  helpId: string | undefined;
}

/** A week of days with bars over them: of a month, or of the whole days over a week's hours. */
export function DayRow<Event extends CalendarEvent>({
  props,
  calendar,
  first,
  dates,
  room,
  helpId,
}: DayRowProps<Event>) {
  const { shown, more } = useMemo(
    () => fitLanes(placeInLanes(segmentsOf(dates, first, 7)), 7, room),
    [dates, first, room],
  );
  return [0, 1, 2, 3, 4, 5, 6].map((at) => (
    <DayCell
      key={at}
      props={props}
      calendar={calendar}
      day={first + at}
      bars={shown.filter(({ from }) => from === at)}
      more={more[at] ?? 0}
      moreLane={room - 1}
      helpId={helpId}
    />
  ));
}

interface DayCellProps<Event extends CalendarEvent> extends Pick<DayRowProps<Event>, "props" | "calendar" | "helpId"> {
  day: number;
  bars: readonly Placed<DatedEvent<Event>>[];
  more: number;
  moreLane: number;
}

function DayCell<Event extends CalendarEvent>(cell: DayCellProps<Event>) {
  const { props, calendar, day, bars, more, moreLane, helpId } = cell;
  const { today, active, locale, held, openDay, setOpenDay, goTo } = calendar;
  const events = calendar.eventsOn(day);
  const isActive = day === active;
  const month = monthBounds(calendar.shown);
  const number = dayText(day, locale, { day: "numeric" });
  // Each bar makes the row of days as high as it needs.
  const lanes = Math.max(1, ...bars.map(({ lane }) => lane + 1));
  const state = {
    ...gridRoles.cell,
    style: { "--lanes": lanes } as CSSProperties,
    "aria-current": day === today ? ("date" as const) : undefined,
    "data-outside": (props.view === "month" && (day < month.first || day >= month.next)) || undefined,
    "data-off": calendar.isWorking(day) ? undefined : true,
  };
  const close = () => {
    setOpenDay(null);
    goTo(day);
  };
  return (
    <div {...state} className={classes.cell} data-day={day} tabIndex={isActive ? 0 : -1}>
      <VisuallyHidden>{dayLabel(day, today, events.length, locale)}</VisuallyHidden>
      <span aria-hidden={openDay !== day} className={classes.number} data-today={day === today || undefined}>
        {openDay === day ? (
          <DayList {...props} day={day} events={events} locale={locale} onClose={close}>
            {number}
          </DayList>
        ) : (
          number
        )}
      </span>
      {bars.map(({ item, from, to, lane, isContinued, continues }) => (
        <EventLink
          key={item.event.id}
          {...props}
          dated={item}
          locale={locale}
          className={classes.bar}
          style={{ "--event-lane": lane, "--event-days": to - from + 1 } as CSSProperties}
          tabIndex={item.from <= active && item.to >= active ? 0 : -1}
          isHeld={held?.event.id === item.event.id}
          cut={{ start: isContinued, end: continues }}
          describedBy={helpId}
        />
      ))}
      {more > 0 ? (
        <UnstyledButton
          className={classes.more}
          style={{ "--event-lane": moreLane } as CSSProperties}
          tabIndex={isActive ? 0 : -1}
          onClick={() => setOpenDay(day)}
        >
          +{more} more
          <VisuallyHidden> on {longDay(day, locale)}</VisuallyHidden>
        </UnstyledButton>
      ) : null}
    </div>
  );
}
