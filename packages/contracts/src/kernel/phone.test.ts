import { expect, it } from "vitest";
import { toE164 } from "./phone.ts";

it.each([
  ["020 7183 8750", "GB", "+442071838750"],
  ["(212) 555-0123", "US", "+12125550123"],
  ["+49 30 901820", "US", "+4930901820"],
  ["0049 30 901820", "DE", "+4930901820"],
])("reads %s in %s as %s", (text, country, number) => expect(toE164(text, country)).toBe(number));

it.each([
  ["call reception", "GB"],
  ["123", "GB"],
  ["020 7183 8750", "ZZ"],
  ["+44 20 7183 8750 ext. 12", "GB"],
])("refuses %s in %s", (text, country) => expect(toE164(text, country)).toBeUndefined());
