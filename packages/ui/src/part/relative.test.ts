import { describe, expect, it } from "vitest";
import { dateText, relativeText } from "./relative.ts";

const now = Date.UTC(2026, 2, 10, 12);
const hour = 3_600_000;

describe("relativeText", () => {
  it.each([
    [now - 20_000, "now"],
    [now - 3 * hour, "3 hours ago"],
    [now - 25 * hour, "yesterday"],
    // The day before yesterday, although not 48 hours ago.
    [now - 37 * hour, "2 days ago"],
    [now + 50 * hour, "in 2 days"],
    [now - 400 * 24 * hour, "last year"],
  ])("%i reads %s", (at, text) => {
    expect(relativeText(at, now, { locale: "en-GB", timeZone: "UTC" })).toBe(text);
  });
});

describe("dateText", () => {
  it("keeps a calendar day in every zone", () => {
    for (const timeZone of ["Pacific/Auckland", "America/Los_Angeles", "UTC"]) {
      expect(dateText("2026-03-01", { locale: "en-GB", timeZone, withTime: true })).toBe("1 Mar 2026");
    }
  });

  it("prints a moment in the given zone", () => {
    const settings = { locale: "en-GB", timeZone: "Asia/Tokyo", withTime: true };
    expect(dateText("2026-03-01T20:30:00Z", settings)).toBe("2 Mar 2026, 05:30");
  });

  it("answers undefined for no date", () => {
    expect(dateText("soon", { locale: "en-GB", timeZone: "UTC", withTime: false })).toBeUndefined();
  });
});
