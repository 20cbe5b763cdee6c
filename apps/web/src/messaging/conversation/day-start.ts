import { dayIn } from "@steward/contracts/kernel/day";

const hourMs = 3_600_000;

/** The first hour of a calendar day (`2026-05-01`) in a zone; zones are at most 14 hours from Greenwich. */
export function dayStart(day: string, timeZone: string): Date {
  const midnight = new Date(`${day}T00:00:00Z`).getTime();
  const hours = Array.from({ length: 113 }, (_, quarter) => midnight - 14 * hourMs + (quarter * hourMs) / 4);
  return new Date(hours.find((at) => dayIn(timeZone, new Date(at)) === day) ?? midnight);
}
