import { expect, test } from "vitest";
import { afterQuietHours, instantOf, nextDigest } from "./clock.ts";

const berlin = "Europe/Berlin";
const night = { from: "22:00", until: "07:00" };
const iso = (date: Date) => date.toISOString();

test.each([
  ["2026-11-21T20:59:00Z", "2026-11-21T20:59:00.000Z", "before they begin"],
  ["2026-11-21T21:00:00Z", "2026-11-22T06:00:00.000Z", "as they begin"],
  ["2026-11-21T23:30:00Z", "2026-11-22T06:00:00.000Z", "past midnight"],
  ["2026-11-22T05:59:59Z", "2026-11-22T06:00:00.000Z", "in their last second"],
  ["2026-11-22T06:00:00Z", "2026-11-22T06:00:00.000Z", "as they end"],
  ["2026-03-29T00:30:00Z", "2026-03-29T05:00:00.000Z", "in the night the clock goes forward"],
  ["2026-10-25T00:30:00Z", "2026-10-25T06:00:00.000Z", "in the night the clock goes back"],
])("quiet hours over night: %s waits until %s, %s", (at, until) => {
  expect(iso(afterQuietHours(new Date(at), night, berlin))).toBe(until);
});

test("quiet hours of an afternoon, by the clock of the person", () => {
  const nap = { from: "13:00", until: "14:30" };
  expect(iso(afterQuietHours(new Date("2026-11-21T13:15:00Z"), nap, "Europe/London"))).toBe("2026-11-21T14:30:00.000Z");
  expect(iso(afterQuietHours(new Date("2026-11-21T13:15:00Z"), nap, berlin))).toBe("2026-11-21T13:30:00.000Z");
  expect(iso(afterQuietHours(new Date("2026-11-21T13:15:00Z"), nap, "Asia/Tokyo"))).toBe("2026-11-21T13:15:00.000Z");
  expect(iso(afterQuietHours(new Date("2026-11-21T13:15:00Z"), null, berlin))).toBe("2026-11-21T13:15:00.000Z");
});

test("an end that falls into the hour that comes twice is never before the moment it is asked for", () => {
  const late = { from: "22:00", until: "02:30" };
  // 02:45 of the first round: quiet hours are over. 02:15 of the second: they are on again, until 02:30.
  for (const at of ["2026-10-25T00:15:00Z", "2026-10-25T01:15:00Z", "2026-10-25T01:29:00Z"]) {
    expect(afterQuietHours(new Date(at), late, berlin).getTime()).toBeGreaterThan(Date.parse(at));
  }
});

test("a time that the clock jumps over is as much later", () => {
  expect(iso(instantOf(berlin, { day: "2026-03-29", time: "02:30" }))).toBe("2026-03-29T01:30:00.000Z");
  expect(iso(instantOf("Pacific/Auckland", { day: "2026-11-21", time: "08:00" }))).toBe("2026-11-20T19:00:00.000Z");
});

test("digests come at eight, of the next day where that has been, and weekly on Monday", () => {
  // A Saturday.
  const morning = new Date("2026-11-21T06:00:00Z");
  expect(iso(nextDigest(morning, "daily", berlin))).toBe("2026-11-21T07:00:00.000Z");
  expect(iso(nextDigest(new Date("2026-11-21T07:00:00Z"), "daily", berlin))).toBe("2026-11-22T07:00:00.000Z");
  expect(iso(nextDigest(morning, "weekly", berlin))).toBe("2026-11-23T07:00:00.000Z");
  expect(iso(nextDigest(new Date("2026-11-23T07:00:00Z"), "weekly", berlin))).toBe("2026-11-30T07:00:00.000Z");
  expect(iso(nextDigest(new Date("2026-03-28T12:00:00Z"), "daily", berlin))).toBe("2026-03-29T06:00:00.000Z");
});
