"use client";

import { ActionIcon, Menu } from "@mantine/core";
import { IconDots, IconExternalLink, IconLink } from "@tabler/icons-react";
import type { Grip } from "./rows.ts";

interface GanttMenuProps {
  title: string;
  onClose: () => void;
  onOpen: (() => void) | undefined;
  onLinkTo: (() => void) | undefined;
  onShift: ((grip: Grip, days: number) => void) | undefined;
}

const shifts: readonly [label: string, grip: Grip, days: number][] = [
  ["Move a day earlier", "move", -1],
  ["Move a day later", "move", 1],
  ["End a day earlier", "end", -1],
  ["End a day later", "end", 1],
];

/** Everything that dragging does, for those who do not drag (WCAG 2.5.7). */
export function GanttMenu({ title, onClose, onOpen, onLinkTo, onShift }: GanttMenuProps) {
  return (
    <Menu
      opened
      onChange={(opened) => !opened && onClose()}
      position="bottom-end"
      returnFocus={false}
      // Not keys: the one that opened it comes by once more, on its way up.
      clickOutsideEvents={["mousedown", "touchstart"]}
      keepMounted={false}
    >
      <Menu.Target>
        <ActionIcon size={24} tabIndex={-1} aria-label={`Actions for ${title}`}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {onOpen ? (
          <Menu.Item leftSection={<IconExternalLink size={14} aria-hidden />} onClick={onOpen}>
            Open
          </Menu.Item>
        ) : null}
        {onLinkTo ? (
          <Menu.Item leftSection={<IconLink size={14} aria-hidden />} onClick={onLinkTo}>
            Link to…
          </Menu.Item>
        ) : null}
        {onShift ? (
          <>
            {onOpen || onLinkTo ? <Menu.Divider /> : null}
            {shifts.map(([label, grip, days]) => (
              <Menu.Item key={label} closeMenuOnClick={false} onClick={() => onShift(grip, days)}>
                {label}
              </Menu.Item>
            ))}
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
