import { expect, it } from "vitest";
import { instantOf, wallTime } from "./zone.ts";

it.each([
  ["2026-01-15 09:00:00", "America/New_York", "2026-01-15T14:00:00.000Z"],
  ["2026-07-15 09:00:00", "America/New_York", "2026-07-15T13:00:00.000Z"],
  ["2026-07-15 00:30:00", "Pacific/Auckland", "2026-07-14T12:30:00.000Z"],
  ["2026-07-15 09:00:00", "Asia/Kathmandu", "2026-07-15T03:15:00.000Z"],
  // Twice that night: the first, still summer time.
  ["2026-11-01 01:30:00", "America/New_York", "2026-11-01T05:30:00.000Z"],
])("%s in %s is %s", (wall, zone, instant) => {
  expect(instantOf(wall, zone).toISOString()).toBe(instant);
  expect(wallTime(instant, zone)).toBe(wall);
});

it("reads a time that no clock shows as an hour later", () => {
  expect(wallTime(instantOf("2026-03-08 02:30:00", "America/New_York"), "America/New_York")).toBe(
    "2026-03-08 03:30:00",
  );
});
