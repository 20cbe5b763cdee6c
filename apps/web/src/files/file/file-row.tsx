"use client";

import { ActionIcon, Anchor, Box, Group, Stack, Text } from "@mantine/core";
import { useSettings } from "@steward/client";
import { DateText } from "@steward/ui";
import { formatBytes } from "@steward/ui/files";
import { IconAlertTriangle, IconTrash } from "@tabler/icons-react";
import { iconOf } from "./file-icon.ts";
import { failureWords, rejectionWords } from "./file-problems.ts";
import classes from "./file-row.module.css";
import type { FileItem } from "./send-file.ts";
import { useDownload } from "./use-download.ts";

interface FileRowProps {
  file: FileItem;
  /** Missing where the reader may not. */
  onRemove: (() => void) | undefined;
}

/** A file that is there, or that was not kept and why. */
export function FileRow({ file, onRemove }: FileRowProps) {
  const download = useDownload();
  return (
    <Group component="li" wrap="nowrap" gap="sm" align="center">
      <Preview file={file} />
      <Stack gap={0} flex={1} miw={0}>
        {file.status === "rejected" ? (
          <Text size="sm" fw={500} truncate td="line-through">
            {file.name}
          </Text>
        ) : (
          <Anchor
            component="button"
            type="button"
            size="sm"
            fw={500}
            ta="start"
            truncate
            aria-label={`Download ${file.name}`}
            onClick={() => download(file.id)}
          >
            {file.name}
          </Anchor>
        )}
        <Text size="xs" c="dimmed" component="div">
          {formatBytes(file.sizeBytes)} · <DateText value={file.createdAt} /> · {file.uploadedBy}
        </Text>
        <Standing file={file} />
      </Stack>
      {onRemove ? (
        <ActionIcon size="md" variant="subtle" color="gray" aria-label={`Remove ${file.name}`} onClick={onRemove}>
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      ) : null}
    </Group>
  );
}

function Standing({ file: { rejection, processing, progressPercent, failure } }: { file: FileItem }) {
  if (rejection) {
    return (
      <Text size="xs" c="var(--mantine-color-error)">
        {rejectionWords[rejection]}
      </Text>
    );
  }
  if (processing === "waiting" || processing === "running") {
    return (
      <Text size="xs" c="dimmed" role="status">
        Reading its content{progressPercent > 0 ? `, ${progressPercent}%` : ""}
      </Text>
    );
  }
  if (processing !== "failed") return null;
  return (
    <Text size="xs" c="dimmed">
      {failure ? failureWords[failure] : "Its content could not be read"}
    </Text>
  );
}

function Preview({ file: { status, thumbnailUrl, type } }: { file: FileItem }) {
  const { apiUrl } = useSettings();
  if (thumbnailUrl) {
    // The name stands beside it: a second time would be read out for nothing.
    return <img className={classes.preview} src={new URL(thumbnailUrl, apiUrl).href} alt="" loading="lazy" />;
  }
  const Icon = status === "rejected" ? IconAlertTriangle : iconOf(type);
  return (
    <Box className={classes.preview}>
      <Icon size={20} stroke={1.5} aria-hidden />
    </Box>
  );
}
