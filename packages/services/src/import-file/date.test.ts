import { describe, expect, it } from "vitest";
import { provenDateOrder, readDate } from "./date.ts";

describe("dates", () => {
  it.each([
    "2017-03-01",
    "2017/03/01 10:22",
    "2017-03-01T23:30:00Z",
    "20170301",
    "1.3.2017",
    "01.03.17",
    "1 March 2017",
    "Mar 1, 2017",
    "01-Mar-17",
    "01/Mar/17 3:04 PM",
    // As programs write it whose reader is German, French or Dutch.
    "01/Mär/17 15:04",
    "1 mars 2017",
    "01-mrt.-17",
  ])("reads %s", (text) => {
    expect([readDate(text, "dmy"), readDate(text, "mdy")]).toEqual(["2017-03-01", "2017-03-01"]);
  });

  it("asks only where day and month may be either", () => {
    expect([readDate("01/03/2017", "dmy"), readDate("01/03/2017", "mdy")]).toEqual(["2017-03-01", "2017-01-03"]);
    expect([readDate("13/03/2017", "mdy"), readDate("03/13/2017", "dmy")]).toEqual(["2017-03-13", "2017-03-13"]);
    expect([provenDateOrder(["01/02/17", "13/02/17"]), provenDateOrder(["1/2/17"])]).toEqual(["dmy", undefined]);
  });

  it.each(["2017-02-30", "31/04/2017", "soon", "2017-13-01", "1/2", ""])("refuses %j", (text) =>
    expect(readDate(text, "dmy")).toBeUndefined(),
  );
});
