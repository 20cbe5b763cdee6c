import { describe, expect, it } from "vitest";
import { frequencies, readRepeat, repeatWords, weekdays, writeRepeat } from "./repeat.ts";

describe("repeat", () => {
  it("reads what it wrote", () => {
    for (const frequency of frequencies) {
      for (const interval of [1, 2, 99]) {
        const byDay = frequency === "WEEKLY" ? weekdays.filter((_, place) => place % interval === 0) : [];
        const repeat = { frequency, interval, byDay };
        expect(readRepeat(writeRepeat(repeat))).toEqual(repeat);
      }
    }
  });

  it.each([
    ["FREQ=DAILY", "Every day"],
    ["FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "Every 2 weeks on Monday and Thursday"],
    ["FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;BYDAY=-1FR"],
    ["FREQ=DAILY;COUNT=3", "FREQ=DAILY;COUNT=3"],
  ])("%s reads “%s”", (rule, words) => {
    expect(repeatWords(rule)).toBe(words);
  });
});
