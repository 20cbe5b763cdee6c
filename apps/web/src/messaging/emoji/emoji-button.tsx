"use client";

import { ActionIcon, type ActionIconProps, Popover } from "@mantine/core";
import { IconMoodSmile } from "@tabler/icons-react";
import { useState } from "react";
import { EmojiPicker } from "./emoji-picker.tsx";

interface EmojiButtonProps {
  /** What choosing one does: `Add reaction`. */
  label: string;
  onPick: (emoji: string) => void;
  /** While the picker is open, whatever the button stands in has to stay. */
  onOpenChange?: (open: boolean) => void;
  size?: ActionIconProps["size"];
}

/** Opens the emoji to choose from. */
export function EmojiButton({ label, onPick, onOpenChange, size = "md" }: EmojiButtonProps) {
  const [opened, setOpened] = useState(false);
  // Whoever has chosen goes on where the emoji went.
  const [picked, setPicked] = useState(false);
  const change = (open: boolean) => {
    if (open) setPicked(false);
    setOpened(open);
    onOpenChange?.(open);
  };
  return (
    <Popover opened={opened} onChange={change} trapFocus returnFocus={!picked} position="top-end" withinPortal>
      <Popover.Target>
        <ActionIcon size={size} aria-label={label} title={label} onClick={() => change(!opened)}>
          <IconMoodSmile size={17} stroke={1.7} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p="xs" aria-label={label}>
        <EmojiPicker
          onPick={(emoji) => {
            setPicked(true);
            change(false);
            onPick(emoji);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
