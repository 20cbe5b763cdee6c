import { describe, expect, it } from "vitest";
import { standardCalendar } from "./calendar.ts";
import { nextOccurrences, occurrencesBetween, type Recurrence, recurrenceFault } from "./recurrence.ts";
import { isEndlessWithinDays, parseRule } from "./recurrence-rule.ts";
import { recurrenceWords } from "./recurrence-words.ts";
import { rfcExamples } from "./testing/rfc-5545.ts";

const newYork = (rule: string, start = "1997-09-02T09:00:00"): Recurrence => ({
  rule,
  start,
  timeZone: "America/New_York",
});

const localTimes = (timeZone: string, dates: readonly Date[]) =>
  dates.map((at) =>
    new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" }).format(at).replace(" ", "T"),
  );

describe("the examples of RFC 5545, section 3.8.5.3", () => {
  it.each(rfcExamples)("$name", ({ rule, start, expected, isComplete, except }) => {
    const recurrence = { ...newYork(rule, start), ...(except ? { except } : {}) };
    const wanted = expected.length + (isComplete ? 1 : 0);
    const found = nextOccurrences(recurrence, new Date(0), wanted);
    expect(
      localTimes(
        "America/New_York",
        found.map(({ at }) => at),
      ),
    ).toEqual(expected);
    const parsed = parseRule(rule);
    // One of them says every twenty minutes for ever, in two ways, which is read but given to nobody.
    expect(recurrenceFault(recurrence)?.fault).toBe(
      "rule" in parsed && isEndlessWithinDays(parsed.rule) ? "endless" : undefined,
    );
  });
});

describe("what recurs over a change of clocks", () => {
  it.each([
    // Nine o'clock stays nine o'clock.
    ["Europe/Berlin", "2026-03-28T09:00", ["2026-03-28T08:00:00Z", "2026-03-29T07:00:00Z", "2026-03-30T07:00:00Z"]],
    ["America/New_York", "2026-10-31T09:00", ["2026-10-31T13:00:00Z", "2026-11-01T14:00:00Z", "2026-11-02T14:00:00Z"]],
    [
      "Australia/Lord_Howe",
      "2026-10-03T09:00",
      ["2026-10-02T22:30:00Z", "2026-10-03T22:00:00Z", "2026-10-04T22:00:00Z"],
    ],
    // A time that is skipped is left out; one that comes twice is the first.
    ["Europe/Berlin", "2026-03-28T02:30", ["2026-03-28T01:30:00Z", "2026-03-30T00:30:00Z", "2026-03-31T00:30:00Z"]],
    ["Europe/Berlin", "2026-10-24T02:30", ["2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"]],
    ["Africa/Cairo", "2026-04-23T00:30", ["2026-04-22T22:30:00Z", "2026-04-24T21:30:00Z", "2026-04-25T21:30:00Z"]],
  ])("%s, daily from %s", (timeZone, start, expected) => {
    const found = nextOccurrences({ rule: "FREQ=DAILY", start, timeZone }, new Date(0), 3);
    expect(found.map(({ at }) => at)).toEqual(expected.map((text) => new Date(text)));
  });
});

describe("a holiday in the way", () => {
  const calendar = { ...standardCalendar("Europe/Berlin"), holidays: [{ day: "2026-12-25" }, { day: "2027-01-01" }] };
  const recurrence = { rule: "FREQ=WEEKLY;BYDAY=FR,SA,SU", start: "2026-12-18T09:00", timeZone: "Europe/Berlin" };
  const days = (move: "skip" | "next" | "previous", from = "2026-12-18T00:00:00Z") =>
    occurrencesBetween(recurrence, new Date(from), new Date("2027-01-05T00:00:00Z"), 50, { calendar, move }).map(
      ({ day, ruleDay }) => `${day} for ${ruleDay}`,
    );

  it("skips it", () => expect(days("skip")).toEqual(["2026-12-18 for 2026-12-18"]));

  it("moves it on, once where several meet, and finds what comes from before the window", () => {
    expect(days("next")).toEqual([
      "2026-12-18 for 2026-12-18",
      "2026-12-21 for 2026-12-19",
      "2026-12-28 for 2026-12-25",
      "2027-01-04 for 2027-01-01",
    ]);
    expect(days("next", "2026-12-28T00:00:00Z")).toEqual(["2026-12-28 for 2026-12-25", "2027-01-04 for 2027-01-01"]);
  });

  it("moves it back into the window from beyond its end", () => {
    const monthEnd = { ...recurrence, rule: "FREQ=MONTHLY;BYMONTHDAY=1", start: "2026-11-01T09:00" };
    const found = occurrencesBetween(monthEnd, new Date("2026-12-30T00:00:00Z"), new Date("2027-01-01T00:00:00Z"), 5, {
      calendar,
      move: "previous",
    });
    expect(found.map(({ day }) => day)).toEqual(["2026-12-31"]);
  });

  it("puts times of one day in order, whichever day they come from", () => {
    const mixed = {
      ...recurrence,
      rule: "FREQ=WEEKLY;BYDAY=SA",
      start: "2026-12-05T15:00",
      extra: ["2026-12-06T09:00"],
    };
    const found = nextOccurrences(mixed, new Date("2026-12-01T00:00:00Z"), 1, { calendar, move: "next" });
    expect(found[0]).toMatchObject({ at: new Date("2026-12-07T08:00:00Z"), ruleDay: "2026-12-06" });
  });

  it("gives up where there is nothing but holidays", () => {
    const christmas = { rule: "FREQ=YEARLY", start: "2026-12-25T09:00", timeZone: "Europe/Berlin" };
    const closed = { ...calendar, holidays: [{ day: "2026-12-25", isYearly: true }] };
    expect(nextOccurrences(christmas, new Date(0), 1, { calendar: closed, move: "skip" })).toEqual([]);
  });
});

it("adds dates and leaves dates out", () => {
  const recurrence = { ...newYork("FREQ=DAILY;COUNT=3"), extra: ["1997-09-20T12:00"], except: ["1997-09-03T09:00"] };
  const found = nextOccurrences(recurrence, new Date(0), 10).map(({ at }) => at);
  expect(localTimes("America/New_York", found)).toEqual(["1997-09-02T09:00", "1997-09-04T09:00", "1997-09-20T12:00"]);
});

it.each([
  ["", "syntax", ""],
  ["FREQ=DAILY;FREQ=DAILY", "syntax", "FREQ"],
  ["FREQ=DAILY;COLOUR=RED", "syntax", "COLOUR"],
  ["INTERVAL=2", "frequency", "FREQ"],
  ["FREQ=FORTNIGHTLY", "frequency", "FREQ"],
  ["FREQ=DAILY;INTERVAL=0", "value", "INTERVAL"],
  ["FREQ=DAILY;BYMONTH=13", "value", "BYMONTH"],
  ["FREQ=MONTHLY;BYMONTHDAY=0", "value", "BYMONTHDAY"],
  ["FREQ=MONTHLY;BYDAY=0MO", "value", "BYDAY"],
  ["FREQ=MONTHLY;BYDAY=MONDAY", "value", "BYDAY"],
  ["FREQ=DAILY;COUNT=2;UNTIL=19971224T000000Z", "count_and_until", "UNTIL"],
  ["FREQ=DAILY;UNTIL=19971224", "until", "UNTIL"],
  ["FREQ=DAILY;UNTIL=19970230T000000Z", "until", "UNTIL"],
  ["FREQ=WEEKLY;BYMONTHDAY=1", "combination", "BYMONTHDAY"],
  ["FREQ=MONTHLY;BYWEEKNO=1", "combination", "BYWEEKNO"],
  ["FREQ=WEEKLY;BYDAY=1MO", "combination", "BYDAY"],
  ["FREQ=MONTHLY;BYSETPOS=1", "combination", "BYSETPOS"],
  ["FREQ=HOURLY", "endless", "COUNT"],
  ["FREQ=DAILY;BYHOUR=9,10", "endless", "COUNT"],
  ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "never", "FREQ"],
  ["FREQ=DAILY;UNTIL=19970101T000000Z", "never", "FREQ"],
])("refuses %s: %s", (rule, fault, part) => {
  expect(recurrenceFault(newYork(rule))).toEqual({ fault, part });
});

it.each([
  ["FREQ=DAILY", "Every day"],
  ["FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "Every 2 weeks on Monday"],
  ["FREQ=WEEKLY", "Every week on Tuesday"],
  ["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "Every weekday"],
  ["FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,TU,WE,TH,FR", "Every 3 weeks on weekdays"],
  ["FREQ=MONTHLY", "Every month on the 2nd"],
  ["FREQ=MONTHLY;BYMONTHDAY=15,-1", "Every month on the 15th and last day"],
  ["FREQ=MONTHLY;BYDAY=-1FR;COUNT=10", "Every month on the last Friday, 10 times"],
  ["FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", "Every month on the 2nd to last weekday"],
  ["FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "Every month on the 13th if it is a Friday"],
  ["FREQ=YEARLY", "Every year on 2 September"],
  ["FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8", "Every year on Thursday in June, July and August"],
  ["FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "Every year in week 20 on Monday"],
  [
    "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200",
    "Every 3 years on the 1st, 100th and 200th day of the year, 10 times",
  ],
  ["FREQ=DAILY;UNTIL=19971224T000000Z", "Every day, until 24 December 1997"],
  ["FREQ=DAILY;BYHOUR=9,14;BYMINUTE=30", "Every day at 09:30 and 14:30"],
  ["FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11", "Every 20 minutes between 09:00 and 11:59"],
])("says %s in words: %s", (rule, words) => {
  const parsed = parseRule(rule);
  expect("rule" in parsed && recurrenceWords(parsed.rule, "1997-09-02")).toBe(words);
});
