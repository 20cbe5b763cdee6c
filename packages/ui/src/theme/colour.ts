/** Colour arithmetic for the theme: WCAG contrast is computed, not guessed. All colours are `#rrggbb`. */

type Channels = readonly [red: number, green: number, blue: number];

function parse(hex: string): Channels {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

function print(channels: Channels): string {
  return `#${channels.map((channel) => Math.round(channel).toString(16).padStart(2, "0")).join("")}`;
}

/** `share` of `top` laid over `bottom`, as an opaque colour. */
export function mix(top: string, bottom: string, share: number): string {
  const [above, below] = [parse(top), parse(bottom)];
  const blend = (index: 0 | 1 | 2) => above[index] * share + below[index] * (1 - share);
  return print([blend(0), blend(1), blend(2)]);
}

/** WCAG relative luminance, 0 to 1. */
export function luminance(hex: string): number {
  const [red, green, blue] = parse(hex).map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2 contrast ratio, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

/** The colour nearest to `wanted` (towards black or white) that reaches `ratio` on every background. */
export function legible(wanted: string, backgrounds: readonly string[], ratio: number): string {
  const darkest = Math.min(...backgrounds.map(luminance));
  const target = darkest < 0.18 ? "#ffffff" : "#000000";
  for (let step = 0; step <= 20; step += 1) {
    const candidate = mix(target, wanted, step / 20);
    if (backgrounds.every((background) => contrast(candidate, background) >= ratio)) return candidate;
  }
  return target;
}
