import { describe, expect, it } from "vitest";
import { dayIn, monthStart } from "./calendar.ts";

describe("calendar", () => {
  it("knows that one instant is two days", () => {
    const instant = new Date("2026-03-31T11:30:00Z");
    expect(dayIn("Pacific/Auckland", instant)).toBe("2026-04-01");
    expect(dayIn("America/Los_Angeles", instant)).toBe("2026-03-31");
  });

  it("counts months across years", () => {
    expect(monthStart("2026-11-20")).toBe("2026-11-01");
    expect(monthStart("2026-11-20", 2)).toBe("2027-01-01");
    expect(monthStart("2026-01-31", -1)).toBe("2025-12-01");
    expect(monthStart("2026-12-31", 0)).toBe("2026-12-01");
  });
});
