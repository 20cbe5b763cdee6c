"use client";

import { Menu, Text, UnstyledButton } from "@mantine/core";
import { IconKeyboard, IconLogout, IconSelector, IconUser } from "@tabler/icons-react";
import Link from "next/link";
import { Avatar } from "../part/avatar.tsx";
import { ColorSchemeMenu } from "./color-scheme-menu.tsx";
import { openKeyboardHelp } from "./keyboard-help.tsx";
import classes from "./switch.module.css";
import type { Member } from "./types.ts";

interface UserMenuProps {
  user: Member;
  links: readonly { label: string; href: string }[];
  onSignOut: () => void;
}

/** Who is signed in, and what concerns them alone. */
export function UserMenu({ user, links, onSignOut }: UserMenuProps) {
  return (
    <Menu position="top-start" width={248}>
      <Menu.Target>
        <UnstyledButton className={classes.button}>
          <Avatar name={user.name} src={user.avatarUrl ?? null} size={26} />
          <span className={classes.person}>
            <span className={classes.line}>{user.name}</span>
            <span className={`${classes.line} ${classes.quiet}`}>{user.role}</span>
          </span>
          <IconSelector size={14} aria-hidden className={classes.mark} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={500} c="var(--mantine-color-text)" truncate>
            {user.name}
          </Text>
          <Text size="xs" truncate>
            {user.email}
          </Text>
        </Menu.Label>
        {links.map((link) => (
          <Menu.Item key={link.href} component={Link} href={link.href} leftSection={<IconUser size={15} aria-hidden />}>
            {link.label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <ColorSchemeMenu />
        <Menu.Divider />
        <Menu.Item leftSection={<IconKeyboard size={15} aria-hidden />} onClick={openKeyboardHelp}>
          Keyboard shortcuts
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={15} aria-hidden />} onClick={onSignOut}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
