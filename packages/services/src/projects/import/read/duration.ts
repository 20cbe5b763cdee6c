/** A day of work and a week of it, as Jira counts them unless told otherwise. */
const minutesOf: Readonly<Record<string, number>> = { w: 5 * 8 * 60, d: 8 * 60, h: 60, m: 1 };
const part = /(\d+(?:[.,]\d+)?)\s*(w|d|h|m)(?:eeks?|ays?|ours?|rs?|ins?|inutes?)?(?![a-z])/giu;

/**
 * How long something takes, in minutes: `1w 2d 3h 30m`, `90 min`, `1.5h`, `1:30`; a number alone counts hours. Undefined for
 * anything else.
 */
export function readMinutes(text: string): number | undefined {
  const value = text.trim();
  const clock = /^(\d{1,4}):([0-5]\d)$/.exec(value);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  if (/^\d+(?:[.,]\d+)?$/.test(value)) return Math.round(decimal(value) * 60);
  if (value === "" || value.replace(part, "").replace(/[\s,]+/g, "") !== "") return undefined;
  let minutes = 0;
  for (const [, count = "", unit = ""] of value.matchAll(part)) {
    minutes += decimal(count) * (minutesOf[unit.toLowerCase()] ?? 0);
  }
  return Math.round(minutes);
}

/** `28800`, as Jira writes an original estimate: seconds, whatever its screens show. */
export function readSecondsAsMinutes(text: string): number | undefined {
  return /^\d{1,12}$/.test(text.trim()) ? Math.round(Number(text) / 60) : undefined;
}

const decimal = (text: string) => Number(text.replace(",", "."));
