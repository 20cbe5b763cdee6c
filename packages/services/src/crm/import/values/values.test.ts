import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAmountMinor, readInteger } from "./amount.ts";
import { readCell } from "./cell.ts";
import { splitName } from "./person-name.ts";

const cents = (text: string, decimal: "." | "," = ".") =>
  readAmountMinor(text, { decimal, exponent: 2, multiplier: 1 });

describe("amounts", () => {
  it.each([
    ["550", 55_000],
    ["1,234.50", 123_450],
    ["1.234,50", 123_450],
    ["€ 1 234", 123_400],
    ["1'234.50 CHF", 123_450],
    ["$-5", -500],
    ["(12.00)", -1_200],
    ["−3", -300],
    ["1.2k", 120_000],
    ["12.345", 1_235],
    ["0.234", 23],
    [".5", 50],
  ])("reads %s", (text, expected) => expect(cents(text)).toBe(expected));

  it("lets the choice decide only where a number may mean two things", () => {
    expect([cents("1.234", "."), cents("1.234", ",")]).toEqual([123, 123_400]);
    expect([cents("1,5", "."), cents("1,5", ",")]).toEqual([150, 150]);
  });

  it.each(["", "abc", "1e5", "12 %", "1.2.3", "1,23,4", "--1", "99999999999999999"])("refuses %j", (text) =>
    expect(cents(text)).toBeUndefined(),
  );

  it("multiplies exactly", () => {
    expect(readAmountMinor("1100.04", { decimal: ".", exponent: 2, multiplier: 1_000_000 })).toBe(110_004_000_000);
    expect(readAmountMinor("1000", { decimal: ".", exponent: 0, multiplier: 1 })).toBe(1_000);
  });

  it("reads what any locale writes", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e12, max: 1e12 }),
        fc.constantFrom("en", "de", "fr", "de-CH", "sv"),
        (minor, locale) => {
          const text = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(minor / 100);
          expect(cents(text)).toBe(minor === 0 ? 0 : minor);
        },
      ),
    );
  });

  it("reads whole numbers only as whole numbers", () => {
    expect([readInteger("1,185", "."), readInteger("40 %", "."), readInteger("1.5", ".")]).toEqual([
      1_185,
      40,
      undefined,
    ]);
  });
});

describe("cells", () => {
  const reading = {
    tenant: { country: "GB" },
    options: { dateOrder: "dmy", decimal: ".", multiplier: 1, currency: "JPY" },
  } as const;

  it("reads by type, amounts with the decimals of their currency", () => {
    expect(readCell("amount", "¥1,000", reading)).toEqual({ value: 1_000 });
    expect(readCell("phone", "0113 496 0000", reading)).toEqual({ value: "+441134960000" });
    expect(readCell("email", " Anna@Example.COM ", reading)).toEqual({ value: "anna@example.com" });
    expect(readCell("domain", "https://www.acme.com/x", reading)).toEqual({ value: "acme.com" });
    expect(readCell("outcome", "Closed Won", reading)).toEqual({ value: "won" });
    expect(readCell("currency", "eur", reading)).toEqual({ value: "EUR" });
  });

  it("says what is wrong with the others", () => {
    expect(readCell("email", "nobody", reading)).toEqual({ problem: "“nobody” is no e-mail address" });
    expect(readCell("currency", "XQX", reading)).toMatchObject({ problem: expect.stringContaining("currency") });
  });
});

describe("names", () => {
  it.each([
    ["Anna Maria Lindqvist", "Anna Maria", "Lindqvist"],
    ["Lindqvist, Anna", "Anna", "Lindqvist"],
    ["Cher", "", "Cher"],
  ])("takes %s apart", (text, firstName, lastName) => expect(splitName(text)).toEqual({ firstName, lastName }));
});
