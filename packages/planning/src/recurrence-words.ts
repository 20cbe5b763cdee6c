import { dayNumber, weekdayIndex } from "./day-number.ts";
import { type Frequency, type RecurrenceRule, type Weekday, weekdays } from "./recurrence-rule.ts";

/** A rule in words for people: `Every 2 weeks on Monday`, `Every month on the last Friday, 10 times`. */

const dayNames: Readonly<Record<Weekday, string>> = {
  MO: "Monday",
  TU: "Tuesday",
  WE: "Wednesday",
  TH: "Thursday",
  FR: "Friday",
  SA: "Saturday",
  SU: "Sunday",
};

const monthNames = [
  ..."January February March April May June".split(" "),
  ..."July August September October November December".split(" "),
];

const units: Readonly<Record<Frequency, string>> = {
  SECONDLY: "second",
  MINUTELY: "minute",
  HOURLY: "hour",
  DAILY: "day",
  WEEKLY: "week",
  MONTHLY: "month",
  YEARLY: "year",
};

/** @param start the first day (ISO), which gives a rule what it does not say: its weekday, its day of the month or year. */
export function recurrenceWords(rule: RecurrenceRule, start: string): string {
  const said = withStart(rule, start);
  const parts = [every(said), ...dateWords(said), timeWords(said), endWords(said)];
  return parts
    .filter((part) => part !== "")
    .join(" ")
    .replaceAll(" ,", ",");
}

function every({ frequency, interval, byDay }: RecurrenceRule): string {
  if (frequency === "WEEKLY" && interval === 1 && byDay.length === 7) return "Every day";
  if (frequency === "WEEKLY" && interval === 1 && isWeekdays(byDay)) return "Every weekday";
  return interval === 1 ? `Every ${units[frequency]}` : `Every ${interval} ${units[frequency]}s`;
}

function dateWords(rule: RecurrenceRule): string[] {
  const { byMonth, byWeekNo, byYearDay, byMonthDay } = rule;
  const isYearlyDate = rule.frequency === "YEARLY" && byMonthDay.length > 0 && byMonth.length === 1;
  const month = monthNames[(byMonth[0] ?? 1) - 1] ?? "";
  if (isYearlyDate && rule.byDay.length === 0 && byMonthDay.every((day) => day > 0)) {
    return [`on ${listed(byMonthDay.map((day) => `${day} ${month}`))}`];
  }
  return [
    byWeekNo.length > 0 ? `in ${byWeekNo.map((week) => countedFromEnd(week, "week")).join(", ")}` : "",
    byYearDay.length > 0 ? `on the ${listed(byYearDay.map(ordinal))} day of the year` : "",
    byMonthDay.length > 0 ? `on the ${listed(byMonthDay.map(monthDay))}` : "",
    dayWords(rule),
    byMonth.length > 0 ? `in ${listed(byMonth.map((number) => monthNames[number - 1] ?? ""))}` : "",
  ];
}

function dayWords({ frequency, interval, byDay, byMonthDay, byPosition }: RecurrenceRule): string {
  if (byDay.length === 0) return "";
  if (frequency === "WEEKLY" && interval === 1 && (byDay.length === 7 || isWeekdays(byDay))) return "";
  const names = byDay.map(({ weekday, place }) =>
    place === 0 ? dayNames[weekday] : `the ${ordinal(place)} ${dayNames[weekday]}`,
  );
  const days = isWeekdays(byDay) ? "weekday" : listed(names, "or");
  if (byPosition.length > 0) return `on the ${listed(byPosition.map(ordinal))} ${days}`;
  if (byMonthDay.length > 0) return `if it is a ${days}`;
  return `on ${isWeekdays(byDay) ? "weekdays" : listed(names)}`;
}

/** Times of day, unless they are too many to be read. */
function timeWords({ frequency, byHour, byMinute }: RecurrenceRule): string {
  const isWithinDays = ["SECONDLY", "MINUTELY", "HOURLY"].includes(frequency);
  if (isWithinDays)
    return byHour.length > 0 ? `between ${clock(Math.min(...byHour))} and ${clock(Math.max(...byHour), 59)}` : "";
  if (byHour.length === 0) return "";
  const minutes = byMinute.length > 0 ? byMinute : [0];
  const times = byHour.flatMap((hour) => minutes.map((minute) => clock(hour, minute)));
  return times.length <= 4 ? `at ${listed(times)}` : `${times.length} times a day`;
}

function endWords({ count, until }: RecurrenceRule): string {
  if (count !== null) return count === 1 ? ", once" : `, ${count} times`;
  if (until === null) return "";
  return `, until ${until.getUTCDate()} ${monthNames[until.getUTCMonth()]} ${until.getUTCFullYear()}`;
}

/** RFC 5545 section 3.3.10: what is not said is taken from the beginning. */
function withStart(rule: RecurrenceRule, start: string): RecurrenceRule {
  const weekday = weekdays[weekdayIndex(dayNumber(start))] ?? "MO";
  const [, month = 1, day = 1] = start.split("-").map(Number);
  const says = [rule.byDay, rule.byMonthDay, rule.byYearDay].some((part) => part.length > 0);
  if (rule.frequency === "WEEKLY" && !says) return { ...rule, byDay: [{ weekday, place: 0 }] };
  if (rule.frequency === "MONTHLY" && !says) return { ...rule, byMonthDay: [day] };
  if (rule.frequency !== "YEARLY" || says) return rule;
  if (rule.byWeekNo.length > 0) return { ...rule, byDay: [{ weekday, place: 0 }] };
  return { ...rule, byMonthDay: [day], byMonth: rule.byMonth.length > 0 ? rule.byMonth : [month] };
}

function isWeekdays(byDay: RecurrenceRule["byDay"]): boolean {
  const all = ["MO", "TU", "WE", "TH", "FR"];
  return byDay.length === 5 && byDay.every(({ weekday, place }) => place === 0 && all.includes(weekday));
}

const monthDay = (day: number) => (day > 0 ? ordinal(day) : `${ordinal(day)} day`);

const countedFromEnd = (number: number, unit: string) =>
  number > 0 ? `${unit} ${number}` : `the ${ordinal(number)} ${unit}`;

/** `1st`, `22nd`; from the end `last`, `2nd to last`. */
function ordinal(number: number): string {
  if (number === -1) return "last";
  if (number < 0) return `${ordinal(-number)} to last`;
  const endings = ["th", "st", "nd", "rd"];
  const isTeen = number % 100 > 10 && number % 100 < 14;
  return `${number}${(isTeen ? undefined : endings[number % 10]) ?? "th"}`;
}

function clock(hour: number, minute = 0): string {
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

function listed(words: readonly string[], joint = "and"): string {
  return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} ${joint} ${words.at(-1)}`;
}
