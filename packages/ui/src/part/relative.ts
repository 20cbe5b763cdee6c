const steps: readonly [unit: Intl.RelativeTimeFormatUnit, ms: number][] = [
  ["year", 31_557_600_000],
  ["month", 2_629_800_000],
  ["week", 604_800_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/** `3 hours ago`, `in 2 days`, `now` for anything under a minute. */
export function relativeText(atMs: number, nowMs: number, locale: string): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const distance = atMs - nowMs;
  const step = steps.find(([, ms]) => Math.abs(distance) >= ms);
  return step ? format.format(Math.trunc(distance / step[1]), step[0]) : format.format(0, "second");
}

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
