"use client";

import { Group, Paper, SimpleGrid, Text } from "@mantine/core";
import { IconArrowDownRight, IconArrowRight, IconArrowUpRight } from "@tabler/icons-react";
import type { ReactNode } from "react";

export interface Trend {
  direction: "up" | "down" | "flat";
  /** `12 % more than last month`. */
  label: string;
  /** Whether the movement is welcome; without it the trend stays neutral. */
  good?: boolean;
}

export interface StatTileProps {
  label: string;
  value: ReactNode;
  hint?: ReactNode;
  trend?: Trend;
}

const arrows = { up: IconArrowUpRight, down: IconArrowDownRight, flat: IconArrowRight } as const;

function trendColour(good: boolean | undefined): string {
  if (good === undefined) return "dimmed";
  return good ? "var(--mantine-color-success)" : "var(--mantine-color-error)";
}

/** One figure with its name, what it means, and where it is heading. */
export function StatTile({ label, value, hint, trend }: StatTileProps) {
  const Arrow = trend ? arrows[trend.direction] : null;
  return (
    <Paper withBorder px="md" py="sm" component="div">
      <Text size="xs" c="dimmed" fw={500}>
        {label}
      </Text>
      <Text component="div" fz="1.375rem" fw={600} lh={1.35} style={{ letterSpacing: "-0.02em" }}>
        {value}
      </Text>
      {trend && Arrow ? (
        <Group gap={4} wrap="nowrap" c={trendColour(trend.good)}>
          <Arrow size={14} aria-hidden />
          <Text size="xs">{trend.label}</Text>
        </Group>
      ) : null}
      {hint ? (
        <Text size="xs" c="dimmed" component="div">
          {hint}
        </Text>
      ) : null}
    </Paper>
  );
}

/** Tiles side by side: two in a row on a phone, as many as fit on a desk. */
export function StatTiles({ children }: { children: ReactNode }) {
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm">
      {children}
    </SimpleGrid>
  );
}
