/**
 * The examples of recurrence rules in RFC 5545, section 3.8.5.3, all of them, with the occurrences it lists. They are local
 * times of America/New_York.
 */
export interface RfcExample {
  readonly name: string;
  readonly rule: string;
  readonly start: string;
  /** EXDATE. */
  readonly except?: readonly string[];
  readonly expected: readonly string[];
  /** Whether nothing follows. Where the RFC ends with dots, it lists the first ones. */
  readonly isComplete: boolean;
}

export const rfcExamples: readonly RfcExample[] = [
  ended("Daily for 10 occurrences", "FREQ=DAILY;COUNT=10", days("1997-09: 2-11")),
  ended(
    "Daily until December 24, 1997",
    "FREQ=DAILY;UNTIL=19971224T000000Z",
    days("1997-09: 2-30", "1997-10: 1-31", "1997-11: 1-30", "1997-12: 1-23"),
  ),
  endless(
    "Every other day",
    "FREQ=DAILY;INTERVAL=2",
    days(
      "1997-09: 2 4 6 8 10 12 14 16 18 20 22 24 26 28 30",
      "1997-10: 2 4 6 8 10 12 14 16 18 20 22 24 26 28 30",
      "1997-11: 1 3 5 7 9 11 13 15 17 19 21 23 25 27 29",
      "1997-12: 1 3",
    ),
  ),
  ended("Every 10 days, 5 occurrences", "FREQ=DAILY;INTERVAL=10;COUNT=5", days("1997-09: 2 12 22", "1997-10: 2 12")),
  ...[
    "FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA",
    "FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1",
  ].map((rule) =>
    ended("Every day in January, for 3 years", rule, days("1998-01: 1-31", "1999-01: 1-31", "2000-01: 1-31")),
  ),
  ended(
    "Weekly for 10 occurrences",
    "FREQ=WEEKLY;COUNT=10",
    days("1997-09: 2 9 16 23 30", "1997-10: 7 14 21 28", "1997-11: 4"),
  ),
  ended(
    "Weekly until December 24, 1997",
    "FREQ=WEEKLY;UNTIL=19971224T000000Z",
    days("1997-09: 2 9 16 23 30", "1997-10: 7 14 21 28", "1997-11: 4 11 18 25", "1997-12: 2 9 16 23"),
  ),
  endless(
    "Every other week",
    "FREQ=WEEKLY;INTERVAL=2;WKST=SU",
    days("1997-09: 2 16 30", "1997-10: 14 28", "1997-11: 11 25", "1997-12: 9 23", "1998-01: 6 20", "1998-02: 3 17"),
  ),
  ...["FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH", "FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH"].map(
    (rule) =>
      ended("Weekly on Tuesday and Thursday for 5 weeks", rule, days("1997-09: 2 4 9 11 16 18 23 25 30", "1997-10: 2")),
  ),
  ended(
    "Every other week on Monday, Wednesday and Friday until December 24, 1997",
    "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR",
    days(
      "1997-09: 1 3 5 15 17 19 29",
      "1997-10: 1 3 13 15 17 27 29 31",
      "1997-11: 10 12 14 24 26 28",
      "1997-12: 8 10 12 22",
    ),
  ),
  ended(
    "Every other week on Tuesday and Thursday, for 8 occurrences",
    "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH",
    days("1997-09: 2 4 16 18 30", "1997-10: 2 14 16"),
  ),
  ended(
    "Monthly on the first Friday for 10 occurrences",
    "FREQ=MONTHLY;COUNT=10;BYDAY=1FR",
    days("1997-09: 5", "1997-10: 3", "1997-11: 7", "1997-12: 5", "1998-01: 2", "1998-02: 6", "1998-03: 6").concat(
      days("1998-04: 3", "1998-05: 1", "1998-06: 5"),
    ),
  ),
  ended(
    "Monthly on the first Friday until December 24, 1997",
    "FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR",
    days("1997-09: 5", "1997-10: 3", "1997-11: 7", "1997-12: 5"),
  ),
  ended(
    "Every other month on the first and last Sunday of the month for 10 occurrences",
    "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU",
    days("1997-09: 7 28", "1997-11: 2 30", "1998-01: 4 25", "1998-03: 1 29", "1998-05: 3 31"),
  ),
  ended(
    "Monthly on the second-to-last Monday of the month for 6 months",
    "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO",
    days("1997-09: 22", "1997-10: 20", "1997-11: 17", "1997-12: 22", "1998-01: 19", "1998-02: 16"),
  ),
  endless(
    "Monthly on the third-to-the-last day of the month",
    "FREQ=MONTHLY;BYMONTHDAY=-3",
    days("1997-09: 28", "1997-10: 29", "1997-11: 28", "1997-12: 29", "1998-01: 29", "1998-02: 26"),
  ),
  ended(
    "Monthly on the 2nd and 15th of the month for 10 occurrences",
    "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15",
    days("1997-09: 2 15", "1997-10: 2 15", "1997-11: 2 15", "1997-12: 2 15", "1998-01: 2 15"),
  ),
  ended(
    "Monthly on the first and last day of the month for 10 occurrences",
    "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1",
    days("1997-09: 30", "1997-10: 1 31", "1997-11: 1 30", "1997-12: 1 31", "1998-01: 1 31", "1998-02: 1"),
  ),
  ended(
    "Every 18 months on the 10th thru 15th of the month for 10 occurrences",
    "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15",
    days("1997-09: 10-15", "1999-03: 10-13"),
  ),
  endless(
    "Every Tuesday, every other month",
    "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU",
    days("1997-09: 2 9 16 23 30", "1997-11: 4 11 18 25", "1998-01: 6 13 20 27", "1998-03: 3 10 17 24 31"),
  ),
  ended(
    "Yearly in June and July for 10 occurrences",
    "FREQ=YEARLY;COUNT=10;BYMONTH=6,7",
    [1997, 1998, 1999, 2000, 2001].flatMap((year) => days(`${year}-06: 10`, `${year}-07: 10`)),
  ),
  ended(
    "Every other year on January, February, and March for 10 occurrences",
    "FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3",
    days("1997-03: 10").concat(
      [1999, 2001, 2003].flatMap((year) => days(`${year}-01: 10`, `${year}-02: 10`, `${year}-03: 10`)),
    ),
  ),
  ended(
    "Every third year on the 1st, 100th, and 200th day for 10 occurrences",
    "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200",
    days("1997-01: 1", "1997-04: 10", "1997-07: 19", "2000-01: 1", "2000-04: 9", "2000-07: 18").concat(
      days("2003-01: 1", "2003-04: 10", "2003-07: 19", "2006-01: 1"),
    ),
  ),
  endless("Every 20th Monday of the year", "FREQ=YEARLY;BYDAY=20MO", days("1997-05: 19", "1998-05: 18", "1999-05: 17")),
  endless(
    "Monday of week number 20",
    "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
    days("1997-05: 12", "1998-05: 11", "1999-05: 17"),
  ),
  endless(
    "Every Thursday in March",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=TH",
    days("1997-03: 13 20 27", "1998-03: 5 12 19 26", "1999-03: 4 11 18 25"),
  ),
  endless(
    "Every Thursday, but only during June, July, and August",
    "FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8",
    days(
      "1997-06: 5 12 19 26",
      "1997-07: 3 10 17 24 31",
      "1997-08: 7 14 21 28",
      "1998-06: 4 11 18 25",
      "1998-07: 2 9 16 23 30",
      "1998-08: 6 13 20 27",
      "1999-06: 3 10 17 24",
      "1999-07: 1 8 15 22 29",
      "1999-08: 5 12 19 26",
    ),
  ),
  {
    ...endless(
      "Every Friday the 13th",
      "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
      days("1998-02: 13", "1998-03: 13", "1998-11: 13", "1999-08: 13", "2000-10: 13"),
    ),
    start: "1997-09-02T09:00",
    except: ["1997-09-02T09:00"],
  },
  endless(
    "The first Saturday that follows the first Sunday of the month",
    "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13",
    days("1997-09: 13", "1997-10: 11", "1997-11: 8", "1997-12: 13", "1998-01: 10", "1998-02: 7", "1998-03: 7").concat(
      days("1998-04: 11", "1998-05: 9", "1998-06: 13"),
    ),
  ),
  endless(
    "Every 4 years, the first Tuesday after a Monday in November",
    "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
    days("1996-11: 5", "2000-11: 7", "2004-11: 2"),
  ),
  ended(
    "The third instance into the month of one of Tuesday, Wednesday, or Thursday, for the next 3 months",
    "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3",
    days("1997-09: 4", "1997-10: 7", "1997-11: 6"),
  ),
  endless(
    "The second-to-last weekday of the month",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
    days("1997-09: 29", "1997-10: 30", "1997-11: 27", "1997-12: 30", "1998-01: 29", "1998-02: 26", "1998-03: 30"),
  ),
  ended(
    // The RFC's own UNTIL is 17:00 in UTC, which is one o'clock there and not the five o'clock it speaks of.
    "Every 3 hours from 9:00 AM to 5:00 PM on a specific day",
    "FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T210000Z",
    times("1997-09-02", "09:00 12:00 15:00"),
  ),
  ended(
    "Every 15 minutes for 6 occurrences",
    "FREQ=MINUTELY;INTERVAL=15;COUNT=6",
    times("1997-09-02", "09:00 09:15 09:30 09:45 10:00 10:15"),
  ),
  ended(
    "Every hour and a half for 4 occurrences",
    "FREQ=MINUTELY;INTERVAL=90;COUNT=4",
    times("1997-09-02", "09:00 10:30 12:00 13:30"),
  ),
  ...[
    "FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40",
    "FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16",
  ].map((rule) =>
    endless(
      "Every 20 minutes from 9:00 AM to 4:40 PM every day",
      rule,
      ["1997-09-02", "1997-09-03"].flatMap((day) =>
        [9, 10, 11, 12, 13, 14, 15, 16].flatMap((hour) =>
          ["00", "20", "40"].map((minute) => `${day}T${String(hour).padStart(2, "0")}:${minute}`),
        ),
      ),
    ),
  ),
  ended(
    "Where a week that begins on Monday makes a difference",
    "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
    days("1997-08: 5 10 19 24"),
  ),
  ended(
    "Where a week that begins on Sunday makes a difference",
    "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
    days("1997-08: 5 17 19 31"),
  ),
  ended(
    "An invalid date (February 30) is ignored",
    "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5",
    days("2007-01: 15 30", "2007-02: 15", "2007-03: 15 30"),
  ),
];

/** DTSTART is the first occurrence in all of them but one, which names its own. */
function ended(name: string, rule: string, expected: readonly string[]): RfcExample {
  return { name, rule, start: expected[0] ?? "", expected, isComplete: true };
}

function endless(name: string, rule: string, expected: readonly string[]): RfcExample {
  return { ...ended(name, rule, expected), isComplete: false };
}

/** `1997-09: 2-4 9` → the 2nd, 3rd, 4th and 9th of September at nine. */
function days(...months: readonly string[]): string[] {
  return months.flatMap((month) => {
    const [name = "", list = ""] = month.split(": ");
    return list.split(" ").flatMap((range) => {
      const [from = 0, to = from] = range.split("-").map(Number);
      return Array.from(
        { length: to - from + 1 },
        (_, place) => `${name}-${String(from + place).padStart(2, "0")}T09:00`,
      );
    });
  });
}

function times(day: string, list: string): string[] {
  return list.split(" ").map((time) => `${day}T${time}`);
}
