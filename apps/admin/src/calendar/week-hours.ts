/** Hours of one day, in minutes from midnight. */
interface Hours {
  from: number;
  to: number;
}

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** `09:00–12:30, 13:00–17:00`; empty where nobody works. */
export function hoursText(hours: readonly Hours[]): string {
  return hours.map(({ from, to }) => `${clock(from)}–${clock(to)}`).join(", ");
}

const stretch = /^(\d{1,2})(?::([0-5]\d))?\s*(?:-|–|to)\s*(\d{1,2})(?::([0-5]\d))?$/u;

/**
 * The hours somebody types for a day: `9-17`, `9:00–12:30, 13:00 to 17:00`. Undefined for what is none, and for hours that end
 * before they begin or overlap.
 */
export function parseHours(text: string): Hours[] | undefined {
  const parts = text
    .split(",")
    .map((part) => part.trim().toLowerCase())
    .filter((part) => part !== "");
  const hours: Hours[] = [];
  for (const part of parts) {
    const [, fromHour, fromMinute = "0", toHour, toMinute = "0"] = stretch.exec(part) ?? [];
    if (fromHour === undefined || toHour === undefined) return undefined;
    const from = Number(fromHour) * 60 + Number(fromMinute);
    const to = Number(toHour) * 60 + Number(toMinute);
    if (from >= to || to > 1440 || from < (hours.at(-1)?.to ?? 0)) return undefined;
    hours.push({ from, to });
  }
  return hours;
}
