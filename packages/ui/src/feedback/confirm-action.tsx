"use client";

import { Button, Group, Stack, Text } from "@mantine/core";
import { closeModal, openModal } from "@mantine/modals";
import { type ReactNode, useState } from "react";
import { notifyError } from "./notify.tsx";

export interface ConfirmActionOptions {
  title: string;
  /** What will happen, and whether it can be undone. */
  message: ReactNode;
  /** The verb on the button: `Delete 3 accounts`. */
  confirmLabel: string;
  cancelLabel?: string;
  destructive?: boolean;
  /** The dialog stays open until this resolves; a rejection is shown and leaves it open. */
  onConfirm?: () => unknown;
}

/** Asks before something that cannot be taken back. Resolves to whether the person agreed. */
export function confirmAction(options: ConfirmActionOptions): Promise<boolean> {
  return new Promise((resolve) => {
    const modalId = crypto.randomUUID();
    const finish = (agreed: boolean) => {
      resolve(agreed);
      closeModal(modalId);
    };
    openModal({
      modalId,
      title: options.title,
      onClose: () => resolve(false),
      // Without a key a second question would take over the first one’s state, busy as it was.
      children: <ConfirmBody key={modalId} options={options} onFinish={finish} />,
    });
  });
}

function ConfirmBody({ options, onFinish }: { options: ConfirmActionOptions; onFinish: (agreed: boolean) => void }) {
  const [busy, setBusy] = useState(false);
  const confirm = async () => {
    setBusy(true);
    try {
      await options.onConfirm?.();
      onFinish(true);
    } catch (error) {
      notifyError(error);
      setBusy(false);
    }
  };
  return (
    <Stack gap="lg">
      <Text component="div" size="sm">
        {options.message}
      </Text>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" data-autofocus onClick={() => onFinish(false)} disabled={busy}>
          {options.cancelLabel ?? "Cancel"}
        </Button>
        <Button color={options.destructive === false ? undefined : "red"} loading={busy} onClick={confirm}>
          {options.confirmLabel}
        </Button>
      </Group>
    </Stack>
  );
}
