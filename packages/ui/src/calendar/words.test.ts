import { describe, expect, it } from "vitest";
import { dayNumber } from "../part/days.ts";
import { titleOf } from "./words.ts";

describe("titleOf", () => {
  it.each([
    ["month", "2026-03-11", "2026-02-23", "March 2026"],
    ["week", "2026-03-11", "2026-03-09", "9 Mar – 15 Mar 2026"],
    ["week", "2026-01-01", "2025-12-29", "29 Dec 2025 – 4 Jan 2026"],
  ] as const)("of the %s of %s", (view, day, first, expected) => {
    expect(titleOf(view, dayNumber(day), dayNumber(first), "en-GB")).toBe(expected);
  });
});
