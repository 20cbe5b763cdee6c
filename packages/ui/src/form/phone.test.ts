import { describe, expect, it } from "vitest";
import { formatPartial, formatPhone, toE164 } from "./phone.ts";

describe("phone", () => {
  it.each([
    ["020 7183 8750", "GB", "+442071838750"],
    ["+1 (212) 555-0123", "GB", "+12125550123"],
    ["0041 44 668 18 00", "DE", "+41446681800"],
    ["", "GB", null],
    ["   ", "GB", null],
    ["12", "GB", undefined],
    ["call me", "GB", undefined],
    ["020 7183 8750", "XX", undefined],
  ])("%j typed in %s", (text, country, expected) => {
    expect(toE164(text, country)).toBe(expected);
  });

  it("shows a stored number in groups and leaves the rest alone", () => {
    expect(formatPhone("+442071838750")).toBe("+44 20 7183 8750");
    expect(formatPhone("ext. 12")).toBe("ext. 12");
  });

  it("keeps every digit while typing", () => {
    expect(formatPartial("0207183", "GB").replace(/\D/g, "")).toBe("0207183");
  });
});
