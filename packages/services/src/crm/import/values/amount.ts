/** A decimal number as people write it: the digits before and after its decimal separator. */
interface Decimal {
  negative: boolean;
  whole: string;
  fraction: string;
}

const suffixes: Readonly<Record<string, number>> = { "": 0, k: 3, m: 6, mio: 6, mn: 6, bn: 9 };

/**
 * Reads `1,234.50`, `1.234,50`, `€ 1 234`, `1'234.50 CHF`, `(12.00)`, `1.2k`; undefined for anything else.
 *
 * @param decimal decides only where a cell by itself may mean two things: `1.234` and `1,234`.
 */
export function readDecimal(text: string, decimal: "." | ","): Decimal | undefined {
  let rest = text.normalize("NFKC").trim();
  const bracketed = /^\((.*)\)$/.exec(rest)?.[1];
  if (bracketed !== undefined) rest = bracketed;
  const shape =
    /^([-+−]?)\s*(?:\p{Sc}|[A-Z]{3}|kr\.?)?\s*([-+−]?)\s*([\d.,'’\s]*\d[.,]?)\s*(?:(k|m|mio|mn|bn)\.?)?\s*(?:\p{Sc}|[A-Z]{3}|kr\.?)?$/iu;
  const match = shape.exec(rest);
  if (!match || (match[1] && match[2])) return undefined;
  const [, before = "", after = "", digits = "", suffix = ""] = match;
  const split = splitDigits(digits.replace(/['’\s]/g, ""), decimal);
  if (!split) return undefined;
  const negative = bracketed !== undefined || /[-−]/.test(before + after);
  return { negative, ...shifted(split, suffixes[suffix.toLowerCase()] ?? 0) };
}

function splitDigits(digits: string, decimal: "." | ","): { whole: string; fraction: string } | undefined {
  const separators = digits.replace(/\d/g, "");
  const last = separators.at(-1);
  if (last === undefined) return { whole: digits, fraction: "" };
  const other = last === "." ? "," : ".";
  const tail = digits.slice(digits.lastIndexOf(last) + 1);
  const once = separators.indexOf(last) === separators.length - 1;
  // `1,234.5` tells by its two separators, `1.5` by its digits; `1.234` does not tell.
  const isDecimal = once && (separators.length > 1 || tail.length !== 3 || last === decimal || /^0\D/.test(digits));
  const whole = isDecimal ? digits.slice(0, digits.lastIndexOf(last)) : digits;
  const group = isDecimal ? other : last;
  if (whole.includes(group)) {
    const groups = whole.split(group);
    const regular = groups.every((each, index) => (index === 0 ? /^\d{1,3}$/ : /^\d{3}$/).test(each));
    if (!regular) return undefined;
  }
  const plain = whole.replaceAll(group, "");
  if (!/^\d*$/.test(plain)) return undefined;
  return { whole: plain, fraction: isDecimal ? tail : "" };
}

/** The value times ten to the power of `places`. */
function shifted({ whole, fraction }: { whole: string; fraction: string }, places: number) {
  const padded = fraction.padEnd(places, "0");
  return { whole: whole + padded.slice(0, places), fraction: padded.slice(places) };
}

/**
 * A decimal as an integer of a unit `places` digits smaller, rounded half away from zero: `12.345` with 2 → 1235.
 * Undefined beyond what a JavaScript number holds exactly.
 */
export function scaled(value: Decimal, places: number): number | undefined {
  const { whole, fraction } = shifted(value, places);
  const digits = BigInt(whole === "" ? "0" : whole) + (/^[5-9]/.test(fraction) ? 1n : 0n);
  if (digits > BigInt(Number.MAX_SAFE_INTEGER)) return undefined;
  const result = Number(digits);
  return value.negative && result !== 0 ? -result : result;
}

/** An amount in minor units. @param exponent decimal digits of the currency, @param multiplier 1, 1,000 or 1,000,000 */
export function readAmountMinor(
  text: string,
  { decimal, exponent, multiplier }: { decimal: "." | ","; exponent: number; multiplier: number },
): number | undefined {
  const value = readDecimal(text, decimal);
  return value && scaled(value, exponent + Math.round(Math.log10(multiplier)));
}

/** A whole number; `1,185` and `1 185` are read, `1.5` is not. */
export function readInteger(text: string, decimal: "." | ","): number | undefined {
  const value = readDecimal(text.replace(/\s*%$/, ""), decimal);
  return value && /^0*$/.test(value.fraction) ? scaled(value, 0) : undefined;
}
