import { describe, expect, it } from "vitest";
import { regionOf } from "./region.ts";

describe("regionOf", () => {
  it.each([
    ["de-CH", { country: "CH", currency: "CHF", locale: "de-CH" }],
    ["de", { country: "DE", currency: "EUR", locale: "de-DE" }],
    ["zh-Hant-TW", { country: "TW", currency: "TWD", locale: "zh-TW" }],
    ["en-US", { country: "US", currency: "USD", locale: "en-US" }],
    ["not a tag", { country: "GB", currency: "GBP", locale: "en-GB" }],
    // A region that is no country, as some browsers send for Latin American Spanish.
    ["es-419", { country: "ES", currency: "EUR", locale: "es-ES" }],
  ])("of %s", (language, region) => {
    expect(regionOf(language, "Europe/Zurich")).toEqual({ ...region, timeZone: "Europe/Zurich" });
  });
});
