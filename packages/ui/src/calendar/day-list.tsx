"use client";

import { Popover } from "@mantine/core";
import type { ReactNode } from "react";
import { AddButton } from "./add-button.tsx";
import classes from "./calendar.module.css";
import { EventLink } from "./calendar-event.tsx";
import type { CalendarEvent, CalendarProps } from "./types.ts";
import type { Dates } from "./use-calendar.ts";
import { longDay } from "./words.ts";

interface DayListProps<Event extends CalendarEvent>
  extends Pick<CalendarProps<Event>, "eventHref" | "onOpen" | "onAdd"> {
  day: number;
  events: Dates<Event>;
  locale: string;
  onClose: () => void;
  children: ReactNode;
}

/** Everything on one day, beside it. */
export function DayList<Event extends CalendarEvent>(props: DayListProps<Event>) {
  const { day, events, locale, onClose, onAdd, children } = props;
  return (
    <Popover
      opened
      onChange={(opened) => !opened && onClose()}
      trapFocus
      withRoles={false}
      width={280}
      position="bottom-start"
    >
      <Popover.Target>
        <span>{children}</span>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={longDay(day, locale)} className={classes.list}>
        <h3 className={classes.listTitle}>{longDay(day, locale)}</h3>
        <ul className={classes.items}>
          {events.map((dated) => (
            <li key={dated.event.id}>
              <EventLink {...props} dated={dated} className={classes.item} />
            </li>
          ))}
        </ul>
        {onAdd ? <AddButton day={day} onAdd={onAdd} /> : null}
      </Popover.Dropdown>
    </Popover>
  );
}
