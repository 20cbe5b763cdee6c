"use client";

import { Text, UnstyledButton, VisuallyHidden } from "@mantine/core";
import { useSettings } from "@steward/client";
import type { MessageFile } from "@steward/contracts/messaging/message";
import { formatBytes } from "@steward/ui/files";
import { iconOf } from "../../files/file/file-icon.ts";
import { useDownload } from "../../files/file/use-download.ts";
import classes from "./message.module.css";

/** What hangs on a message, each a way to have it. Pictures show themselves. */
export function MessageFiles({ files }: { files: readonly MessageFile[] }) {
  const { apiUrl } = useSettings();
  const download = useDownload();
  if (files.length === 0) return null;
  return (
    <ul className={classes.files}>
      {files.map(({ id, name, sizeBytes, type, thumbnailUrl }) => {
        const Icon = iconOf(type);
        const words = (
          <span className={classes.fileText}>
            <Text span size={thumbnailUrl ? "xs" : "sm"} fw={500} truncate display="block">
              {name}
            </Text>
            <Text span size="xs" c="dimmed">
              {formatBytes(sizeBytes)}
            </Text>
          </span>
        );
        return (
          <li key={id}>
            <UnstyledButton
              className={thumbnailUrl ? classes.picture : classes.file}
              title={name}
              onClick={() => download(id)}
            >
              <VisuallyHidden component="span">Download </VisuallyHidden>
              {thumbnailUrl ? (
                <img src={new URL(thumbnailUrl, apiUrl).href} alt="" loading="lazy" />
              ) : (
                <Icon size={22} stroke={1.5} aria-hidden />
              )}
              {words}
            </UnstyledButton>
          </li>
        );
      })}
    </ul>
  );
}
