import { formatMoney } from "@steward/contracts/kernel/money";
import { dateText } from "../part/relative.ts";
import { isBlank } from "./list-address.ts";
import type { FilterDefinition } from "./types.ts";

type Labels = ReadonlyMap<string, string>;

function part(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function rangeText(low: string | undefined, high: string | undefined, words: readonly [string, string]): string {
  if (low && high) return low === high ? low : `${low} – ${high}`;
  return low ? `${words[0]} ${low}` : `${words[1]} ${high ?? ""}`;
}

function listText(values: readonly string[], nameOf: (value: string) => string): string {
  const [first, second] = values;
  if (first === undefined) return "";
  if (values.length > 2) return `${nameOf(first)} and ${values.length - 1} more`;
  return second === undefined ? nameOf(first) : `${nameOf(first)}, ${nameOf(second)}`;
}

function asList(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).map(String);
}

/** A filter's value in words, for its chip: `from 1 Mar 2017`, `Won, Lost`, `Anna and 3 more`. */
export function filterText(
  definition: FilterDefinition,
  value: unknown,
  locale: string,
  labels: Labels = new Map(),
): string {
  if (isBlank(value)) return "any";
  const figure = (amount: unknown) =>
    typeof amount === "number" ? new Intl.NumberFormat(locale).format(amount) : undefined;
  const day = (date: unknown) =>
    typeof date === "string" ? dateText(date, { locale, timeZone: "UTC", withTime: false }) : undefined;
  switch (definition.kind) {
    case "text":
      return `“${String(value)}”`;
    case "boolean":
      return value ? (definition.yes ?? "yes") : (definition.no ?? "no");
    case "date-range":
      return rangeText(day(part(value, "from")), day(part(value, "to")), ["from", "until"]);
    case "number-range":
      return rangeText(figure(part(value, "min")), figure(part(value, "max")), ["at least", "at most"]);
    case "money-range": {
      const amount = (minor: unknown) =>
        typeof minor === "number" ? formatMoney(minor, definition.currency, locale, true) : undefined;
      return rangeText(amount(part(value, "min")), amount(part(value, "max")), ["at least", "at most"]);
    }
    case "relation":
      return listText(asList(value), (id) => labels.get(id) ?? "…");
    default: {
      const names = new Map(definition.options.map((option) => [option.value, option.label]));
      return listText(asList(value), (each) => names.get(each) ?? each);
    }
  }
}

export interface DayRange {
  from: string;
  to: string;
}

const iso = (date: Date) => date.toISOString().slice(0, 10);
const utc = (year: number, month: number, day: number) => iso(new Date(Date.UTC(year, month, day)));

/** The ranges people ask for by name, around `today` (an ISO day). Weeks begin on Monday. */
export function dayPresets(today: string): readonly { label: string; range: DayRange }[] {
  const date = new Date(`${today}T00:00:00Z`);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  const monday = day - ((date.getUTCDay() + 6) % 7);
  const quarter = Math.floor(month / 3) * 3;
  return [
    { label: "Today", range: { from: today, to: today } },
    { label: "This week", range: { from: utc(year, month, monday), to: utc(year, month, monday + 6) } },
    { label: "This month", range: { from: utc(year, month, 1), to: utc(year, month + 1, 0) } },
    { label: "Last month", range: { from: utc(year, month - 1, 1), to: utc(year, month, 0) } },
    { label: "This quarter", range: { from: utc(year, quarter, 1), to: utc(year, quarter + 3, 0) } },
    { label: "This year", range: { from: utc(year, 0, 1), to: utc(year, 11, 31) } },
    { label: "Last 30 days", range: { from: utc(year, month, day - 29), to: today } },
  ];
}

/** Today's date in a zone, as an ISO day. */
export function todayIn(timeZone: string, now: Date = new Date()): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(now);
}
