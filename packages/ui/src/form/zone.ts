const formats = new Map<string, Intl.DateTimeFormat>();

function wallParts(instant: number, timeZone: string): string {
  let format = formats.get(timeZone);
  if (!format) {
    // Sweden writes dates and times as ISO 8601 does. Kept: a calendar asks for hundreds, and making one is slow.
    format = new Intl.DateTimeFormat("sv-SE", {
      timeZone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    formats.set(timeZone, format);
  }
  return format.format(instant);
}

/** What a clock in the zone shows at an instant: `2026-03-01 14:30:00`. */
export function wallTime(instant: string | Date, timeZone: string): string {
  return wallParts(new Date(instant).getTime(), timeZone);
}

/**
 * The instant at which a clock in the zone shows `2026-03-01 14:30:00`. Of a time that comes twice the first one; a
 * time that daylight saving skips is read as if the clock had not been put forward.
 */
export function instantOf(wall: string, timeZone: string): Date {
  const asUtc = Date.parse(`${wall.replace(" ", "T")}Z`);
  const offsetAt = (instant: number) => Date.parse(`${wallParts(instant, timeZone).replace(" ", "T")}Z`) - instant;
  const day = 86_400_000;
  // The offsets before and after any change nearby: one of them gives the wall time back.
  const candidates = [offsetAt(asUtc - day), offsetAt(asUtc + day)].map((offset) => asUtc - offset);
  const fitting = candidates.find(
    (instant) => Date.parse(`${wallParts(instant, timeZone).replace(" ", "T")}Z`) === asUtc,
  );
  return new Date(fitting ?? candidates[0] ?? asUtc);
}
