import { describe, expect, it } from "vitest";
import { addDays, dayIn, dayName, monthEnd, monthName, monthStart, quarterStart } from "./day.ts";
import { daySchema } from "./record.ts";

describe("days", () => {
  it("are two for one instant", () => {
    const instant = new Date("2026-03-31T11:30:00Z");
    expect(dayIn("Pacific/Auckland", instant)).toBe("2026-04-01");
    expect(dayIn("America/Los_Angeles", instant)).toBe("2026-03-31");
  });

  it("are called as people call them", () => {
    const names = ["2026-03-31", "2026-03-30", "2026-03-28", "2025-12-31"].map((day) =>
      dayName(day, "2026-03-31", "en-GB"),
    );
    expect(names).toEqual(["Today", "Yesterday", "Saturday 28 March", "Wednesday, 31 December 2025"]);
  });

  it("know their month and quarter, over the turn of a year too", () => {
    expect(monthStart("2026-11-20")).toBe("2026-11-01");
    expect(monthStart("2026-11-20", 2)).toBe("2027-01-01");
    expect(monthStart("2026-01-31", -1)).toBe("2025-12-01");
    expect(monthEnd("2024-02-11")).toBe("2024-02-29");
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(["2026-01-15", "2026-03-31", "2026-04-01", "2026-12-31"].map(quarterStart)).toEqual([
      "2026-01-01",
      "2026-01-01",
      "2026-04-01",
      "2026-10-01",
    ]);
  });

  it("have names of months that no time zone moves", () => {
    expect(monthName("2017-03-01", "en")).toBe("March 2017");
    expect(monthName("2017-03-01", "en", true)).toBe("Mar 17");
  });
});

it("a day that no database could hold, or that has no week around it, is none", () => {
  const days = ["0000-01-01", "0001-12-31", "9999-01-01", "2026-02-29", "0002-01-01", "2028-02-29", "9998-12-31"];
  expect(days.filter((day) => daySchema.safeParse(day).success)).toEqual(["0002-01-01", "2028-02-29", "9998-12-31"]);
});
