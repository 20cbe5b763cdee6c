"use client";

import { ActionIcon, Menu } from "@mantine/core";
import { useMay } from "@steward/client";
import { confirmAction, notifyError, notifySuccess } from "@steward/ui";
import { IconDots, IconMailForward, IconMailX } from "@tabler/icons-react";
import { type RouterOutputs, trpc } from "../trpc/client.tsx";

export type Invitation = RouterOutputs["org"]["invitation"]["list"]["items"][number];

/** Sending an open invitation again, or taking it back; nothing for one that is over. */
export function InvitationMenu({ invitation: { id, email, status } }: { invitation: Invitation }) {
  const may = useMay();
  const utils = trpc.useUtils();
  const onSuccess = () => utils.org.invitation.invalidate();
  const resend = trpc.org.invitation.resend.useMutation({
    onError: notifyError,
    onSuccess: async () => {
      await onSuccess();
      notifySuccess(`A new link is on its way to ${email}`);
    },
  });
  const revoke = trpc.org.invitation.revoke.useMutation({ onSuccess });
  const open = status === "pending" || status === "expired";
  if (!open || !may("org.invitation.write")) return null;
  const askToRevoke = () =>
    confirmAction({
      title: `Take back the invitation to ${email}?`,
      message: "Its link no longer works. You can invite them again.",
      confirmLabel: "Take back",
      onConfirm: async () => {
        await revoke.mutateAsync({ id });
        notifySuccess(`The invitation to ${email} is taken back`);
      },
    });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={`Actions for ${email}`} loading={resend.isPending}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconMailForward size={15} aria-hidden />} onClick={() => resend.mutate({ id })}>
          Send again
        </Menu.Item>
        <Menu.Item color="red" leftSection={<IconMailX size={15} aria-hidden />} onClick={askToRevoke}>
          Take back
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
