"use client";

import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { isoDay } from "../part/days.ts";

/** Adds something on a day, by a button with words. */
export function AddButton({ day, onAdd }: { day: number; onAdd: (day: string) => void }) {
  return (
    <Button
      size="xs"
      variant="subtle"
      leftSection={<IconPlus size={14} aria-hidden />}
      onClick={() => onAdd(isoDay(day))}
    >
      Add
    </Button>
  );
}
