"use client";

import { VisuallyHidden } from "@mantine/core";
import { type CSSProperties, useLayoutEffect, useRef } from "react";
import { gridRoles } from "../part/grid-roles.ts";
import { scrollable } from "../table/table-roles.ts";
import classes from "./calendar.module.css";
import { EventLink } from "./calendar-event.tsx";
import { placeInColumns } from "./lanes.ts";
import type { CalendarEvent, CalendarProps } from "./types.ts";
import type { Calendar, Dates } from "./use-calendar.ts";
import { longDay } from "./words.ts";

interface WeekHoursProps<Event extends CalendarEvent> {
  props: CalendarProps<Event>;
  calendar: Calendar<Event>;
  dates: Dates<Event>;
  helpId: string | undefined;
}

const hours = Array.from({ length: 24 }, (_, hour) => hour);
/** A meeting of five minutes is still as high as its title. */
const leastMinutes = 25;
const workBeginsHour = 7;
const hourHeight = 44;
const roomForLabel = 10;
const group = { ...gridRoles.group, "aria-label": "Hours" };

/** The hours of seven days, with what has a time in them; what overlaps stands side by side. */
export function WeekHours<Event extends CalendarEvent>({ props, calendar, dates, helpId }: WeekHoursProps<Event>) {
  const { first, active, today, locale, held } = calendar;
  const scroller = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (scroller.current) scroller.current.scrollTop = workBeginsHour * hourHeight - roomForLabel;
  }, []);
  return (
    <div ref={scroller} {...group} {...scrollable} className={classes.hours} data-scrolls>
      <div className={classes.hoursRow} {...gridRoles.row}>
        <div aria-hidden className={classes.hourNames}>
          {hours.map((hour) => (
            <span key={hour}>{hour === 0 ? "" : `${String(hour).padStart(2, "0")}:00`}</span>
          ))}
        </div>
        {[0, 1, 2, 3, 4, 5, 6].map((at) => {
          const day = first + at;
          const stretches = dates
            .filter(({ from }) => from === day)
            .map((item) => ({
              item,
              from: item.fromMinute,
              to: Math.max(item.toMinute, item.fromMinute + leastMinutes),
            }));
          return (
            <div
              key={day}
              {...gridRoles.cell}
              className={classes.hourCell}
              data-hours={day}
              data-off={calendar.isWorking(day) ? undefined : true}
              data-today={day === today || undefined}
            >
              <VisuallyHidden>Hours of {longDay(day, locale)}</VisuallyHidden>
              {placeInColumns(stretches).map(({ item, from, to, column, columns }) => (
                <EventLink
                  key={item.event.id}
                  {...props}
                  dated={item}
                  locale={locale}
                  className={classes.timed}
                  tabIndex={day === active ? 0 : -1}
                  isHeld={held?.event.id === item.event.id}
                  describedBy={helpId}
                  style={
                    {
                      "--from": from / 60,
                      "--hours": (to - from) / 60,
                      left: `${(column / columns) * 100}%`,
                      width: `calc(${100 / columns}% - 3px)`,
                    } as CSSProperties
                  }
                />
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}
