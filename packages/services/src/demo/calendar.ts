import { createHash } from "node:crypto";
import { addDays, weekStart } from "@steward/contracts/kernel/day";
import { dayIn } from "../kernel/index.ts";
import type { When } from "./story/story.ts";

const dayMs = 86_400_000;

/** Turns the story's "so many days ago" into instants and days of an organisation, seen from `now`. */
export interface StoryCalendar {
  /** In the past. Nobody works at weekends: what would fall on one happens on the Friday before. */
  instant(when: When): Date;
  /** The calendar day of `instant`. */
  day(daysAgo: number): string;
  /** A day of a week of so many weeks ago, Monday first; null where it is not over yet. */
  weekday(weeksAgo: number, place: number): string | null;
  /** When clocks showed this on a day. */
  clock(day: string, clock: string): Date;
  /** Days from today. A Saturday or Sunday ahead becomes the Monday after. */
  ahead(days: number): string;
  /** The end of a working day, so many days from today. */
  dueAt(days: number): Date;
}

export function storyCalendar(timeZone: string, now: Date): StoryCalendar {
  const today = Date.parse(`${dayIn(timeZone, now)}T00:00:00Z`);
  const pastDay = (daysAgo: number) => isoDay(skipWeekend(today - daysAgo * dayMs, -1));
  const ahead = (days: number) => isoDay(days > 0 ? skipWeekend(today + days * dayMs, 1) : today + days * dayMs);
  return {
    instant: ([daysAgo, clock]) => zonedInstant(pastDay(daysAgo), clock, timeZone),
    day: pastDay,
    weekday: (weeksAgo, place) => {
      const day = addDays(weekStart(isoDay(today)), place - 7 * weeksAgo);
      return day < isoDay(today) ? day : null;
    },
    clock: (day, clock) => zonedInstant(day, clock, timeZone),
    ahead,
    dueAt: (days) => zonedInstant(ahead(days), "17:00", timeZone),
  };
}

function isoDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function skipWeekend(ms: number, direction: 1 | -1): number {
  const weekday = new Date(ms).getUTCDay();
  if (weekday === 6) return ms + (direction === 1 ? 2 : -1) * dayMs;
  if (weekday === 0) return ms + (direction === 1 ? 1 : -2) * dayMs;
  return ms;
}

/** The instant at which clocks in the zone show this. In the hour a clock change repeats or skips, one of the two. */
function zonedInstant(day: string, clock: string, timeZone: string): Date {
  const asUtc = Date.parse(`${day}T${clock}:00Z`);
  const shown = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" }).format(asUtc);
  const offset = Date.parse(`${shown.replace(" ", "T")}Z`) - asUtc;
  return new Date(asUtc - offset);
}

/** Where the story's ids are dated from, whatever the day it is told on: addresses must not change overnight. */
const epoch = Date.UTC(2026, 0, 1);

/**
 * Ids for one event of the story, UUIDv7 in form and in order: the same on every machine and every day, because they
 * depend on the event's name and its distance from today alone.
 */
export function storyIds(name: string, [daysAgo, clock]: When): () => string {
  const [hour = 0, minute = 0] = clock.split(":").map(Number);
  const ms = epoch - daysAgo * dayMs + (hour * 60 + minute) * 60_000;
  let count = 0;
  return () => {
    const hash = createHash("sha256").update(`${name}/${count}`).digest("hex");
    const time = (ms + count).toString(16).padStart(12, "0");
    count += 1;
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hash.slice(0, 3)}-8${hash.slice(3, 6)}-${hash.slice(6, 18)}`;
  };
}
