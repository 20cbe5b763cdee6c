"use client";

import { ActionIcon, Menu } from "@mantine/core";
import { confirmAction, notifySuccess } from "@steward/ui";
import { IconBan, IconCircleCheck, IconDots, IconUserShield } from "@tabler/icons-react";
import { type RouterOutputs, trpc } from "../trpc/client.tsx";

export type PlatformUser = RouterOutputs["operator"]["user"]["list"]["items"][number];
export type UserMatter = "disable" | "impersonate";

interface UserMenuProps {
  user: PlatformUser;
  onChoose: (matter: UserMatter, user: PlatformUser) => void;
}

/** What an operator can do about one person. */
export function UserMenu({ user, onChoose }: UserMenuProps) {
  const utils = trpc.useUtils();
  const enable = trpc.operator.user.enable.useMutation({ onSuccess: () => utils.operator.user.invalidate() });
  const askToEnable = () =>
    confirmAction({
      title: `Let ${user.name} sign in again?`,
      message: "Their organisations are as they left them; their old sessions stay ended.",
      confirmLabel: "Switch on",
      destructive: false,
      onConfirm: async () => {
        await enable.mutateAsync({ id: user.id });
        notifySuccess(`${user.name} can sign in again`);
      },
    });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={`Actions for ${user.name}`}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconUserShield size={15} aria-hidden />}
          disabled={user.operator || user.disabledAt !== null}
          onClick={() => onChoose("impersonate", user)}
        >
          {user.operator ? "Nobody acts as an operator" : "Act in their name"}
        </Menu.Item>
        {user.disabledAt ? (
          <Menu.Item leftSection={<IconCircleCheck size={15} aria-hidden />} onClick={askToEnable}>
            Switch on
          </Menu.Item>
        ) : (
          <Menu.Item
            color="red"
            leftSection={<IconBan size={15} aria-hidden />}
            onClick={() => onChoose("disable", user)}
          >
            Switch off
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
