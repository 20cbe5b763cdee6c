"use client";

import { UnstyledButton } from "@mantine/core";
import type { ThreadSummary } from "@steward/contracts/messaging/message";
import { Avatar, RelativeTime } from "@steward/ui";
import classes from "./message.module.css";

/** Under a message: who has replied to it in a thread, and how often. */
export function ThreadLink({ thread, onOpen }: { thread: ThreadSummary; onOpen: () => void }) {
  const { people, replyCount, lastReplyAt } = thread;
  return (
    <UnstyledButton className={classes.thread} onClick={onOpen}>
      <span className={classes.faces}>
        {people.map(({ memberId, name }) => (
          <Avatar key={memberId} name={name} size={20} />
        ))}
      </span>
      <b>{replyCount === 1 ? "1 reply" : `${replyCount} replies`}</b>
      <span className={classes.threadTime}>
        <RelativeTime value={lastReplyAt} />
      </span>
    </UnstyledButton>
  );
}
