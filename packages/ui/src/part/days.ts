/** Calendar days as whole numbers since 1970-01-01: added and compared without zones, clocks or daylight saving. */
const msPerDay = 86_400_000;

/** @param day an ISO day, `2026-03-01` */
export function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / msPerDay);
}

/** The ISO day of a number. */
export function isoDay(number: number): string {
  return new Date(number * msPerDay).toISOString().slice(0, 10);
}

/** ISO 8601: 1 is Monday, 7 is Sunday. */
export function weekdayOf(number: number): number {
  // 1970-01-01 was a Thursday.
  return ((((number + 3) % 7) + 7) % 7) + 1;
}

/** The first day of the week a day is in. */
export function startOfWeek(number: number, weekStartsOn: number): number {
  return number - ((weekdayOf(number) - weekStartsOn + 7) % 7);
}

/** Monday to Friday: what holds where no business calendar is given. */
export function isMondayToFriday(day: string): boolean {
  return weekdayOf(dayNumber(day)) < 6;
}

/** The first of the month a day is in, and of the next one. */
export function monthBounds(number: number): { first: number; next: number } {
  const date = new Date(number * msPerDay);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return { first: Date.UTC(year, month, 1) / msPerDay, next: Date.UTC(year, month + 1, 1) / msPerDay };
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Prints the day of a number in a locale, as a day, in whatever zone the reader is. */
export function dayText(number: number, locale: string, options: Intl.DateTimeFormatOptions): string {
  // Making a format costs a hundred times what using it does.
  const key = `${locale} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
    formats.set(key, format);
  }
  return format.format(number * msPerDay);
}
