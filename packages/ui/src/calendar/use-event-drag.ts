"use client";

import { type MouseEvent, type PointerEvent as ReactPointerEvent, type RefObject, useEffect, useRef } from "react";
import { isoDay } from "../part/days.ts";
import type { CalendarEvent, CalendarProps } from "./types.ts";
import type { Calendar } from "./use-calendar.ts";

/** Below this a press is a click. */
const slack = 4;

/**
 * Events dragged to another day with a mouse or pen, and clicks on empty days. A finger scrolls: on its screens an event
 * is opened to be moved.
 */
export function useEventDrag<Event extends CalendarEvent>(
  grid: RefObject<HTMLElement | null>,
  calendar: Calendar<Event>,
  { events, onMove, onAdd }: CalendarProps<Event>,
) {
  const latest = useRef(calendar);
  useEffect(() => {
    latest.current = calendar;
  });
  const stop = useRef<() => void>(undefined);
  useEffect(() => () => stop.current?.(), []);
  const wasDragged = useRef(false);

  const onPointerDown = (start: ReactPointerEvent) => {
    wasDragged.current = false;
    if (calendar.held) calendar.letGo();
    const id = eventAt(start.target);
    const event = events.find((one) => one.id === id);
    const from = dayAt(grid.current, start.clientX, start.clientY);
    if (!event || event.locked !== undefined || !onMove || from === undefined) return;
    if (start.button !== 0 || start.pointerType === "touch") return;
    stop.current?.();
    const listening = new AbortController();
    const { signal } = listening;
    stop.current = () => listening.abort();
    let days = 0;
    const cancel = () => {
      listening.abort();
      if (wasDragged.current) latest.current.letGo();
    };
    window.addEventListener(
      "pointermove",
      (move) => {
        if (!wasDragged.current && Math.hypot(move.clientX - start.clientX, move.clientY - start.clientY) < slack)
          return;
        wasDragged.current = true;
        days = (dayAt(grid.current, move.clientX, move.clientY) ?? from + days) - from;
        latest.current.hold({ event, days, by: "pointer" });
      },
      { signal },
    );
    window.addEventListener(
      "pointerup",
      () => {
        listening.abort();
        if (wasDragged.current) latest.current.drop({ event, days, by: "pointer" });
      },
      { signal },
    );
    window.addEventListener("pointercancel", cancel, { signal });
    window.addEventListener("keydown", ({ key }) => key === "Escape" && cancel(), { signal, capture: true });
  };

  const onClickCapture = (event: MouseEvent) => {
    // The click that ends a drag opens nothing.
    if (!wasDragged.current) return;
    wasDragged.current = false;
    event.preventDefault();
    event.stopPropagation();
  };
  const onClick = ({ target, clientX, clientY }: MouseEvent) => {
    if (!(target instanceof Element) || !grid.current?.contains(target)) return;
    const day = dayAt(grid.current, clientX, clientY);
    if (day === undefined || target.closest("a, button")) return;
    calendar.setChosen(day);
    onAdd?.(isoDay(day));
  };
  // A browser drags links by itself.
  const onDragStart = (event: MouseEvent) => event.preventDefault();
  return { onPointerDown, onClickCapture, onClick, onDragStart };
}

function eventAt(target: EventTarget): string | undefined {
  return target instanceof Element ? target.closest<HTMLElement>("[data-event]")?.dataset.event : undefined;
}

/** By place and not by element: a bar over several days belongs to the first of them. */
function dayAt(grid: HTMLElement | null, x: number, y: number): number | undefined {
  for (const cell of grid?.querySelectorAll<HTMLElement>("[data-day], [data-hours]") ?? []) {
    const { left, right, top, bottom } = cell.getBoundingClientRect();
    if (x >= left && x < right && y >= top && y < bottom) return Number(cell.dataset.day ?? cell.dataset.hours);
  }
  return undefined;
}
