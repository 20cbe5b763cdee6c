"use client";

import { Group, Avatar as MantineAvatar, Text } from "@mantine/core";

const palette = ["accent", "teal", "violet", "orange", "cyan", "pink", "grape", "lime"] as const;

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const [first = "?", last] = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return ([...first][0] ?? "?").concat(last ? ([...last][0] ?? "") : "").toUpperCase();
}

function colourFor(name: string): string {
  let hash = 0;
  for (const character of name) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return palette[hash % palette.length] ?? "accent";
}

interface AvatarProps {
  name: string;
  src?: string | null;
  size?: number;
  /** Organisations are square, people are round. */
  square?: boolean;
}

/** A picture, or initials in a colour that stays the same for a name. Decorative: the name stands beside it. */
export function Avatar({ name, src, size = 24, square = false }: AvatarProps) {
  return (
    <MantineAvatar
      src={src ?? null}
      alt=""
      size={size}
      radius={square ? "md" : "xl"}
      color={colourFor(name)}
      styles={{ placeholder: { fontSize: Math.max(9, Math.round(size * 0.4)), fontWeight: 600 } }}
      aria-hidden
    >
      {initialsOf(name)}
    </MantineAvatar>
  );
}

/** A person's avatar with the name beside it, on one line. */
export function PersonName({ name, src, size = 20 }: { name: string; src?: string | null; size?: number }) {
  return (
    <Group gap={8} wrap="nowrap" component="span" display="inline-flex" maw="100%">
      <Avatar name={name} src={src ?? null} size={size} />
      <Text span inherit truncate>
        {name}
      </Text>
    </Group>
  );
}
