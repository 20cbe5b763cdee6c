import { DEFAULT_THEME, type MantineColorsTuple } from "@mantine/core";
import { contrast, legible, mix } from "./colour.ts";

const accent: MantineColorsTuple = [
  "#f0f5ff",
  "#e0eafe",
  "#c2d5fc",
  "#97b6f8",
  "#6b94f2",
  "#4876e8",
  "#2f5cd6",
  "#274bb0",
  "#223f8f",
  "#1d336e",
];

const gray: MantineColorsTuple = [
  "#fafafb",
  "#f4f4f6",
  "#ececef",
  "#e1e1e6",
  "#cfd0d7",
  "#a6a8b3",
  "#7a7c89",
  "#5b5d69",
  "#3a3b45",
  "#1b1c22",
];

const dark: MantineColorsTuple = [
  "#e8e8eb",
  "#c6c7cd",
  "#a3a5af",
  "#7e808c",
  "#393b43",
  "#2a2b32",
  "#1f2026",
  "#16171b",
  "#111215",
  "#0b0c0e",
];

const red: MantineColorsTuple = [
  "#fff1f0",
  "#ffe2e0",
  "#ffc7c3",
  "#fda29b",
  "#f97066",
  "#ea4335",
  "#cf2a1e",
  "#b02318",
  "#8f2018",
  "#6f1c15",
];

/**
 * Makes the two shades that buttons are filled with carry text: white where it reads at 4.5:1, else our black.
 * Between the two lies a band of luminance where neither does; shades in it are darkened.
 */
function fillable(shades: MantineColorsTuple): MantineColorsTuple {
  const [s0, s1, s2, s3, s4, s5, s6, s7, s8, s9] = shades;
  const ink = contrast(gray[9], s6) >= 4.5 && contrast("#ffffff", s6) < 4.5 ? gray[9] : "#ffffff";
  return [s0, s1, s2, s3, s4, s5, legible(s6, [ink], 4.5), legible(s7, [ink], 4.5), s8, s9];
}

const named = { ...DEFAULT_THEME.colors, accent, blue: accent, gray, red };
const filled = Object.entries(named).map(([name, shades]) => [name, fillable(shades)]);

// The dark tuple holds surfaces, not fills.
export const colors: Readonly<Record<keyof typeof named | "dark", MantineColorsTuple>> = {
  ...(Object.fromEntries(filled) as typeof named),
  dark,
};

/** Where text may stand: the page, raised surfaces, the navigation, hovered and selected rows. */
export const surfaces = {
  light: {
    body: "#ffffff",
    raised: "#ffffff",
    sunken: gray[0],
    hover: gray[1],
    marked: gray[3],
    selected: mix(accent[6], "#ffffff", 0.07),
  },
  dark: { body: dark[7], raised: dark[6], sunken: dark[8], hover: dark[5], selected: mix(accent[4], dark[7], 0.16) },
} as const;

/** Body text, secondary text, hints in inputs, links and messages; each AA on every surface of its scheme. */
export const inks = {
  light: inksOn("light", {
    text: gray[9],
    dimmed: gray[7],
    placeholder: gray[6],
    anchor: accent[6],
    error: red[6],
    success: "#1a7f45",
    warning: "#b4540a",
  }),
  dark: inksOn("dark", {
    text: dark[0],
    dimmed: dark[2],
    placeholder: dark[3],
    anchor: accent[3],
    error: red[3],
    success: "#5fd38d",
    warning: "#f0a04b",
  }),
} as const;

type Ink = "text" | "dimmed" | "placeholder" | "anchor" | "error" | "success" | "warning";

function inksOn(scheme: "light" | "dark", wanted: Record<Ink, string>): Record<Ink, string> {
  const backgrounds = Object.values(surfaces[scheme]);
  const entries = Object.entries(wanted).map(([name, colour]) => [name, legible(colour, backgrounds, 4.5)]);
  return Object.fromEntries(entries) as Record<Ink, string>;
}

/** A tinted background with text that is AA on it: badges, alerts, avatars, subtle buttons. */
export function tint(shades: MantineColorsTuple, scheme: "light" | "dark") {
  const { body } = surfaces[scheme];
  const background = scheme === "light" ? mix(shades[6], body, 0.1) : mix(shades[5], body, 0.2);
  const hover = scheme === "light" ? mix(shades[6], body, 0.16) : mix(shades[5], body, 0.28);
  const wanted = scheme === "light" ? shades[8] : shades[2];
  return { background, hover, text: legible(wanted, [background, hover, body, surfaces[scheme].hover], 4.5) };
}
