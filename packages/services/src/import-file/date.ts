import type { ImportDateOrder } from "@steward/contracts/kernel/import-file";

/** Of people whose programs write months in their own language, as Jira does: `12/Mai/26` and `12/Dic/26`. */
const languages = ["en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "pl"];

const lettersOf = (word: string) => word.normalize("NFKD").replace(/\P{L}/gu, "").toLowerCase();

/** The names of months, short and whole, without accents; the languages agree where they have the same. */
const monthsByName = new Map(
  languages.toReversed().flatMap((language) =>
    (["long", "short"] as const).flatMap((style) => {
      const format = new Intl.DateTimeFormat(language, { month: style, day: "numeric", timeZone: "UTC" });
      return Array.from({ length: 12 }, (_, month) => {
        const parts = format.formatToParts(Date.UTC(2024, month, 1));
        return [lettersOf(parts.find(({ type }) => type === "month")?.value ?? ""), month + 1] as const;
      });
    }),
  ),
);

/** 0 for what is no month. English ones may be cut anywhere behind their third letter. */
function monthNumber(name: string): number {
  const letters = lettersOf(name);
  return monthsByName.get(letters) ?? monthsByName.get(letters.slice(0, 3)) ?? 0;
}

function fullYear(year: string): number {
  const number = Number(year);
  if (year.length > 2) return number;
  return number < 70 ? 2000 + number : 1900 + number;
}

/** `2026-03-31` if there is such a day. */
function day(year: number, month: number, date: number): string | undefined {
  const instant = new Date(Date.UTC(year, month - 1, date));
  const exists = instant.getUTCMonth() === month - 1 && instant.getUTCDate() === date;
  return exists && year >= 1000 && year <= 9999 ? instant.toISOString().slice(0, 10) : undefined;
}

const numeric = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})$/;

/**
 * A calendar day as ISO 8601: `2017-03-01`, also with a time behind it, `20170301`, `1.3.2017`, `01/03/17`, `1 March 2017`,
 * `Mar 1, 2017`; undefined for anything else and for days that do not exist.
 *
 * @param order decides only where both numbers may be a month; with dots the day always comes first.
 */
export function readDate(text: string, order: ImportDateOrder): string | undefined {
  const value = text.trim().replace(/[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*([AP]M)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i, "");
  const iso = /^(\d{4})([-/.]?)(\d{2})\2(\d{2})$/.exec(value);
  if (iso) return day(Number(iso[1]), Number(iso[3]), Number(iso[4]));
  const numbers = numeric.exec(value);
  if (numbers) {
    const [, first = "", separator, second = "", year = ""] = numbers;
    const dayFirst = separator === "." || Number(first) > 12 || (order === "dmy" && Number(second) <= 12);
    const [date, month] = dayFirst ? [first, second] : [second, first];
    return day(fullYear(year), Number(month), Number(date));
  }
  const named = /^(\d{1,2})\.?[ /-](\p{L}{3,12})\.?[ ,/-]+(\d{4}|\d{2})$/u.exec(value);
  if (named) return day(fullYear(named[3] ?? ""), monthNumber(named[2] ?? ""), Number(named[1]));
  const american = /^(\p{L}{3,12})\.? (\d{1,2}),? (\d{4})$/u.exec(value);
  if (american) return day(Number(american[3]), monthNumber(american[1] ?? ""), Number(american[2]));
  return undefined;
}

/** Which order the dates of a column prove, if any does: a number above 12 is a day. */
export function provenDateOrder(values: readonly string[]): ImportDateOrder | undefined {
  for (const value of values) {
    const [, first = "", separator, second = ""] = numeric.exec(value.trim()) ?? [];
    if (separator === undefined || separator === ".") continue;
    if (Number(first) > 12) return "dmy";
    if (Number(second) > 12) return "mdy";
  }
  return undefined;
}
