"use client";

import { type KeyboardEvent, type RefObject, useLayoutEffect } from "react";
import { isoDay, startOfWeek } from "../part/days.ts";
import type { CalendarEvent, CalendarProps } from "./types.ts";
import type { Calendar } from "./use-calendar.ts";

/** Told to those who listen, of each event that can be moved. */
export const moveHelp = "Space lifts the event, arrow keys move it by days and weeks, Space drops it, Escape cancels.";

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/**
 * The keys of a grid of days (WAI-ARIA): arrows go from day to day, Tab into the events of the day one is on. Space lifts
 * an event, and then the arrows carry it.
 */
export function useCalendarKeys<Event extends CalendarEvent>(
  grid: RefObject<HTMLElement | null>,
  calendar: Calendar<Event>,
  props: CalendarProps<Event>,
) {
  const { held, active, wanted } = calendar;

  useLayoutEffect(() => {
    const target = wanted.current;
    if (!target) return;
    const element = grid.current?.querySelector<HTMLElement>(
      "event" in target ? `[data-event="${CSS.escape(target.event)}"]` : `[data-day="${target.day}"]`,
    );
    if (!element) return;
    wanted.current = undefined;
    element.focus();
  });

  const carry = (event: KeyboardEvent) => {
    if (!held) return;
    const step = steps[event.key];
    if (step !== undefined) calendar.hold({ ...held, days: held.days + step });
    else if (event.key === " " || event.key === "Enter") calendar.drop(held);
    else {
      if (event.key === "Escape" || event.key === "Tab") calendar.letGo();
      if (event.key !== "Escape") return;
      event.stopPropagation();
    }
    event.preventDefault();
  };

  const ofDay = (event: KeyboardEvent): (() => void) | undefined => {
    const { key } = event;
    const step = steps[key];
    if (step !== undefined) return () => calendar.goTo(active + step);
    const week = startOfWeek(active, calendar.weekStartsOn);
    if (key === "Home") return () => calendar.goTo(week);
    if (key === "End") return () => calendar.goTo(week + 6);
    if (key === "PageUp" || key === "PageDown") return () => calendar.turnFrom(active, key === "PageUp" ? -1 : 1);
    const isOnDay = event.target instanceof HTMLElement && event.target.dataset.day !== undefined;
    if (!isOnDay || (key !== "Enter" && key !== " ")) return undefined;
    if (calendar.eventsOn(active).length > 0) return () => calendar.setOpenDay(active);
    return props.onAdd && (() => props.onAdd?.(isoDay(active)));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const { target } = event;
    // What stands in the list of a day has its own keys; it is drawn elsewhere in the document.
    if (!(target instanceof HTMLElement) || !grid.current?.contains(target)) return;
    // The hours scroll.
    if (target.dataset.scrolls !== undefined) return;
    if (held?.by === "keys") return carry(event);
    const lifted = event.key === " " ? target.closest<HTMLElement>("[data-event]")?.dataset.event : undefined;
    const found = lifted === undefined ? undefined : props.events.find(({ id }) => id === lifted);
    const act = found && props.onMove ? () => calendar.lift(found) : ofDay(event);
    if (!act) return;
    event.preventDefault();
    act();
  };
  return { onKeyDown };
}
