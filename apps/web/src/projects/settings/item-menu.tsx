"use client";

import { ActionIcon, Menu } from "@mantine/core";
import { IconDots, IconPencil, IconTrash } from "@tabler/icons-react";

interface ItemMenuProps {
  name: string;
  onEdit: () => void;
  /** Without it this one has to stay. */
  onRemove?: (() => void) | undefined;
}

/** What can be done with one line of a project's settings. */
export function ItemMenu({ name, onEdit, onRemove }: ItemMenuProps) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`Actions for ${name}`}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={15} aria-hidden />} onClick={onEdit}>
          Edit
        </Menu.Item>
        <Menu.Item
          color="red"
          disabled={!onRemove}
          leftSection={<IconTrash size={15} aria-hidden />}
          onClick={onRemove}
        >
          Remove
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
