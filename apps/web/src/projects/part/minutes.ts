/** `90` as `1 h 30 min`; nothing as `0 h`. */
export function minutesText(minutes: number): string {
  const whole = Math.floor(Math.abs(minutes) / 60);
  const rest = Math.abs(minutes) % 60;
  const parts = [whole > 0 || rest === 0 ? `${whole} h` : "", rest > 0 ? `${rest} min` : ""].filter(Boolean);
  return `${minutes < 0 ? "−" : ""}${parts.join(" ")}`;
}

const bare = /^\d+(?:[.,]\d+)?$/u;
const written = /^(?:(\d+(?:[.,]\d+)?)\s*h(?:ours?)?)?\s*(?:(\d+)\s*m(?:in(?:utes?)?)?)?$/u;
const clock = /^(\d+):([0-5]\d)$/u;

/**
 * Minutes of what somebody types for a stretch of time: `1:30`, `1h 30m`, `1.5`, `1,5 h`, `90m`. A bare figure is hours.
 * Undefined for what is none.
 */
export function parseMinutes(text: string): number | undefined {
  const typed = text.trim().toLowerCase();
  const [, clockHours, clockMinutes] = clock.exec(typed) ?? [];
  if (clockHours !== undefined) return Number(clockHours) * 60 + Number(clockMinutes);
  const [, hours, minutes] = bare.test(typed) ? ["", typed] : (written.exec(typed) ?? []);
  if (hours === undefined && minutes === undefined) return undefined;
  return Math.round(Number((hours ?? "0").replace(",", ".")) * 60) + Number(minutes ?? 0);
}
