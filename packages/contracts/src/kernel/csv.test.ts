import { describe, expect, it } from "vitest";
import { csvLine, neutraliseCell, restoreCell } from "./csv.ts";

const hostile = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "'=1", "''=1"];

describe("neutraliseCell", () => {
  it.each(hostile)("leaves no formula of %j", (text) => expect(neutraliseCell(text)).toMatch(/^'/));
  it.each([
    ["x;=cmd|'/C calc'!A0", "x;'=cmd|'/C calc'!A0"],
    ["a\t +1; -2", "a\t '+1; '-2"],
  ])("leaves no formula in %j for a spreadsheet that splits cells there", (text, written) => {
    expect(neutraliseCell(text)).toBe(written);
    expect(restoreCell(written)).toBe(text);
  });
  it.each([...hostile, "a;'=1", ";;=1", "\t=1;\t'@x", "plain", "'quoted'", "", "o'clock", "a=b", "a; b"])(
    "comes back from %j",
    (text) => expect(restoreCell(neutraliseCell(text))).toBe(text),
  );
  it("leaves ordinary text alone", () => expect(neutraliseCell("Müller & Söhne")).toBe("Müller & Söhne"));
});

describe("csvLine", () => {
  it("quotes what would break a record", () => {
    expect(csvLine(['say "hi"', "a,b", "two\nlines", " spaced ", null, 5])).toBe(
      '"say ""hi""","a,b","two\nlines"," spaced ",,5\r\n',
    );
  });
  it("neutralises text but not numbers", () => {
    expect(csvLine(["-5", -5, "=1,2"])).toBe("'-5,-5,\"'=1,2\"\r\n");
  });
});
