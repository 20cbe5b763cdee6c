import { expect, test } from "vitest";
import { holidaysIn } from "./holiday-lines.ts";
import { hoursText, parseHours } from "./week-hours.ts";

test.each([
  ["9-17", "09:00–17:00"],
  ["9:00 – 12:30, 13 to 24", "09:00–12:30, 13:00–24:00"],
  ["", ""],
])("hours typed as %j are %j", (typed, written) => {
  expect(hoursText(parseHours(typed) ?? [{ from: 0, to: 1 }])).toBe(written);
});

test.each(["17-9", "9-12, 11-13", "all day", "9-25", "9:75-10"])("%j are no hours", (typed) => {
  expect(parseHours(typed)).toBeUndefined();
});

test("a pasted list of holidays is read line by line, and what is none is named", () => {
  const { holidays, wrong } = holidaysIn(
    "2026-12-25, Christmas Day (yearly)\n\n2027-03-26\tGood Friday\n31 December, a party\n2027-02-30 Never",
  );
  expect(holidays).toEqual([
    { day: "2026-12-25", name: "Christmas Day", isYearly: true },
    { day: "2027-03-26", name: "Good Friday", isYearly: false },
  ]);
  expect(wrong).toEqual(["31 December, a party", "2027-02-30 Never"]);
});
