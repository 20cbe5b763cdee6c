"use client";

import { Badge, ColorSwatch, Group } from "@mantine/core";
import type { BadgeColour } from "@steward/contracts/kernel/colour";

/** The theme's colours. */
const themeColours: Record<BadgeColour, string> = {
  grey: "gray",
  red: "red",
  orange: "orange",
  yellow: "yellow",
  green: "green",
  teal: "teal",
  blue: "blue",
  violet: "violet",
  pink: "pink",
};

interface ColourBadgesProps {
  items: readonly { id: string; name: string; colour: BadgeColour }[];
  /** How many stand side by side before the rest becomes a number. */
  most?: number;
  /** Whether they take as many lines as they need. */
  wrap?: boolean;
}

/** Tags, labels and the like, each in its colour. */
export function ColourBadges({ items, most = 3, wrap = false }: ColourBadgesProps) {
  const rest = items.slice(most);
  return (
    <Group gap={4} wrap={wrap ? "wrap" : "nowrap"} component="span" display="inline-flex">
      {items.slice(0, most).map(({ id, name, colour }) => (
        <Badge key={id} variant="light" color={themeColours[colour]} tt="none" fw={500}>
          {name}
        </Badge>
      ))}
      {rest.length > 0 ? (
        <Badge variant="default" tt="none" fw={500} title={rest.map(({ name }) => name).join(", ")}>
          +{rest.length}
        </Badge>
      ) : null}
    </Group>
  );
}

/** One of the colours, beside its name. `size` in pixels. */
export function ColourSwatch({ colour, size = 14 }: { colour: BadgeColour; size?: number }) {
  return (
    <ColorSwatch
      component="span"
      color={`var(--mantine-color-${themeColours[colour]}-filled)`}
      size={size}
      aria-hidden
    />
  );
}
