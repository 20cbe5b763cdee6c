"use client";

import { Badge, Group } from "@mantine/core";
import type { TagColour } from "@steward/contracts/crm/tag";
import { Absent } from "@steward/ui";

/** The theme's colour behind a tag's. */
export const tagColour: Record<TagColour, string> = {
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

interface TagBadgesProps {
  tags: readonly { id: string; name: string; colour: TagColour }[];
  /** How many stand side by side before the rest becomes a number. */
  most?: number;
}

/** The tags of a record. */
export function TagBadges({ tags, most = 3 }: TagBadgesProps) {
  if (tags.length === 0) return <Absent label="No tags" />;
  const rest = tags.slice(most);
  return (
    <Group gap={4} wrap="nowrap" component="span" display="inline-flex">
      {tags.slice(0, most).map((tag) => (
        <Badge key={tag.id} variant="light" color={tagColour[tag.colour]} tt="none" fw={500}>
          {tag.name}
        </Badge>
      ))}
      {rest.length > 0 ? (
        <Badge variant="default" tt="none" fw={500} title={rest.map((tag) => tag.name).join(", ")}>
          +{rest.length}
        </Badge>
      ) : null}
    </Group>
  );
}
