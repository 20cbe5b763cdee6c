import { dayIn } from "@steward/contracts/kernel/day";

const steps: readonly [unit: Intl.RelativeTimeFormatUnit, ms: number][] = [
  ["year", 31_557_600_000],
  ["month", 2_629_800_000],
  ["week", 604_800_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/**
 * `3 hours ago`, `in 2 days`, `now` for anything under a minute. Days are those of the calendar in a zone: what was said on
 * Friday morning was not said yesterday on Sunday, however few hours lie between.
 */
export function relativeText(atMs: number, nowMs: number, { locale, timeZone }: RelativeSettings): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const distance = atMs - nowMs;
  const step = steps.find(([, ms]) => Math.abs(distance) >= ms);
  if (!step) return format.format(0, "second");
  const [unit, ms] = step;
  const apart = unit === "day" ? dayStartMs(atMs, timeZone) - dayStartMs(nowMs, timeZone) : distance;
  return format.format(Math.trunc(apart / ms), unit);
}

interface RelativeSettings {
  readonly locale: string;
  readonly timeZone: string;
}

/** Of the calendar day in UTC, so that two of them are whole days apart. */
const dayStartMs = (instantMs: number, timeZone: string): number =>
  Date.parse(`${dayIn(timeZone, new Date(instantMs))}T00:00:00Z`);

const calendarDay = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Prints an ISO time in a zone, or a calendar day (`2026-03-01`) as that day wherever the reader is.
 * Answers undefined for what is no date.
 */
export function dateText(
  value: string | Date,
  { locale, timeZone, withTime }: { locale: string; timeZone: string; withTime: boolean },
): string | undefined {
  const isDay = typeof value === "string" && calendarDay.test(value);
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) return undefined;
  return new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    year: "numeric",
    ...(withTime && !isDay ? { hour: "2-digit", minute: "2-digit" } : {}),
    timeZone: isDay ? "UTC" : timeZone,
  }).format(date);
}
