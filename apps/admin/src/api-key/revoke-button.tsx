"use client";

import { Button } from "@mantine/core";
import { useMay, useTenant } from "@steward/client";
import type { ApiKeyState } from "@steward/contracts/org/api-key";
import { confirmAction, notifySuccess } from "@steward/ui";
import { trpc } from "../trpc/client.tsx";

interface RevokeButtonProps {
  apiKey: { id: string; name: string; state: ApiKeyState; member: { id: string } };
}

/** Ends a key that still lives: one's own, or anybody's for whoever may manage them. */
export function RevokeButton({ apiKey }: RevokeButtonProps) {
  const may = useMay();
  const own = useTenant().member.id === apiKey.member.id;
  const utils = trpc.useUtils();
  const revoke = trpc.org.apiKey.revoke.useMutation({ onSuccess: () => utils.org.apiKey.invalidate() });
  if (apiKey.state !== "active" || !(may("org.apiKey.manage") || (own && may("org.apiKey.write")))) return null;
  const ask = () =>
    confirmAction({
      title: `Revoke ${apiKey.name}?`,
      message: "The program that uses it is refused from its next call on. This cannot be undone.",
      confirmLabel: "Revoke key",
      onConfirm: async () => {
        await revoke.mutateAsync({ id: apiKey.id });
        notifySuccess(`${apiKey.name} is revoked`);
      },
    });
  return (
    <Button variant="default" size="compact-sm" onClick={ask} aria-label={`Revoke ${apiKey.name}`}>
      Revoke
    </Button>
  );
}
