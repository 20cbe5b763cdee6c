/** The grammar of a recurrence rule: RFC 5545 section 3.3.10, read and checked before anything is reckoned with it. */

export const frequencies = ["SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"] as const;
export type Frequency = (typeof frequencies)[number];

/** In the order of ISO 8601. */
export const weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
export type Weekday = (typeof weekdays)[number];

export interface RecurrenceRule {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly count: number | null;
  readonly until: Date | null;
  /** `{ weekday: "FR", place: -1 }` is the last Friday of the month or year; place 0 is every Friday. */
  readonly byDay: readonly { readonly weekday: Weekday; readonly place: number }[];
  readonly byMonth: readonly number[];
  readonly byMonthDay: readonly number[];
  readonly byYearDay: readonly number[];
  readonly byWeekNo: readonly number[];
  readonly byHour: readonly number[];
  readonly byMinute: readonly number[];
  readonly bySecond: readonly number[];
  /** Which of the occurrences of one period. */
  readonly byPosition: readonly number[];
  readonly weekStart: Weekday;
}

/**
 * Why a rule is refused.
 * - `syntax`: no list of `NAME=value`, a part that the RFC does not know or that comes twice
 * - `frequency`: missing or unknown
 * - `value`: a value outside of its part's range
 * - `count_and_until`: both ends at once
 * - `until`: not a moment in UTC, which it has to be beside a beginning with a time zone
 * - `combination`: a part that the RFC forbids at this frequency
 * - `endless`: several times a day for ever
 * - `never`: no day fulfils it
 */
export type RecurrenceFault =
  | "syntax"
  | "frequency"
  | "value"
  | "count_and_until"
  | "until"
  | "combination"
  | "endless"
  | "never";

export type ParsedRule =
  | { readonly rule: RecurrenceRule }
  /** `part` names the part to blame, such as `BYMONTHDAY`. */
  | { readonly fault: RecurrenceFault; readonly part: string };

/** Lists of whole numbers: the greatest absolute value, and the least one that is allowed, negative to count from the end. */
const lists = {
  BYMONTH: { key: "byMonth", least: 1, most: 12 },
  BYMONTHDAY: { key: "byMonthDay", least: -31, most: 31 },
  BYYEARDAY: { key: "byYearDay", least: -366, most: 366 },
  BYWEEKNO: { key: "byWeekNo", least: -53, most: 53 },
  BYHOUR: { key: "byHour", least: 0, most: 23 },
  BYMINUTE: { key: "byMinute", least: 0, most: 59 },
  BYSECOND: { key: "bySecond", least: 0, most: 59 },
  BYSETPOS: { key: "byPosition", least: -366, most: 366 },
} as const;

const known = new Set(["FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "WKST", ...Object.keys(lists)]);

class Refusal extends Error {
  readonly fault: RecurrenceFault;
  readonly part: string;
  constructor(fault: RecurrenceFault, part: string) {
    super(`${fault}: ${part}`);
    this.fault = fault;
    this.part = part;
  }
}

/** Reads `FREQ=WEEKLY;INTERVAL=2;BYDAY=MO`. What it lets through has a meaning, though perhaps no end. */
export function parseRule(text: string): ParsedRule {
  try {
    const rule = read(partsOf(text));
    refuseCombinations(rule);
    return { rule };
  } catch (error) {
    if (error instanceof Refusal) return { fault: error.fault, part: error.part };
    throw error;
  }
}

/** Whether a rule goes on for ever several times a day, which nobody means and no table holds. */
export function isEndlessWithinDays({ frequency, count, until, byHour, byMinute, bySecond }: RecurrenceRule): boolean {
  if (count !== null || until !== null) return false;
  const isSubDaily = frequencies.indexOf(frequency) < frequencies.indexOf("DAILY");
  return isSubDaily || byHour.length > 1 || byMinute.length > 1 || bySecond.length > 1;
}

function partsOf(text: string): ReadonlyMap<string, string> {
  const parts = new Map<string, string>();
  for (const part of text.toUpperCase().split(";")) {
    const [name = "", value = "", ...rest] = part.split("=");
    if (!known.has(name) || value === "" || rest.length > 0 || parts.has(name)) throw new Refusal("syntax", name);
    parts.set(name, value);
  }
  return parts;
}

function read(parts: ReadonlyMap<string, string>): RecurrenceRule {
  const frequency = frequencies.find((name) => name === parts.get("FREQ"));
  if (!frequency) throw new Refusal("frequency", "FREQ");
  if (parts.has("COUNT") && parts.has("UNTIL")) throw new Refusal("count_and_until", "UNTIL");
  const count = parts.get("COUNT");
  const until = parts.get("UNTIL");
  const weekStart = weekdays.find((name) => name === (parts.get("WKST") ?? "MO"));
  if (!weekStart) throw new Refusal("value", "WKST");
  return {
    frequency,
    interval: wholeNumber("INTERVAL", parts.get("INTERVAL") ?? "1", 1, 10_000),
    count: count === undefined ? null : wholeNumber("COUNT", count, 1, 10_000),
    until: until === undefined ? null : moment(until),
    byDay: parts.get("BYDAY")?.split(",").map(placedDay) ?? [],
    byMonth: numbers(parts, "BYMONTH"),
    byMonthDay: numbers(parts, "BYMONTHDAY"),
    byYearDay: numbers(parts, "BYYEARDAY"),
    byWeekNo: numbers(parts, "BYWEEKNO"),
    byHour: numbers(parts, "BYHOUR"),
    byMinute: numbers(parts, "BYMINUTE"),
    bySecond: numbers(parts, "BYSECOND"),
    byPosition: numbers(parts, "BYSETPOS"),
    weekStart,
  };
}

function numbers(parts: ReadonlyMap<string, string>, part: keyof typeof lists): number[] {
  const { least, most } = lists[part];
  const values = parts.get(part)?.split(",") ?? [];
  return values.map((value) => {
    const number = wholeNumber(part, value, least, most);
    // Days, weeks and places are counted from one, from either end.
    if (number === 0 && least < 0) throw new Refusal("value", part);
    return number;
  });
}

function wholeNumber(part: string, value: string, least: number, most: number): number {
  const number = Number(value);
  if (!/^[+-]?\d{1,5}$/.test(value) || number < least || number > most) throw new Refusal("value", part);
  return number;
}

function placedDay(value: string) {
  const match = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(value);
  const weekday = weekdays.find((name) => name === match?.[2]);
  const place = Number(match?.[1] ?? 0);
  if (!weekday || Math.abs(place) > 53 || (match?.[1] !== undefined && place === 0)) {
    throw new Refusal("value", "BYDAY");
  }
  return { weekday, place };
}

function moment(value: string): Date {
  const [, date, time] = /^(\d{8})T(\d{6})Z$/.exec(value) ?? [];
  if (!date || !time) throw new Refusal("until", "UNTIL");
  const iso = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}T${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}.000Z`;
  const at = new Date(iso);
  // JavaScript reads 30 February as 2 March.
  if (Number.isNaN(at.getTime()) || at.toISOString() !== iso) throw new Refusal("until", "UNTIL");
  return at;
}

/** The notes in the table and the text of RFC 5545 section 3.3.10. */
function refuseCombinations(rule: RecurrenceRule): void {
  const { frequency } = rule;
  const refuseIf = (refused: boolean, part: string) => {
    if (refused) throw new Refusal("combination", part);
  };
  refuseIf(rule.byWeekNo.length > 0 && frequency !== "YEARLY", "BYWEEKNO");
  refuseIf(rule.byYearDay.length > 0 && ["DAILY", "WEEKLY", "MONTHLY"].includes(frequency), "BYYEARDAY");
  refuseIf(rule.byMonthDay.length > 0 && frequency === "WEEKLY", "BYMONTHDAY");
  const hasPlace = rule.byDay.some(({ place }) => place !== 0);
  refuseIf(hasPlace && frequency !== "MONTHLY" && frequency !== "YEARLY", "BYDAY");
  refuseIf(hasPlace && rule.byWeekNo.length > 0, "BYDAY");
  refuseIf(rule.byPosition.length > 0 && !hasOtherPart(rule), "BYSETPOS");
}

function hasOtherPart(rule: RecurrenceRule): boolean {
  const others = Object.values(lists).filter(({ key }) => key !== "byPosition");
  return rule.byDay.length > 0 || others.some(({ key }) => rule[key].length > 0);
}
