import { describe, expect, it } from "vitest";
import { dayPresets, filterText, todayIn } from "./filter-text.ts";
import { inChunks } from "./pages.ts";
import type { FilterDefinition } from "./types.ts";

const base = { key: "x", label: "X" };
const stages = [
  { value: "won", label: "Won" },
  { value: "lost", label: "Lost" },
  { value: "open", label: "Open" },
];

describe("filterText", () => {
  it.each<[FilterDefinition, unknown, string]>([
    [{ ...base, kind: "text" }, "hot", "“hot”"],
    [{ ...base, kind: "boolean" }, false, "no"],
    [{ ...base, kind: "multiselect", options: stages }, ["won", "lost"], "Won, Lost"],
    [{ ...base, kind: "multiselect", options: stages }, ["won", "lost", "open"], "Won and 2 more"],
    [{ ...base, kind: "select", options: stages }, "won", "Won"],
    [{ ...base, kind: "date-range" }, { from: "2017-03-01" }, "from 1 Mar 2017"],
    [{ ...base, kind: "date-range" }, { from: "2017-03-01", to: "2017-03-31" }, "1 Mar 2017 – 31 Mar 2017"],
    [{ ...base, kind: "number-range" }, { max: 1200 }, "at most 1,200"],
    [{ ...base, kind: "money-range", currency: "EUR" }, { min: 100000 }, "at least €1,000"],
    [{ ...base, kind: "text" }, undefined, "any"],
  ])("%#", (definition, value, text) => {
    expect(filterText(definition, value, "en-GB")).toBe(text);
  });
});

describe("dayPresets", () => {
  const range = (today: string, label: string) => dayPresets(today).find((preset) => preset.label === label)?.range;

  it("begins the week on Monday, on a Sunday too", () => {
    expect(range("2026-03-01", "This week")).toEqual({ from: "2026-02-23", to: "2026-03-01" });
  });
  it("knows leap years, quarters and the turn of the year", () => {
    expect(range("2028-02-10", "This month")).toEqual({ from: "2028-02-01", to: "2028-02-29" });
    expect(range("2026-05-31", "This quarter")).toEqual({ from: "2026-04-01", to: "2026-06-30" });
    expect(range("2026-01-15", "Last month")).toEqual({ from: "2025-12-01", to: "2025-12-31" });
  });
});

it("takes today from the zone, not from the machine", () => {
  const lateEvening = new Date("2026-03-01T23:30:00Z");
  expect(todayIn("UTC", lateEvening)).toBe("2026-03-01");
  expect(todayIn("Asia/Tokyo", lateEvening)).toBe("2026-03-02");
});

it("cuts a selection into calls the server takes", () => {
  expect(inChunks([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  expect(inChunks([], 2)).toEqual([]);
});
