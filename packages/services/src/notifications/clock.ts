import type { QuietHours } from "@steward/contracts/notifications/preference";

/** What a clock in a time zone shows: the day as an ISO date, the time as `22:05`. */
interface Wall {
  readonly day: string;
  readonly time: string;
}

const dayMs = 24 * 60 * 60 * 1000;
const clocks = new Map<string, Intl.DateTimeFormat>();

function wallAt(timeZone: string, instant: Date): Wall {
  let clock = clocks.get(timeZone);
  if (!clock) {
    clock = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
    clocks.set(timeZone, clock);
  }
  const [day = "", time = ""] = clock.format(instant).split(" ");
  return { day, time };
}

/**
 * When a clock in the time zone shows the time: the first of the two such moments in the night it is turned back, and, where
 * it is turned forward over the time, that much later.
 */
export function instantOf(timeZone: string, { day, time }: Wall): Date {
  const asUtc = Date.parse(`${day}T${time}:00Z`);
  const offsetAt = (ms: number) => {
    const wall = wallAt(timeZone, new Date(ms));
    return Date.parse(`${wall.day}T${wall.time}:00Z`) - Math.floor(ms / 60_000) * 60_000;
  };
  // A clock is at most a day from UTC: before and after cover a change on that day.
  const [before, after] = [offsetAt(asUtc - dayMs), offsetAt(asUtc + dayMs)];
  const found = [asUtc - before, asUtc - after].filter((ms) => offsetAt(ms) === asUtc - ms);
  return new Date(found.length > 0 ? Math.min(...found) : asUtc - Math.min(before, after));
}

const dayAfter = (day: string, days = 1) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

/** The instant itself, or the end of the quiet hours it falls into. */
export function afterQuietHours(instant: Date, quiet: QuietHours | null, timeZone: string): Date {
  if (!quiet) return instant;
  const { from, until } = quiet;
  const { day, time } = wallAt(timeZone, instant);
  const overnight = from > until;
  const within = overnight ? time >= from || time < until : time >= from && time < until;
  if (!within) return instant;
  const end = instantOf(timeZone, { day: overnight && time >= from ? dayAfter(day) : day, time: until });
  // In the hour that comes twice, the end may have been and be again.
  return end > instant ? end : new Date(instant.getTime() + 60 * 60 * 1000);
}

/** When digests go out. */
const digestTime = "08:00";

/** The next morning, or Monday morning, at eight. */
export function nextDigest(instant: Date, rhythm: "daily" | "weekly", timeZone: string): Date {
  const { day } = wallAt(timeZone, instant);
  for (let ahead = 0; ; ahead += 1) {
    const candidate = dayAfter(day, ahead);
    const isMonday = new Date(`${candidate}T00:00:00Z`).getUTCDay() === 1;
    if (rhythm === "weekly" && !isMonday) continue;
    const at = instantOf(timeZone, { day: candidate, time: digestTime });
    if (at > instant) return at;
  }
}
