"use client";

import { useHref } from "@steward/client";
import { confirmAction, notifyError, notifySuccess } from "@steward/ui";
import { usePathname, useRouter } from "next/navigation";
import { trpc } from "../trpc/client.tsx";

interface Person {
  id: string;
  name: string;
}

/** Switching a member's access off and on, and removing them: what each needs to be asked or taken back. */
export function useMemberActions() {
  const utils = trpc.useUtils();
  const router = useRouter();
  const pathname = usePathname();
  const href = useHref();
  const onSuccess = () => utils.org.invalidate();
  const disable = trpc.org.member.disable.useMutation({ onSuccess });
  const enable = trpc.org.member.enable.useMutation({ onSuccess });
  const remove = trpc.org.member.remove.useMutation();

  const switchOn = async ({ id, name }: Person) => {
    try {
      await enable.mutateAsync({ id });
      notifySuccess(`${name} can work here again`, { undo: () => disable.mutateAsync({ id }) });
    } catch (error) {
      notifyError(error);
    }
  };
  const askToSwitchOff = ({ id, name }: Person) =>
    confirmAction({
      title: `Switch off ${name}'s access?`,
      message: "They are out at once, with their API keys. Their records, role and divisions stay as they are.",
      confirmLabel: "Switch off",
      onConfirm: async () => {
        await disable.mutateAsync({ id });
        notifySuccess(`${name} is switched off`, { undo: () => enable.mutateAsync({ id }) });
      },
    });
  const askToRemove = ({ id, name }: Person) =>
    confirmAction({
      title: `Remove ${name} from the organisation?`,
      message:
        "They are out at once, their API keys and open invitations end, and they leave their divisions. What they did keeps their name. Only a new invitation brings them back.",
      confirmLabel: `Remove ${name}`,
      onConfirm: async () => {
        await remove.mutateAsync({ id });
        // Away first: the page of somebody who is gone would be asked for again.
        if (pathname.endsWith(`/members/${id}`)) router.push(href("/members"));
        await onSuccess();
        notifySuccess(`${name} is no longer a member`);
      },
    });
  return { switchOn, askToSwitchOff, askToRemove };
}
