import { describe, expect, it } from "vitest";
import { minutesText, parseMinutes } from "./minutes.ts";

describe("minutes", () => {
  it.each([
    [0, "0 h"],
    [45, "45 min"],
    [60, "1 h"],
    [90, "1 h 30 min"],
    [-75, "−1 h 15 min"],
  ])("%i reads %s", (minutes, text) => {
    expect(minutesText(minutes)).toBe(text);
  });

  it.each([
    ["1:30", 90],
    ["1h 30m", 90],
    ["1 h 30 min", 90],
    ["1.5", 90],
    ["1,5 h", 90],
    ["90m", 90],
    ["8", 480],
    ["", undefined],
    ["soon", undefined],
    ["1:75", undefined],
    ["-3", undefined],
  ])("%j is %s", (text, minutes) => {
    expect(parseMinutes(text)).toBe(minutes);
  });
});
