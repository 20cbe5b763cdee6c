/** The recurrence rules (RFC 5545) that the editor writes: every so many days, weeks, months or years. */

export const frequencies = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"] as const;
export type Frequency = (typeof frequencies)[number];

/** In the order of ISO 8601. */
export const weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
export type Weekday = (typeof weekdays)[number];

export interface Repeat {
  frequency: Frequency;
  interval: number;
  /** Of weeks alone; none: the day of the week it began on. */
  byDay: readonly Weekday[];
}

/** Undefined for a rule that says more than the editor can show; such a rule is kept as it is. */
export function readRepeat(rule: string): Repeat | undefined {
  const parts = new Map(
    rule
      .toUpperCase()
      .split(";")
      .map((part) => part.split("=", 2) as [string, string]),
  );
  const frequency = frequencies.find((name) => name === parts.get("FREQ"));
  const interval = Number(parts.get("INTERVAL") ?? "1");
  const days = parts.get("BYDAY")?.split(",") ?? [];
  const byDay = weekdays.filter((day) => days.includes(day));
  const known = [...parts.keys()].every((name) => name === "FREQ" || name === "INTERVAL" || name === "BYDAY");
  if (!frequency || !known || !Number.isInteger(interval) || interval < 1) return undefined;
  if (byDay.length !== days.length || (days.length > 0 && frequency !== "WEEKLY")) return undefined;
  return { frequency, interval, byDay };
}

export function writeRepeat({ frequency, interval, byDay }: Repeat): string {
  const days = frequency === "WEEKLY" && byDay.length > 0 ? [`BYDAY=${byDay.join(",")}`] : [];
  return [`FREQ=${frequency}`, ...(interval > 1 ? [`INTERVAL=${interval}`] : []), ...days].join(";");
}

const units: Record<Frequency, string> = { DAILY: "day", WEEKLY: "week", MONTHLY: "month", YEARLY: "year" };
export const dayNames: Record<Weekday, string> = {
  MO: "Monday",
  TU: "Tuesday",
  WE: "Wednesday",
  TH: "Thursday",
  FR: "Friday",
  SA: "Saturday",
  SU: "Sunday",
};

/** `Every 2 weeks on Monday and Thursday`; a rule the editor does not know as it is written. */
export function repeatWords(rule: string): string {
  const repeat = readRepeat(rule);
  if (!repeat) return rule;
  const { frequency, interval, byDay } = repeat;
  const unit = units[frequency];
  const days = new Intl.ListFormat("en-GB", { type: "conjunction" }).format(byDay.map((day) => dayNames[day]));
  return `Every ${interval === 1 ? unit : `${interval} ${unit}s`}${days ? ` on ${days}` : ""}`;
}
