"use client";

import { Text } from "@mantine/core";
import type { MessageItem } from "@steward/contracts/messaging/message";
import { Avatar } from "@steward/ui";
import classes from "../message/message.module.css";
import { MessageContent } from "../message/message-content.tsx";
import { MessageFiles } from "../message/message-files.tsx";
import { MessageTime } from "../message/message-time.tsx";

/** The message a thread hangs on, above its replies. */
export function ThreadRoot({ message }: { message: MessageItem }) {
  const { author, createdAt, removedAt, files } = message;
  return (
    <div className={classes.row}>
      <div className={classes.gutter}>
        <Avatar name={author.name} size={34} />
      </div>
      <div className={classes.body}>
        <div className={classes.byline}>
          <Text span size="sm" fw={600}>
            {author.name}
          </Text>
          <MessageTime at={createdAt} />
        </div>
        {removedAt ? (
          <Text size="sm" c="dimmed" fs="italic">
            This message was removed
          </Text>
        ) : (
          <>
            <MessageContent message={message} />
            <MessageFiles files={files} />
          </>
        )}
      </div>
    </div>
  );
}
