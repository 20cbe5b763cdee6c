"use client";

import { Badge } from "@mantine/core";
import type { ReactNode } from "react";

export const tones = ["neutral", "info", "progress", "success", "warning", "danger", "accent"] as const;
export type Tone = (typeof tones)[number];

const colourOf: Record<Tone, string> = {
  neutral: "gray",
  info: "cyan",
  progress: "violet",
  success: "green",
  warning: "orange",
  danger: "red",
  accent: "accent",
};

/** A state in words with a tone; the dot repeats the tone, the words carry the meaning. */
export function StatusBadge({ tone = "neutral", children }: { tone?: Tone; children: ReactNode }) {
  return (
    <Badge
      variant="light"
      color={colourOf[tone]}
      style={{ flexShrink: 0 }}
      leftSection={
        <span
          aria-hidden
          style={{ width: 6, height: 6, borderRadius: 6, background: "currentColor", display: "block", opacity: 0.85 }}
        />
      }
    >
      {children}
    </Badge>
  );
}

/** The colour name of a tone, for parts that take a Mantine colour. */
export function toneColour(tone: Tone): string {
  return colourOf[tone];
}
