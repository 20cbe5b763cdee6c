import { describe, expect, it } from "vitest";
import { dayNumber, isoDay } from "../part/days.ts";
import { dayAt, daysOff, ganttScale, ticksOf, visibleRange, xOf } from "./scale.ts";

const today = dayNumber("2026-03-11");
const span = { from: dayNumber("2026-03-05"), to: dayNumber("2026-04-20") };

describe("the time scale", () => {
  it.each(["day", "week", "month"] as const)("by %s holds everything with room around it", (zoom) => {
    const scale = ganttScale(zoom, [span, null], today);
    expect(isoDay(scale.first)).toMatch(/-01$/);
    expect(scale.first).toBeLessThanOrEqual(span.from - 14);
    expect(scale.first + scale.days).toBeGreaterThan(span.to + 14);
    expect(dayAt(scale, xOf(scale, span.to) + scale.dayWidth - 1)).toBe(span.to);
  });

  it("stays drawable when somebody types the year 9999", () => {
    expect(
      ganttScale("day", [{ from: dayNumber("0026-01-01"), to: dayNumber("9999-12-31") }], today).width,
    ).toBeLessThan(1e6);
  });

  it("names what is in sight, each month, week and day once", () => {
    const day = ganttScale("day", [span], today);
    const at = dayNumber("2026-02-27") - day.first;
    const ticks = ticksOf(day, { from: at, to: at + 4 }, "en-GB", 1);
    expect(ticks.upper.map(({ text }) => text)).toEqual(["February 2026", "March 2026"]);
    expect(ticks.lower.map(({ text }) => text)).toEqual(["F 27", "S 28", "S 1", "M 2"]);
    expect(ticks.lower[0]?.x).toBe(at * 36);
    const week = ganttScale("week", [span], today);
    const from = dayNumber("2026-03-04") - week.first;
    expect(ticksOf(week, { from, to: from + 8 }, "en-GB", 1).lower.map(({ text }) => text)).toEqual(["2 Mar", "9 Mar"]);
    expect(ticksOf(week, { from, to: from + 8 }, "en-GB", 7).lower.map(({ text }) => text)).toEqual(["1 Mar", "8 Mar"]);
    const month = ganttScale("month", [span], today);
    const years = ticksOf(month, { from: 0, to: month.days }, "en-GB", 1).upper;
    expect(years[0]).toMatchObject({ x: 0, text: "2025" });
    expect(years.map(({ text }) => text)).toEqual(["2025", "2026", "2027"].slice(0, years.length));
  });

  it("shades a weekend as one, and a holiday beside it with it", () => {
    const scale = ganttScale("day", [span], today);
    const at = dayNumber("2026-03-06") - scale.first;
    const off = new Set(["2026-03-07", "2026-03-08", "2026-03-09"]);
    expect(daysOff(scale, { from: at, to: at + 7 }, (day) => !off.has(isoDay(day)))).toEqual([
      { x: (at + 1) * 36, width: 3 * 36 },
    ]);
  });
});

describe("visibleRange", () => {
  it("covers what shows, within what there is, and stands still between steps", () => {
    expect(visibleRange(0, 720, 36, 5000, 8)).toEqual({ from: 0, to: 32 });
    expect(visibleRange(100_000, 720, 36, 5000, 8)).toEqual({ from: 2768, to: 2808 });
    expect(visibleRange(100_000 + 36, 720, 36, 5000, 8)).toEqual(visibleRange(100_000, 720, 36, 5000, 8));
    expect(visibleRange(180_000, 720, 36, 5000, 8)).toMatchObject({ to: 5000 });
    expect(visibleRange(0, 720, 36, 0, 8)).toEqual({ from: 0, to: 0 });
  });
});
