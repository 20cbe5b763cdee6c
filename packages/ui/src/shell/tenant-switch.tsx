"use client";

import { Menu, Text, UnstyledButton, VisuallyHidden } from "@mantine/core";
import { IconCheck, IconPlus, IconSelector } from "@tabler/icons-react";
import { Avatar } from "../part/avatar.tsx";
import classes from "./switch.module.css";
import type { Organisation } from "./types.ts";

interface TenantSwitchProps {
  current: Organisation;
  organisations: readonly Organisation[];
  links: readonly { label: string; href: string }[];
}

/** Which organisation one works in, and the others one belongs to. */
export function TenantSwitch({ current, organisations, links }: TenantSwitchProps) {
  return (
    <Menu position="bottom-start" width={240}>
      <Menu.Target>
        <UnstyledButton className={classes.button}>
          <Avatar name={current.name} src={current.logoUrl ?? null} size={24} square />
          <VisuallyHidden>Organisation:</VisuallyHidden>
          <span className={classes.name}>{current.name}</span>
          <IconSelector size={14} aria-hidden className={classes.mark} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Your organisations</Menu.Label>
        {organisations.map((organisation) => (
          // A full page load on purpose: nothing of one organisation may stay in memory under another.
          <Menu.Item
            key={organisation.id}
            component="a"
            href={organisation.href}
            leftSection={<Avatar name={organisation.name} src={organisation.logoUrl ?? null} size={22} square />}
            rightSection={organisation.id === current.id ? <IconCheck size={15} aria-label="Current" /> : null}
          >
            {organisation.name}
            {organisation.role ? (
              <Text size="xs" c="dimmed">
                {organisation.role}
              </Text>
            ) : null}
          </Menu.Item>
        ))}
        {links.length > 0 ? <Menu.Divider /> : null}
        {links.map(({ label, href }) => (
          <Menu.Item key={href} component="a" href={href} leftSection={<IconPlus size={15} aria-hidden />}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
