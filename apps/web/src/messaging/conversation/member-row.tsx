"use client";

import { ActionIcon, Badge, Group, Menu, Stack, Text } from "@mantine/core";
import type { ConversationMember } from "@steward/contracts/messaging/conversation";
import { notifyError, notifySuccess } from "@steward/ui";
import { IconCrown, IconDots, IconMessage, IconUser, IconUserMinus } from "@tabler/icons-react";
import { useTenant } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { PresenceAvatar } from "../presence/presence-avatar.tsx";
import { PresenceLine } from "../presence/presence-line.tsx";
import { roleWords } from "./conversation-words.ts";
import { useGoTo } from "./use-go-to.ts";

interface MemberRowProps {
  conversationId: string;
  member: ConversationMember;
  runs: boolean;
}

/** Somebody in a conversation: whether they are there, and what may be done. */
export function MemberRow({ conversationId, member: { memberId, name, role }, runs }: MemberRowProps) {
  const { member: reader } = useTenant();
  const goTo = useGoTo();
  const utils = trpc.useUtils();
  const options = { onSuccess: () => utils.messaging.invalidate(), onError: notifyError };
  const open = trpc.messaging.conversation.openDirect.useMutation({
    onSuccess: ({ id }) => goTo(id),
    onError: notifyError,
  });
  const add = trpc.messaging.member.add.useMutation(options);
  const remove = trpc.messaging.member.remove.useMutation(options);
  const updateRole = trpc.messaging.member.updateRole.useMutation(options);
  const isOwn = memberId === reader.id;
  const other = role === "owner" ? "member" : "owner";
  const RoleIcon = role === "owner" ? IconUser : IconCrown;
  return (
    <Group component="li" gap="sm" wrap="nowrap">
      <PresenceAvatar memberId={memberId} name={name} size={28} />
      <Stack gap={0} flex={1} miw={0}>
        <Text size="sm" truncate>
          {name}
          {isOwn ? " (you)" : ""}
        </Text>
        <Text size="xs" c="dimmed" component="div">
          <PresenceLine memberId={memberId} />
        </Text>
      </Stack>
      {role === "owner" ? <Badge color="gray">{roleWords.owner}</Badge> : null}
      {isOwn ? null : (
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <ActionIcon aria-label={`Actions for ${name}`}>
              <IconDots size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconMessage size={15} aria-hidden />} onClick={() => open.mutate({ memberId })}>
              Write to {name}
            </Menu.Item>
            {runs ? (
              <>
                <Menu.Item
                  leftSection={<RoleIcon size={15} aria-hidden />}
                  onClick={() => updateRole.mutate({ id: conversationId, memberId, role: other })}
                >
                  Make {other === "owner" ? "an owner" : "a member"}
                </Menu.Item>
                <Menu.Item
                  color="red"
                  leftSection={<IconUserMinus size={15} aria-hidden />}
                  onClick={() =>
                    remove.mutate(
                      { id: conversationId, memberId },
                      {
                        onSuccess: () =>
                          notifySuccess(`${name} removed`, {
                            undo: () => add.mutateAsync({ id: conversationId, memberIds: [memberId] }),
                          }),
                      },
                    )
                  }
                >
                  Remove from conversation
                </Menu.Item>
              </>
            ) : null}
          </Menu.Dropdown>
        </Menu>
      )}
    </Group>
  );
}
