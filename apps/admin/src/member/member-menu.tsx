"use client";

import { ActionIcon, Menu } from "@mantine/core";
import { useHref, useMay, useTenant } from "@steward/client";
import { IconBan, IconCircleCheck, IconDots, IconHelpCircle, IconUserCog, IconUserMinus } from "@tabler/icons-react";
import Link from "next/link";
import type { RouterOutputs } from "../trpc/client.tsx";
import { useMemberActions } from "./use-member-actions.ts";

export type Member = RouterOutputs["org"]["member"]["list"]["items"][number];
export type MemberMatter = "role";

interface MemberMenuProps {
  member: Member;
  onChoose: (matter: MemberMatter, member: Member) => void;
  /** Beside other buttons it looks like one. */
  framed?: boolean;
}

/** What an administrator can do about one member. */
export function MemberMenu({ member, onChoose, framed = false }: MemberMenuProps) {
  const may = useMay();
  const href = useHref();
  const own = useTenant().member.id === member.id;
  const { switchOn, askToSwitchOff, askToRemove } = useMemberActions();
  if (!may("org.member.manage") && !may("org.access.read")) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon {...(framed ? { variant: "default", size: "lg" } : {})} aria-label={`Actions for ${member.name}`}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {may("org.member.manage") ? (
          <Menu.Item leftSection={<IconUserCog size={15} aria-hidden />} onClick={() => onChoose("role", member)}>
            Change role
          </Menu.Item>
        ) : null}
        {may("org.access.read") ? (
          <Menu.Item
            component={Link}
            href={href(`/access/why?member=${member.id}`)}
            leftSection={<IconHelpCircle size={15} aria-hidden />}
          >
            Why may they …?
          </Menu.Item>
        ) : null}
        {may("org.member.manage") && !own ? (
          <>
            <Menu.Divider />
            {member.disabledAt ? (
              <Menu.Item leftSection={<IconCircleCheck size={15} aria-hidden />} onClick={() => void switchOn(member)}>
                Switch access on
              </Menu.Item>
            ) : (
              <Menu.Item leftSection={<IconBan size={15} aria-hidden />} onClick={() => askToSwitchOff(member)}>
                Switch access off
              </Menu.Item>
            )}
            <Menu.Item
              color="red"
              leftSection={<IconUserMinus size={15} aria-hidden />}
              onClick={() => askToRemove(member)}
            >
              Remove
            </Menu.Item>
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
