import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contrast, legible, luminance, mix } from "./colour.ts";
import { colors, inks, surfaces, tint } from "./palette.ts";
import { theme } from "./theme.ts";

const schemes = ["light", "dark"] as const;
const hex = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, "0")}`);

describe("colour", () => {
  it("measures the known extremes", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
    expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
  });

  it("makes any wanted colour legible on any background", () => {
    fc.assert(
      fc.property(hex, hex, (wanted, background) => {
        expect(contrast(legible(wanted, [background], 4.5), background)).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });

  it("mixes between its two ends", () => {
    expect(mix("#ff0000", "#0000ff", 1)).toBe("#ff0000");
    expect(mix("#ff0000", "#0000ff", 0)).toBe("#0000ff");
  });
});

describe.each(schemes)("palette, %s", (scheme) => {
  it("keeps every ink at AA on every surface", () => {
    for (const [ink, colour] of Object.entries(inks[scheme])) {
      for (const [surface, background] of Object.entries(surfaces[scheme])) {
        expect(contrast(colour, background), `${ink} on ${surface}`).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  it("keeps text on every tint at AA", () => {
    for (const [name, shades] of Object.entries(colors)) {
      const { background, hover, text } = tint(shades, scheme);
      expect(contrast(text, background), name).toBeGreaterThanOrEqual(4.5);
      expect(contrast(text, hover), name).toBeGreaterThanOrEqual(4.5);
    }
  });

  it("keeps the text of filled buttons at AA, at rest and hovered", () => {
    for (const [name, shades] of Object.entries(colors)) {
      if (name === "dark") continue;
      const { luminanceThreshold = 0, black = "" } = theme;
      const ink = luminance(shades[6]) > luminanceThreshold ? black : "#ffffff";
      expect(contrast(ink, shades[6]), name).toBeGreaterThanOrEqual(4.5);
      expect(contrast(ink, shades[7]), `${name}, hovered`).toBeGreaterThanOrEqual(4.5);
    }
  });
});
