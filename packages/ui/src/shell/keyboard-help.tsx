"use client";

import { Group, Kbd, Modal, Text } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { Fragment, useEffect, useState } from "react";
import type { Shortcut } from "./types.ts";

const openEvent = "steward:keyboard-help";

/** Opens the list of shortcuts from anywhere. */
export function openKeyboardHelp(): void {
  window.dispatchEvent(new Event(openEvent));
}

const common: readonly Shortcut[] = [
  { keys: ["Ctrl", "K"], label: "Search and commands" },
  { keys: ["?"], label: "Keyboard shortcuts" },
  { keys: ["/"], label: "Search in the list" },
  { keys: ["J"], label: "Next row" },
  { keys: ["K"], label: "Previous row" },
  { keys: ["X"], label: "Select the row" },
  { keys: ["Enter"], label: "Open the row" },
  { keys: ["Ctrl", "Enter"], label: "Save a form" },
  { keys: ["Esc"], label: "Close" },
];

/** What the keyboard can do; opens with `?`. */
export function KeyboardHelp({ shortcuts }: { shortcuts: readonly Shortcut[] }) {
  const [opened, setOpened] = useState(false);
  useHotkeys([
    ["shift+?", () => setOpened(true)],
    ["?", () => setOpened(true)],
  ]);
  useEffect(() => {
    const open = () => setOpened(true);
    window.addEventListener(openEvent, open);
    return () => window.removeEventListener(openEvent, open);
  }, []);
  return (
    <Modal opened={opened} onClose={() => setOpened(false)} title="Keyboard shortcuts">
      {[...common, ...shortcuts].map(({ keys, label }) => (
        <Group key={label} justify="space-between" py={6} wrap="nowrap">
          <Text size="sm">{label}</Text>
          <Group gap={4} wrap="nowrap">
            {keys.map((key) => (
              <Fragment key={key}>
                <Kbd size="xs">{key}</Kbd>
              </Fragment>
            ))}
          </Group>
        </Group>
      ))}
    </Modal>
  );
}
