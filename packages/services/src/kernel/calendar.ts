import type { ServiceContext } from "./context.ts";

/** The calendar day (`2026-03-31`) that an instant falls on in a time zone. */
export function dayIn(timeZone: string, instant: Date): string {
  // Sweden writes its dates as ISO 8601 does.
  return new Intl.DateTimeFormat("sv-SE", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(
    instant,
  );
}

/** Today where the organisation is: what is overdue in Auckland need not be in Lisbon. */
export function today(ctx: Pick<ServiceContext, "tenant">): string {
  return dayIn(ctx.tenant.timeZone, new Date());
}

/** `monthStart("2026-11-20", 2)` → `2027-01-01`: the first day of the month so many months on. */
export function monthStart(day: string, monthsOn = 0): string {
  const [year = 0, month = 1] = day.split("-").map(Number);
  const months = year * 12 + (month - 1) + monthsOn;
  return `${String(Math.floor(months / 12)).padStart(4, "0")}-${String((months % 12) + 1).padStart(2, "0")}-01`;
}
