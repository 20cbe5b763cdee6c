import { currencyExponent } from "@steward/contracts/kernel/money";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inputToMinor, minorToInput } from "./money-input.ts";

const currency = fc.constantFrom("EUR", "USD", "JPY", "KWD", "CLP", "BHD");

describe("money in an input", () => {
  it("comes back as the same amount, for every currency", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), currency, (amount, code) => {
        expect(inputToMinor(minorToInput(amount, code), code)).toBe(amount + 0);
      }),
    );
  });

  it("groups the whole part", () => {
    expect(minorToInput(817061800, "USD")).toBe("8,170,618.00");
    expect(minorToInput(-1234, "JPY")).toBe("-1,234");
    expect(minorToInput(5, "KWD")).toBe("0.005");
  });

  it("shows as many decimals as the currency has", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), currency, (amount, code) => {
        expect((minorToInput(amount, code).split(".")[1] ?? "").length).toBe(currencyExponent(code));
      }),
    );
  });

  it.each([
    ["1234.5", "EUR", 123450],
    ["0.29", "EUR", 29],
    ["1.005", "KWD", 1005],
    ["1 234.50", "EUR", 123450],
    ["1,234.50", "EUR", 123450],
    ["1.234,50", "EUR", 123450],
    ["1.234.567,5", "EUR", 123456750],
    ["12,5", "EUR", 1250],
    ["1,234", "EUR", 123400],
    ["1,234", "KWD", 1234],
    ["500", "JPY", 500],
    [".5", "USD", 50],
    ["-0", "EUR", 0],
    ["", "EUR", null],
    ["1.2", "JPY", undefined],
    ["1.234", "EUR", undefined],
    ["12a", "EUR", undefined],
    [".", "EUR", undefined],
    ["99999999999999999999", "EUR", undefined],
  ])("%j %s", (text, code, expected) => {
    expect(inputToMinor(text, code)).toBe(expected);
  });
});
