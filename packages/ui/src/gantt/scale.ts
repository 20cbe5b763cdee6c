import { dayText, monthBounds, startOfWeek } from "../part/days.ts";
import type { DaySpan } from "./rows.ts";
import type { GanttZoom } from "./types.ts";

/** Pixels of a day, and days shown before the first bar and after the last one. */
const measures: Readonly<Record<GanttZoom, { dayWidth: number; margin: number }>> = {
  day: { dayWidth: 36, margin: 14 },
  week: { dayWidth: 14, margin: 42 },
  month: { dayWidth: 4, margin: 150 },
};
/** A mistyped year would make the chart wider than browsers can lay out. */
const farthestDays = 20 * 366;
const leastWidth = 3_000;

export interface GanttScale {
  readonly zoom: GanttZoom;
  /** The first day shown; the chart begins at x 0 with it. */
  readonly first: number;
  readonly days: number;
  readonly dayWidth: number;
  readonly width: number;
}

/** The days a chart covers: all spans and today, with some room on both sides, from the start of a month. */
export function ganttScale(zoom: GanttZoom, spans: Iterable<DaySpan | null>, today: number): GanttScale {
  const { dayWidth, margin } = measures[zoom];
  let [from, to] = [today, today];
  for (const span of spans) {
    if (!span) continue;
    from = Math.min(from, span.from);
    to = Math.max(to, span.to);
  }
  const { first } = monthBounds(Math.max(from, today - farthestDays) - margin);
  const last = monthBounds(Math.min(to, today + farthestDays) + margin).next;
  const days = Math.max(last - first, Math.ceil(leastWidth / dayWidth));
  return { zoom, first, days, dayWidth, width: days * dayWidth };
}

/** Where a day begins. */
export const xOf = (scale: GanttScale, day: number) => (day - scale.first) * scale.dayWidth;
export const dayAt = (scale: GanttScale, x: number) => scale.first + Math.floor(x / scale.dayWidth);

/** From and up to but without `to`. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * What of a row of equal things is to be drawn: what shows, and up to two steps beyond on both sides. It changes only
 * every `step` things, so that scrolling seldom draws.
 */
export function visibleRange(offset: number, extent: number, size: number, count: number, step: number): Range {
  const from = Math.floor(offset / size / step - 1) * step;
  const to = Math.ceil((offset + extent) / size / step + 1) * step;
  return { from: Math.max(0, Math.min(from, count)), to: Math.max(0, Math.min(to, count)) };
}

export interface Tick {
  readonly x: number;
  readonly width: number;
  readonly text: string;
}

export interface Ticks {
  readonly upper: readonly Tick[];
  readonly lower: readonly Tick[];
}

/** The two rows over the chart, of the days in a range (counted from the scale's first). */
export function ticksOf(scale: GanttScale, range: Range, locale: string, weekStartsOn: number): Ticks {
  const months = (options: Intl.DateTimeFormatOptions) =>
    cut(
      scale,
      range,
      (day) => monthBounds(day).first,
      (day) => monthBounds(day).next,
      (day) => dayText(day, locale, options),
    );
  if (scale.zoom === "month") {
    const yearOf = (day: number) => new Date(day * 86_400_000).getUTCFullYear();
    const newYear = (year: number) => Date.UTC(year, 0, 1) / 86_400_000;
    const years = cut(
      scale,
      range,
      (day) => newYear(yearOf(day)),
      (day) => newYear(yearOf(day) + 1),
      (day) => String(yearOf(day)),
    );
    return { upper: years, lower: months({ month: "short" }) };
  }
  const upper = months({ month: "long", year: "numeric" });
  if (scale.zoom === "day") {
    const letter = (day: number) =>
      `${dayText(day, locale, { weekday: "narrow" })} ${dayText(day, locale, { day: "numeric" })}`;
    return {
      upper,
      lower: cut(
        scale,
        range,
        (day) => day,
        (day) => day + 1,
        letter,
      ),
    };
  }
  const weekOf = (day: number) => startOfWeek(day, weekStartsOn);
  const text = (day: number) => dayText(day, locale, { day: "numeric", month: "short" });
  return { upper, lower: cut(scale, range, weekOf, (day) => weekOf(day) + 7, text) };
}

function cut(
  scale: GanttScale,
  range: Range,
  startOf: (day: number) => number,
  nextOf: (day: number) => number,
  text: (day: number) => string,
): Tick[] {
  const ticks: Tick[] = [];
  const end = scale.first + range.to;
  for (let day = startOf(scale.first + range.from); day < end; day = nextOf(day)) {
    // The first one may begin before the chart does.
    const shown = Math.max(day, scale.first);
    ticks.push({ x: xOf(scale, shown), width: (nextOf(day) - shown) * scale.dayWidth, text: text(day) });
  }
  return ticks;
}

/** The days of a range that are not worked on, neighbours together. */
export function daysOff(scale: GanttScale, range: Range, isWorking: (day: number) => boolean): Omit<Tick, "text">[] {
  const runs: { x: number; width: number }[] = [];
  for (let at = range.from; at < range.to; at += 1) {
    if (isWorking(scale.first + at)) continue;
    const x = at * scale.dayWidth;
    const last = runs.at(-1);
    if (last && last.x + last.width === x) last.width += scale.dayWidth;
    else runs.push({ x, width: scale.dayWidth });
  }
  return runs;
}
