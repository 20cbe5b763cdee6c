import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readInstant } from "./instant.ts";

/** As PostgreSQL writes it in UTC, without the zeros at the end of a fraction. */
const written = (date: Date, micros: number) => {
  const [day, time = ""] = date.toISOString().slice(0, -1).split("T");
  const fraction = `${time.slice(9)}${String(micros).padStart(3, "0")}`.replace(/0+$/, "");
  return `${day} ${time.slice(0, 8)}${fraction && `.${fraction}`}+00`;
};

describe("an instant", () => {
  const year = (value: number) => Date.UTC(2000, 0, 1) + (value - 2000) * 365.25 * 86_400_000;

  test("is read to the millisecond, whatever its year and fraction", () => {
    const moment = fc.date({ min: new Date(year(2)), max: new Date(year(9_999)), noInvalidDate: true });
    fc.assert(
      fc.property(moment, fc.nat(999), (date, micros) => {
        expect(readInstant(written(date, micros)).getTime()).toBe(date.getTime());
      }),
      { numRuns: 5_000 },
    );
  });

  test.each([
    "2026-11-21 09:30:00+00",
    "2026-11-21 09:30:00.1+00",
    "2024-02-29 23:59:59.999999+00",
    "1969-12-31 23:59:59.5+00",
    "2026-11-21 09:30:00.125+02",
    "2026-11-21 09:30:00-05:30",
    "12026-11-21 09:30:00+00",
    "infinity",
    "-infinity",
  ])("%s is what Date makes of it", (text) => {
    expect(readInstant(text)).toEqual(new Date(text));
  });
});
