"use client";

import { Text } from "@mantine/core";
import type { MessageItem } from "@steward/contracts/messaging/message";
import { IconPinFilled } from "@tabler/icons-react";
import { type KeyboardEvent, useState } from "react";
import { PresenceAvatar } from "../presence/presence-avatar.tsx";
import classes from "./message.module.css";
import { MessageActions } from "./message-actions.tsx";
import { MessageContent } from "./message-content.tsx";
import { MessageEditor } from "./message-editor.tsx";
import { MessageFiles } from "./message-files.tsx";
import { MessageTime } from "./message-time.tsx";
import { Quote } from "./quote.tsx";
import { Reactions } from "./reactions.tsx";
import { ThreadLink } from "./thread-link.tsx";
import type { MessageDeeds } from "./use-message-deeds.ts";

interface MessageRowProps {
  message: MessageItem;
  /** The author's name stands above already. */
  follows: boolean;
  deeds: MessageDeeds;
  isEdited: boolean;
  isHighlighted: boolean;
  /** The one among all that the Tab key stops at. */
  isStop: boolean;
}

const neighbours: Readonly<Record<string, "previousElementSibling" | "nextElementSibling">> = {
  ArrowUp: "previousElementSibling",
  ArrowDown: "nextElementSibling",
};

/** Up and down go from message to message; what stands between them is passed over. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const way = neighbours[event.key];
  if (!way || event.target !== event.currentTarget) return;
  event.preventDefault();
  let next = event.currentTarget[way];
  while (next && !next.matches("[data-message]")) next = next[way];
  if (next instanceof HTMLElement) next.focus();
}

/** A message with what belongs to it; what can be done with it shows where the mouse, the focus or a finger is. */
export function MessageRow({ message, follows, deeds, isEdited, isHighlighted, isStop }: MessageRowProps) {
  const [hovered, setHovered] = useState(false);
  const [focused, setFocused] = useState(false);
  const [held, setHeld] = useState(false);
  const { author, removedAt, pinnedAt, replyTo, text } = message;
  const isActive = (hovered || focused || held) && !removedAt && !isEdited;
  return (
    <article
      className={classes.row}
      data-message={message.seq}
      data-key={message.clientId}
      data-follows={follows || undefined}
      data-mention={message.isMention || undefined}
      data-highlighted={isHighlighted || undefined}
      data-held={held || undefined}
      tabIndex={isStop ? 0 : -1}
      aria-label={`${author.name}: ${removedAt ? "message removed" : text || "file"}`}
      onKeyDown={walk}
      onMouseEnter={() => setHovered(true)}
      onMouseLeave={() => setHovered(false)}
      // By the keys: a click has the mouse there anyway.
      onFocus={({ target }) => setFocused(target.matches(":focus-visible"))}
      onBlur={({ currentTarget, relatedTarget }) => currentTarget.contains(relatedTarget) || setFocused(false)}
    >
      <div className={classes.gutter}>
        {follows ? (
          <MessageTime at={message.createdAt} className={classes.quietTime} />
        ) : (
          <PresenceAvatar memberId={author.memberId} name={author.name} size={34} />
        )}
      </div>
      <div className={classes.body}>
        {follows ? null : (
          <div className={classes.byline}>
            <Text span size="sm" fw={600}>
              {author.name}
            </Text>
            <MessageTime at={message.createdAt} />
          </div>
        )}
        {pinnedAt ? (
          <Text size="xs" c="dimmed" className={classes.pinned}>
            <IconPinFilled size={12} aria-hidden /> Pinned
          </Text>
        ) : null}
        {replyTo ? <Quote quoted={replyTo} onOpen={() => deeds.jumpTo(replyTo.seq)} /> : null}
        {removedAt ? (
          <Text size="sm" c="dimmed" fs="italic">
            This message was removed
          </Text>
        ) : isEdited ? (
          <MessageEditor message={message} deeds={deeds} />
        ) : (
          <MessageContent message={message} onHistory={() => deeds.showHistory(message)} />
        )}
        {removedAt ? null : <MessageFiles files={message.files} />}
        {removedAt ? null : <Reactions message={message} onReact={deeds.react} />}
        {message.thread && deeds.openThread ? (
          <ThreadLink thread={message.thread} onOpen={() => deeds.openThread?.(message)} />
        ) : null}
      </div>
      {isActive ? <MessageActions message={message} deeds={deeds} onHold={setHeld} /> : null}
    </article>
  );
}
