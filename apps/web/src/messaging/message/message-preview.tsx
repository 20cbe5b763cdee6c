"use client";

import { Stack, Text, UnstyledButton } from "@mantine/core";
import type { Person } from "@steward/contracts/messaging/conversation";
import { Avatar, RelativeTime } from "@steward/ui";
import type { ReactNode } from "react";
import classes from "./message.module.css";

interface MessagePreviewProps {
  author: Person;
  createdAt: Date;
  text: ReactNode;
  /** Where it was said, if that is not plain. */
  where?: string | undefined;
  onOpen: () => void;
}

/** A message in a list of found ones; leads to where it was said. */
export function MessagePreview({ author, createdAt, text, where, onOpen }: MessagePreviewProps) {
  return (
    <UnstyledButton className={classes.preview} onClick={onOpen}>
      <Avatar name={author.name} size={28} />
      <Stack gap={0} flex={1} miw={0}>
        <Text size="xs" c="dimmed" component="span">
          <Text span inherit fw={600} c="var(--mantine-color-text)">
            {author.name}
          </Text>{" "}
          {where ? `in ${where} · ` : ""}
          <RelativeTime value={createdAt} />
        </Text>
        <Text size="sm" lineClamp={3} component="span">
          {text}
        </Text>
      </Stack>
    </UnstyledButton>
  );
}
