"use client";

import { Alert, Button, Group, Modal, Stack, Text } from "@mantine/core";
import { CopyText, DateText } from "@steward/ui";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { RouterOutputs } from "../trpc/client.tsx";

export type NewKey = RouterOutputs["org"]["apiKey"]["create"] & { name: string };

/** The key itself, this once: it closes by its button only. */
export function NewKeySecret({ made, onClose }: { made: NewKey; onClose: () => void }) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={made.name}
      size="lg"
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <Stack gap="md">
        <Alert color="orange" icon={<IconAlertTriangle size={16} aria-hidden />}>
          Copy the key now. It is kept nowhere, and will not be shown again.
        </Alert>
        <CopyText value={made.key} label="API key" />
        <Text size="sm" c="dimmed">
          Programs send it as <code>Authorization: Bearer …</code>. It ends on <DateText value={made.expiresAt} />.
        </Text>
        <Group justify="flex-end">
          <Button onClick={onClose}>I have copied it</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
