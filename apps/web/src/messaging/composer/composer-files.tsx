"use client";

import { ActionIcon, Group, Text } from "@mantine/core";
import { IconPaperclip, IconX } from "@tabler/icons-react";
import { UploadRow } from "../../files/file/upload-row.tsx";
import classes from "./composer.module.css";
import type { useComposerFiles } from "./use-composer-files.ts";

/** What will hang on the message, and how far each file is. */
export function ComposerFiles({ files }: { files: ReturnType<typeof useComposerFiles> }) {
  const { uploads, ready, pause, resume, cancel, remove } = files;
  if (uploads.length === 0 && ready.length === 0) return null;
  return (
    <ul className={classes.files} aria-label="Files of this message">
      {ready.map(({ id, name }) => (
        <Group key={id} component="li" gap="xs" wrap="nowrap">
          <IconPaperclip size={15} aria-hidden />
          <Text size="sm" truncate flex={1}>
            {name}
          </Text>
          <ActionIcon size="sm" aria-label={`Remove ${name}`} onClick={() => remove(id)}>
            <IconX size={14} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      {uploads.map((upload) => (
        <UploadRow key={upload.key} upload={upload} pause={pause} resume={resume} cancel={cancel} />
      ))}
    </ul>
  );
}
