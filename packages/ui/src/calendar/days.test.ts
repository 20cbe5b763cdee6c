import { describe, expect, it } from "vitest";
import { isoDay } from "../part/days.ts";
import { dated, movedBy } from "./days.ts";
import type { CalendarEvent } from "./types.ts";

const timed = (start: string, end: string): CalendarEvent => ({ id: "1", title: "Call", allDay: false, start, end });
const where = (event: CalendarEvent, zone: string) => {
  const { from, to, time, fromMinute, toMinute } = dated(event, zone);
  return [isoDay(from), isoDay(to), time, fromMinute, toMinute];
};

describe("an event's days", () => {
  it("are those of the reader's clock", () => {
    const call = timed("2026-03-11T23:30:00Z", "2026-03-12T00:30:00Z");
    expect(where(call, "UTC")).toEqual(["2026-03-11", "2026-03-12", "23:30", 1410, 30]);
    expect(where(call, "Europe/Berlin")).toEqual(["2026-03-12", "2026-03-12", "00:30", 30, 90]);
  });

  it("do not include one it only ends at the beginning of", () => {
    expect(where(timed("2026-03-11T22:00:00Z", "2026-03-12T00:00:00Z"), "UTC")).toEqual([
      "2026-03-11",
      "2026-03-11",
      "22:00",
      1320,
      1440,
    ]);
  });

  it("are the same everywhere where they are whole", () => {
    const leave: CalendarEvent = { id: "2", title: "Leave", allDay: true, start: "2026-03-27", end: "2026-03-30" };
    expect(where(leave, "Pacific/Auckland").slice(0, 2)).toEqual(["2026-03-27", "2026-03-30"]);
    expect(movedBy(leave, 3, "Pacific/Auckland")).toEqual({ start: "2026-03-30", end: "2026-04-02" });
  });

  it("keep the time of the clock and the duration over a change to summer time", () => {
    const call = timed("2026-03-27T08:00:00.000Z", "2026-03-27T09:30:00.000Z");
    expect(movedBy(call, 3, "Europe/Berlin")).toEqual({
      start: "2026-03-30T07:00:00.000Z",
      end: "2026-03-30T08:30:00.000Z",
    });
  });
});
