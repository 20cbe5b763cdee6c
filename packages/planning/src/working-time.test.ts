import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BusinessCalendar, standardCalendar } from "./calendar.ts";
import { isWorked, randomCalendar } from "./testing/calendar.ts";
import { addWorkingMinutes, dayBounds, workingMinutesBetween } from "./working-time.ts";

const at = (text: string) => new Date(text);

describe("a day's bounds", () => {
  it.each([
    ["Europe/Berlin", "2026-03-29", 23],
    ["Europe/Berlin", "2026-10-25", 25],
    ["Australia/Lord_Howe", "2026-04-05", 24.5],
    ["Australia/Lord_Howe", "2026-10-04", 23.5],
    ["America/New_York", "2026-06-01", 24],
    // Clocks that jump at midnight: the day begins at one.
    ["America/Sao_Paulo", "2018-11-04", 23],
    ["Africa/Cairo", "2026-04-24", 23],
    ["Pacific/Apia", "2011-12-30", 0],
  ])("%s, %s: %d hours", (timeZone, day, hours) => {
    const { start, end } = dayBounds(timeZone, day);
    expect((end.getTime() - start.getTime()) / 3_600_000).toBe(hours);
  });

  it("begin where a skipped midnight would have been", () => {
    expect(dayBounds("America/Sao_Paulo", "2018-11-04").start).toEqual(at("2018-11-04T03:00:00Z"));
    expect(dayBounds("Africa/Cairo", "2026-04-24").start).toEqual(at("2026-04-23T22:00:00Z"));
  });
});

describe("working minutes", () => {
  const berlin = standardCalendar("Europe/Berlin");

  it("run through office hours only", () => {
    // Friday at four to Monday at ten, over the change of clocks.
    expect(workingMinutesBetween(berlin, at("2026-03-27T15:00:00Z"), at("2026-03-30T08:00:00Z"))).toBe(120);
    expect(workingMinutesBetween(berlin, at("2026-03-30T08:00:00Z"), at("2026-03-27T15:00:00Z"))).toBe(-120);
    expect(addWorkingMinutes(berlin, at("2026-03-27T15:00:00Z"), 120)).toEqual(at("2026-03-30T08:00:00Z"));
    expect(addWorkingMinutes(berlin, at("2026-03-28T15:00:00Z"), 8 * 60)).toEqual(at("2026-03-30T15:00:00Z"));
    expect(addWorkingMinutes(berlin, at("2026-03-30T08:00:00Z"), -120)).toEqual(at("2026-03-27T15:00:00Z"));
    expect(addWorkingMinutes(berlin, at("2026-03-28T15:00:00Z"), 0)).toEqual(at("2026-03-28T15:00:00Z"));
  });

  it.each([
    // Breaks that begin or end in the skipped hour, and breaks past the repeated one.
    ["Europe/Berlin", "2026-03-28T12:00:00Z", 75, 135],
    ["America/New_York", "2026-03-07T12:00:00Z", 135, 195],
    ["Australia/Lord_Howe", "2026-10-03T06:00:00Z", 75, 135],
    ["America/Sao_Paulo", "2018-11-03T12:00:00Z", 15, 75],
    ["Africa/Cairo", "2026-04-23T12:00:00Z", 30, 45],
    ["Europe/Berlin", "2026-10-24T12:00:00Z", 195, 255],
    ["America/New_York", "2026-10-31T12:00:00Z", 195, 255],
    ["Australia/Lord_Howe", "2026-04-04T06:00:00Z", 195, 255],
    ["Pacific/Apia", "2011-12-29T12:00:00Z", 75, 135],
  ])("are what the clock on the wall shows: %s, %s", (timeZone, start, breakFrom, breakTo) => {
    const shifts = [
      { from: 0, to: breakFrom },
      { from: breakTo, to: 480 },
      { from: 480, to: 1440 },
    ];
    const calendar: BusinessCalendar = { timeZone, week: Array.from({ length: 7 }, () => shifts), holidays: [] };
    const from = at(start);
    let counted = 0;
    for (let minute = 0; minute < 36 * 60; minute += 15) {
      const now = new Date(from.getTime() + minute * 60_000);
      expect(workingMinutesBetween(calendar, from, now)).toBe(counted);
      counted += showsWork(calendar, now) ? 15 : 0;
    }
  });

  it("that are added lie between, and more of them never end earlier", () => {
    const instant = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2028, 0, 1) }).map((ms) => new Date(ms));
    const minutes = fc.integer({ min: -20_000, max: 20_000 });
    fc.assert(
      fc.property(randomCalendar, instant, minutes, minutes, (calendar, from, one, other) => {
        const [fewer, more] = one < other ? [one, other] : [other, one];
        const earlier = addWorkingMinutes(calendar, from, fewer);
        const later = addWorkingMinutes(calendar, from, more);
        expect(workingMinutesBetween(calendar, from, earlier)).toBeCloseTo(fewer, 6);
        expect(earlier.getTime()).toBeLessThanOrEqual(later.getTime());
        expect(workingMinutesBetween(calendar, earlier, later)).toBeCloseTo(more - fewer, 6);
      }),
    );
  });
});

/** By another reading of the time zones than the one under test. */
function showsWork(calendar: BusinessCalendar, instant: Date): boolean {
  const [day = "", time = ""] = new Intl.DateTimeFormat("sv-SE", {
    timeZone: calendar.timeZone,
    dateStyle: "short",
    timeStyle: "short",
  })
    .format(instant)
    .split(" ");
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const shown = hour * 60 + minute;
  return isWorked(calendar, day) && (calendar.week[0] ?? []).some(({ from, to }) => from <= shown && shown < to);
}
