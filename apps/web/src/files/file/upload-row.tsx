"use client";

import { ActionIcon, Group, Progress, Stack, Text } from "@mantine/core";
import { useNetwork } from "@mantine/hooks";
import { formatBytes } from "@steward/ui/files";
import { IconPlayerPause, IconPlayerPlay, IconRefresh, IconX } from "@tabler/icons-react";
import type { Upload } from "./use-uploads.ts";

interface UploadRowProps {
  upload: Upload;
  pause: (key: string) => void;
  resume: (key: string) => void;
  cancel: (key: string) => void;
}

/** A file on its way up: how far it is, held and gone on with, or why it failed. */
export function UploadRow({ upload, pause, resume, cancel }: UploadRowProps) {
  const { key, file, state, sentBytes, problem } = upload;
  const percent = file.size === 0 ? 0 : Math.min(100, (sentBytes / file.size) * 100);
  return (
    <Stack gap={4} component="li">
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text size="sm" fw={500} truncate title={file.name}>
          {file.name}
        </Text>
        <Group gap={4} wrap="nowrap">
          {state === "failed" ? (
            <ActionIcon size="sm" aria-label={`Try ${file.name} again`} title="Try again" onClick={() => resume(key)}>
              <IconRefresh size={14} aria-hidden />
            </ActionIcon>
          ) : null}
          {state === "sending" || state === "paused" ? (
            <HoldButton
              name={file.name}
              isHeld={state === "paused"}
              pause={() => pause(key)}
              resume={() => resume(key)}
            />
          ) : null}
          {state === "checking" ? null : (
            <ActionIcon
              size="sm"
              aria-label={state === "failed" ? `Dismiss ${file.name}` : `Cancel ${file.name}`}
              title={state === "failed" ? "Dismiss" : "Cancel"}
              onClick={() => cancel(key)}
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
          <Progress
            value={percent}
            size="sm"
            color={state === "paused" ? "gray" : undefined}
            animated={state === "checking"}
            aria-label={`Uploading ${file.name}`}
          />
          <UploadWords upload={upload} percent={percent} />
        </>
      )}
    </Stack>
  );
}

interface HoldButtonProps {
  name: string;
  isHeld: boolean;
  pause: () => void;
  resume: () => void;
}

/** One button for both, so that the focus stays where it was pressed. */
function HoldButton({ name, isHeld, pause, resume }: HoldButtonProps) {
  const Icon = isHeld ? IconPlayerPlay : IconPlayerPause;
  const verb = isHeld ? "Resume" : "Pause";
  return (
    <ActionIcon size="sm" aria-label={`${verb} ${name}`} title={verb} onClick={isHeld ? resume : pause}>
      <Icon size={14} aria-hidden />
    </ActionIcon>
  );
}

function UploadWords({ upload: { file, state, sentBytes }, percent }: { upload: Upload; percent: number }) {
  const { online } = useNetwork();
  const whole = formatBytes(file.size);
  const done = `${formatBytes(sentBytes)} of ${whole}`;
  const words = {
    waiting: `Waiting, ${whole}`,
    sending: online ? `${done}, ${Math.floor(percent)}%` : `Waiting for the connection, ${done}`,
    paused: `Paused at ${done}`,
    checking: `Checking ${whole}`,
    failed: "",
  };
  return (
    <Text size="xs" c="dimmed">
      {words[state]}
    </Text>
  );
}
