import { describe, expect, it } from "vitest";
import { calendarRange } from "./range.ts";

describe("calendarRange", () => {
  it.each([
    ["month", "2026-03-11", 1, "2026-02-23", "2026-04-05"],
    ["month", "2026-03-11", 7, "2026-03-01", "2026-04-04"],
    ["month", "2027-02-28", 1, "2027-02-01", "2027-02-28"],
    ["week", "2026-03-11", 1, "2026-03-09", "2026-03-15"],
    ["week", "2026-03-15", 7, "2026-03-15", "2026-03-21"],
    ["week", "2026-01-01", 6, "2025-12-27", "2026-01-02"],
  ] as const)("%s of %s, weeks from day %i: %s to %s", (view, day, weekStartsOn, from, to) => {
    expect(calendarRange(view, day, weekStartsOn)).toEqual({ from, to });
  });
});
