import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addWorkingDays,
  type BusinessCalendar,
  calendarFault,
  isWorkingDay,
  nextWorkingDay,
  previousWorkingDay,
  standardCalendar,
  workingDayAt,
  workingDaysBefore,
  workingDaysBetween,
} from "./calendar.ts";
import { dayNumber, isoDay } from "./day-number.ts";
import { randomCalendar, stepsTo } from "./testing/calendar.ts";

const bavarian: BusinessCalendar = {
  ...standardCalendar("Europe/Berlin"),
  holidays: [
    { day: "2020-12-25", isYearly: true },
    { day: "2020-12-26", isYearly: true },
    { day: "2020-01-01", isYearly: true },
    { day: "2026-04-03" },
    { day: "2026-04-06" },
    { day: "2024-02-29", isYearly: true },
  ],
};

const anyDay = fc.integer({ min: dayNumber("2015-01-01"), max: dayNumber("2040-12-31") }).map(isoDay);

describe("a calendar's working days", () => {
  it("leave out weekends, holidays of one year and holidays of every year", () => {
    expect(["2026-04-02", "2026-04-03", "2026-04-04", "2026-04-07"].map((day) => isWorkingDay(bavarian, day))).toEqual([
      true,
      false,
      false,
      true,
    ]);
    expect(isWorkingDay(bavarian, "2031-12-25")).toBe(false);
    expect(isWorkingDay(bavarian, "2028-02-29")).toBe(false);
    expect(isWorkingDay(bavarian, "2027-03-01")).toBe(true);
    expect(nextWorkingDay(bavarian, "2026-04-02")).toBe("2026-04-07");
    expect(previousWorkingDay(bavarian, "2026-04-07")).toBe("2026-04-02");
    // Christmas is on a Friday in 2026, New Year too.
    expect(addWorkingDays(bavarian, "2026-12-24", 5)).toBe("2027-01-04");
    expect(addWorkingDays(bavarian, "2026-12-27", 0)).toBe("2026-12-28");
    expect(workingDaysBetween(bavarian, "2026-04-01", "2026-05-01")).toBe(20);
  });

  it("are the same whether they are reckoned or walked", () => {
    fc.assert(
      fc.property(randomCalendar, anyDay, fc.integer({ min: -400, max: 400 }), (calendar, day, days) => {
        const there = addWorkingDays(calendar, day, days);
        expect(there).toBe(stepsTo(calendar, day, days));
        expect(isWorkingDay(calendar, there)).toBe(true);
        expect(workingDaysBetween(calendar, day, there)).toBe(days);
        expect(workingDaysBefore(calendar, workingDayAt(calendar, 1_000 + days))).toBe(1_000 + days);
      }),
    );
  });

  it("are refused where there are none, or outside of what can be planned", () => {
    const never = { ...bavarian, week: [[], [], [], [], [], [], []] };
    expect(calendarFault(never)).toBe("no_working_day");
    expect(() => isWorkingDay(never, "2026-01-01")).toThrow(RangeError);
    expect(() => addWorkingDays(bavarian, "2199-12-01", 60)).toThrow(RangeError);
    expect(() => isWorkingDay(bavarian, "2026-02-30")).toThrow(RangeError);
  });
});

it("says what is wrong with a calendar", () => {
  const monday = (...intervals: { from: number; to: number }[]) =>
    calendarFault({ ...bavarian, week: [intervals, [], [], [], [], [], []] });
  expect(calendarFault(bavarian)).toBeNull();
  expect(calendarFault({ ...bavarian, timeZone: "Mars/Olympus" })).toBe("time_zone");
  expect(calendarFault({ ...bavarian, week: [] })).toBe("week");
  expect(calendarFault({ ...bavarian, holidays: [{ day: "2026-13-01" }] })).toBe("holiday");
  expect(monday({ from: 0, to: 24 * 60 })).toBeNull();
  expect(monday({ from: 540, to: 720 }, { from: 720, to: 1020 })).toBeNull();
  expect(monday({ from: 540, to: 720 }, { from: 719, to: 1020 })).toBe("interval");
  expect(monday({ from: 600, to: 600 })).toBe("interval");
  expect(monday({ from: 0.5, to: 600 })).toBe("interval");
});
