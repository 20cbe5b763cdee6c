"use client";

import type { MessageItem } from "@steward/contracts/messaging/message";
import classes from "./message.module.css";
import { MessageTime } from "./message-time.tsx";
import { noticeWords } from "./notice-words.ts";

/** What happened to the conversation, between what was said in it: nothing can be done with it. */
export function NoticeRow({ message }: { message: MessageItem }) {
  return (
    <div className={classes.notice} data-key={message.clientId}>
      {noticeWords(message)} <MessageTime at={message.createdAt} />
    </div>
  );
}
