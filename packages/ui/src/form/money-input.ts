import { currencyExponent } from "@steward/contracts/kernel/money";

/** `123450` EUR → `1,234.50`, as an input shows it; nothing for an absent amount. */
export function minorToInput(amountMinor: number | null | undefined, currency: string): string {
  if (amountMinor === null || amountMinor === undefined) return "";
  const exponent = currencyExponent(currency);
  const digits = String(Math.abs(amountMinor)).padStart(exponent + 1, "0");
  const whole = digits.slice(0, digits.length - exponent).replace(/\B(?=(?:\d{3})+$)/gu, ",");
  const sign = amountMinor < 0 ? "-" : "";
  return exponent === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-exponent)}`;
}

// `1,234.50` and `1.234,50` are the same amount to the people who write them: where both marks stand, the last
// is the decimal one; a lone comma before three digits groups, unless the currency has three decimals.
function plainDecimal(text: string, exponent: number): string {
  const commas = text.split(",").length - 1;
  const dots = text.split(".").length - 1;
  if (commas > 0 && dots > 0) {
    const decimal = text.lastIndexOf(",") > text.lastIndexOf(".") ? "," : ".";
    return text.replaceAll(decimal === "," ? "." : ",", "").replace(",", ".");
  }
  if (dots > 1) return text.replaceAll(".", "");
  if (commas > 1) return text.replaceAll(",", "");
  return /,\d{3}$/u.test(text) && exponent !== 3 ? text.replace(",", "") : text.replace(",", ".");
}

/**
 * What a person typed, as integer minor units: digits are moved, never multiplied, so no amount picks up a
 * binary fraction. Null for an empty input; undefined for what is no amount of this currency.
 */
export function inputToMinor(text: string, currency: string): number | null | undefined {
  const exponent = currencyExponent(currency);
  const compact = plainDecimal(text.replace(/[\s'’_]/gu, ""), exponent);
  if (compact === "" || compact === "-") return null;
  const match = /^(-?)(\d*)(?:\.(\d*))?$/u.exec(compact);
  if (!match) return undefined;
  const [, sign = "", whole = "", fraction = ""] = match;
  if (fraction.length > exponent || whole.length + fraction.length === 0) return undefined;
  const amount = Number(`${sign}${whole}${fraction.padEnd(exponent, "0")}`);
  return Number.isSafeInteger(amount) ? amount + 0 : undefined;
}
