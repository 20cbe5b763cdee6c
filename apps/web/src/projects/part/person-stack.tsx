"use client";

import { Group, Text } from "@mantine/core";
import type { MemberRef } from "@steward/contracts/kernel/record";
import { Absent, Avatar, PersonName } from "@steward/ui";

interface PersonStackProps {
  people: readonly MemberRef[];
  /** How many faces stand side by side before the rest becomes a number. */
  most?: number;
  size?: number;
  /** Writes the name beside a face that stands alone. */
  named?: boolean;
}

/** Several people in little room: their faces, and their names for the pointer and the ear. */
export function PersonStack({ people, most = 3, size = 20, named = false }: PersonStackProps) {
  const [first] = people;
  if (!first) return <Absent label="Nobody" />;
  if (named && people.length === 1) return <PersonName name={first.name} size={size} />;
  const names = people.map(({ name }) => name).join(", ");
  const rest = people.length - most;
  return (
    <Group gap={2} wrap="nowrap" component="span" display="inline-flex" role="img" aria-label={names} title={names}>
      {people.slice(0, most).map(({ memberId, name }) => (
        <Avatar key={memberId} name={name} size={size} />
      ))}
      {rest > 0 ? (
        <Text span size="xs" c="dimmed">
          +{rest}
        </Text>
      ) : null}
    </Group>
  );
}
