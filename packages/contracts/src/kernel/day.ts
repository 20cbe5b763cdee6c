/** Calendar days as ISO dates (`2026-03-31`), which sort and compare as text. */

/** By zone: making one costs more than using it a hundred times, and lists ask for each of their rows. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** The day that an instant falls on in a time zone. */
export function dayIn(timeZone: string, instant: Date): string {
  let format = formats.get(timeZone);
  if (!format) {
    // Sweden writes its dates as ISO 8601 does.
    format = new Intl.DateTimeFormat("sv-SE", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
    formats.set(timeZone, format);
  }
  return format.format(instant);
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The Monday of the week (ISO 8601) that a day belongs to. */
export function weekStart(day: string): string {
  return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
}

/** `monthStart("2026-11-20", 2)` → `2027-01-01`: the first day of the month so many months on. */
export function monthStart(day: string, monthsOn = 0): string {
  const [year = 0, month = 1] = day.split("-").map(Number);
  const months = year * 12 + (month - 1) + monthsOn;
  return `${String(Math.floor(months / 12)).padStart(4, "0")}-${String((months % 12) + 1).padStart(2, "0")}-01`;
}

/** The last day of the month. */
export function monthEnd(day: string): string {
  return addDays(monthStart(day, 1), -1);
}

/** The first day of the calendar quarter. */
export function quarterStart(day: string): string {
  return monthStart(day, -((Number(day.slice(5, 7)) - 1) % 3));
}

/** `March 2017`, or `Mar 17` where there is little room. */
export function monthName(month: string, locale: string, short = false): string {
  const style = short ? ({ month: "short", year: "2-digit" } as const) : ({ month: "long", year: "numeric" } as const);
  return new Intl.DateTimeFormat(locale, { ...style, timeZone: "UTC" }).format(new Date(`${month}T00:00:00Z`));
}

/** Above what happened on a day: `Today`, `Yesterday`, `Monday 4 May`; with the year where it is another one. */
export function dayName(day: string, today: string, locale: string): string {
  if (day === today) return "Today";
  if (day === addDays(today, -1)) return "Yesterday";
  const year = day.slice(0, 4) === today.slice(0, 4) ? {} : ({ year: "numeric" } as const);
  const parts = { weekday: "long", day: "numeric", month: "long", ...year, timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat(locale, parts).format(new Date(`${day}T00:00:00Z`));
}
