"use client";

import { ActionIcon, Group, Progress, Stack, Text } from "@mantine/core";
import { formatBytes } from "@steward/ui/files";
import { IconRefresh, IconX } from "@tabler/icons-react";
import type { Upload } from "./use-uploads.ts";

interface UploadRowProps {
  upload: Upload;
  onRetry: () => void;
  onCancel: () => void;
}

/** A file on its way up. */
export function UploadRow({ upload, onRetry, onCancel }: UploadRowProps) {
  const { file, state, sentBytes, problem } = upload;
  const percent = Math.min(100, (sentBytes / file.size) * 100);
  return (
    <Stack gap={4} component="li">
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text size="sm" fw={500} truncate>
          {file.name}
        </Text>
        <Group gap={4} wrap="nowrap">
          {state === "failed" ? (
            <ActionIcon size="sm" aria-label={`Try ${file.name} again`} onClick={onRetry}>
              <IconRefresh size={14} aria-hidden />
            </ActionIcon>
          ) : null}
          {state === "checking" ? null : (
            <ActionIcon
              size="sm"
              aria-label={state === "failed" ? `Dismiss ${file.name}` : `Cancel ${file.name}`}
              onClick={onCancel}
            >
              <IconX size={14} aria-hidden />
            </ActionIcon>
          )}
        </Group>
      </Group>
      {state === "failed" ? (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {problem}
        </Text>
      ) : (
        <>
          <Progress value={percent} size="sm" animated={state === "checking"} aria-label={`Uploading ${file.name}`} />
          <Text size="xs" c="dimmed">
            {words[state](formatBytes(sentBytes), formatBytes(file.size))}
          </Text>
        </>
      )}
    </Stack>
  );
}

const words = {
  waiting: (_sent: string, whole: string) => `Waiting, ${whole}`,
  sending: (sent: string, whole: string) => `${sent} of ${whole}`,
  checking: (_sent: string, whole: string) => `Checking ${whole}`,
};
