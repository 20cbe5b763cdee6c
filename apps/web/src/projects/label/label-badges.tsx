"use client";

import { Badge, Group } from "@mantine/core";
import type { LabelColour } from "@steward/contracts/projects/label";
import { Absent } from "@steward/ui";

/** The theme's colour behind a label's. */
export const labelColour: Record<LabelColour, string> = {
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

interface LabelBadgesProps {
  labels: readonly { id: string; name: string; colour: LabelColour }[];
  /** How many stand side by side before the rest becomes a number. */
  most?: number;
}

/** The labels of a task. */
export function LabelBadges({ labels, most = 3 }: LabelBadgesProps) {
  if (labels.length === 0) return <Absent label="No labels" />;
  const rest = labels.slice(most);
  return (
    <Group gap={4} component="span" display="inline-flex">
      {labels.slice(0, most).map(({ id, name, colour }) => (
        <Badge key={id} variant="light" color={labelColour[colour]} tt="none" fw={500}>
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
