"use client";

import type { CalendarView } from "@steward/ui/calendar";
import { useSearchParams } from "next/navigation";

const isDay = (text: string | null): text is string => text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text);

/** The month or week that a calendar shows; it stands in the address. */
export function useCalendarPlace(today: string) {
  const params = useSearchParams();
  const view: CalendarView = params.get("view") === "week" ? "week" : "month";
  const written = params.get("day");
  // Next keeps useSearchParams in step with the History API; its router would ask the server to render again.
  const write = (name: string, value: string) => {
    const next = new URLSearchParams(window.location.search);
    next.set(name, value);
    window.history.pushState(null, "", `${window.location.pathname}?${next}`);
  };
  return {
    view,
    day: isDay(written) ? written : today,
    setView: (next: CalendarView) => write("view", next),
    setDay: (next: string) => write("day", next),
  };
}
