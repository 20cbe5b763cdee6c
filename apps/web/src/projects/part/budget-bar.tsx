"use client";

import { Progress, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { overBudget } from "./budget.ts";

interface BudgetBarProps {
  /** Names the bar. */
  label: string;
  used: number;
  /** What there is; null where nobody has said. */
  planned: number | null;
  /** Writes either of them. */
  text: (amount: number) => ReactNode;
  /** Said behind what was used. */
  whose?: string;
  /** What it was that was said. */
  what?: "budget" | "estimate";
  /** In a list: no more than has to be said. */
  compact?: boolean;
}

/** How much was used of what there is, as a bar and in words: that it is over is said, not only shown. */
export function BudgetBar(props: BudgetBarProps) {
  const { label, used, planned, text, whose = "", what = "budget", compact = false } = props;
  const over = overBudget(used, planned);
  const left = planned === null || over > 0 ? null : planned - used;
  return (
    <div style={{ minWidth: 72 }}>
      <Text size={compact ? "xs" : "sm"} c={compact ? "dimmed" : undefined} truncate={compact} component="div">
        {text(used)}
        {whose}
        {planned === null ? null : <> of {text(planned)}</>}
      </Text>
      {planned === null ? null : (
        <Progress
          value={planned === 0 ? (used > 0 ? 100 : 0) : Math.min(100, (100 * used) / planned)}
          color={over > 0 ? "red" : undefined}
          size="xs"
          aria-label={label}
        />
      )}
      {over > 0 ? (
        <Text size="xs" c="var(--mantine-color-error)" fw={500}>
          Over {what}
          {compact ? null : <> by {text(over)}</>}
        </Text>
      ) : null}
      {left !== null && !compact ? (
        <Text size="xs" c="dimmed">
          {text(left)} left
        </Text>
      ) : null}
    </div>
  );
}
