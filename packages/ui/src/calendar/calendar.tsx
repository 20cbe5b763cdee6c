"use client";

import { VisuallyHidden } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useId, useRef } from "react";
import { dayText } from "../part/days.ts";
import { gridRoles } from "../part/grid-roles.ts";
import { Agenda, agendaId } from "./agenda.tsx";
import classes from "./calendar.module.css";
import { DayRow } from "./calendar-days.tsx";
import { CalendarToolbar } from "./calendar-toolbar.tsx";
import type { CalendarEvent, CalendarProps } from "./types.ts";
import { type Calendar as CalendarState, useCalendar } from "./use-calendar.ts";
import { moveHelp, useCalendarKeys } from "./use-calendar-keys.ts";
import { useEventDrag } from "./use-event-drag.ts";
import { WeekHours } from "./week-hours.tsx";
import { titleOf } from "./words.ts";

/** Bars that a day of a month has room for. */
const monthRoom = 4;
/** Of whole days over a week's hours all are shown. */
const weekRoom = 100;

/** Events in a month or a week, moved to other days by mouse or keyboard; on a phone a list of days. */
export function Calendar<Event extends CalendarEvent>(props: CalendarProps<Event>) {
  const { view, onMove } = props;
  const isNarrow = useMediaQuery("(max-width: 48em)");
  const calendar = useCalendar(props);
  const titleId = useId();
  const helpId = useId();
  return (
    <div className={classes.root}>
      <CalendarToolbar
        title={titleOf(view, calendar.shown, calendar.first, calendar.locale)}
        titleId={titleId}
        view={view}
        onViewChange={props.onViewChange}
        onTurn={calendar.turn}
        onToday={() => {
          props.onDayChange(props.today);
          requestAnimationFrame(() => document.getElementById(agendaId(calendar.today))?.scrollIntoView());
        }}
        loading={props.loading ?? false}
        tools={props.tools}
      />
      {isNarrow ? (
        <Agenda props={props} calendar={calendar} />
      ) : (
        <CalendarGrid props={props} calendar={calendar} helpId={onMove ? helpId : undefined} />
      )}
      <VisuallyHidden id={helpId}>{moveHelp}</VisuallyHidden>
      <VisuallyHidden role="status">{calendar.said}</VisuallyHidden>
    </div>
  );
}

interface CalendarGridProps<Event extends CalendarEvent> {
  props: CalendarProps<Event>;
  calendar: CalendarState<Event>;
  helpId: string | undefined;
}

function CalendarGrid<Event extends CalendarEvent>({ props, calendar, helpId }: CalendarGridProps<Event>) {
  const { view, label } = props;
  const { first, weeks, dates, locale } = calendar;
  const ref = useRef<HTMLDivElement>(null);
  const keys = useCalendarKeys(ref, calendar, props);
  const drag = useEventDrag(ref, calendar, props);
  const grid = { ...gridRoles.grid, "aria-label": `${label}, ${titleOf(view, calendar.shown, first, locale)}` };
  const shared = { props, calendar, helpId };
  const isTimed = ({ time, from, to }: (typeof dates)[number]) => time !== undefined && from === to;
  return (
    <div
      ref={ref}
      {...grid}
      className={classes.grid}
      data-view={view}
      data-dragging={calendar.held !== null || undefined}
      {...keys}
      {...drag}
    >
      <div {...gridRoles.row} className={classes.week}>
        {view === "week" ? <span aria-hidden /> : null}
        {[0, 1, 2, 3, 4, 5, 6].map((at) => (
          <div key={at} {...gridRoles.columnHeader} className={classes.weekday}>
            <span aria-hidden>{dayText(first + at, locale, { weekday: "short" })}</span>
            <VisuallyHidden>{dayText(first + at, locale, { weekday: "long" })}</VisuallyHidden>
          </div>
        ))}
      </div>
      {view === "month" ? (
        Array.from({ length: weeks }, (_, week) => (
          <div key={first + week * 7} {...gridRoles.row} className={classes.week}>
            <DayRow {...shared} first={first + week * 7} dates={dates} room={monthRoom} />
          </div>
        ))
      ) : (
        <>
          <div {...gridRoles.row} className={classes.week}>
            <span aria-hidden className={classes.allDay}>
              All day
            </span>
            <DayRow {...shared} first={first} dates={dates.filter((each) => !isTimed(each))} room={weekRoom} />
          </div>
          <WeekHours {...shared} dates={dates.filter(isTimed)} />
        </>
      )}
    </div>
  );
}
