"use client";

import { Loader, VisuallyHidden } from "@mantine/core";
import { useHref, useTenantPathname } from "@steward/client";
import { type ConversationItem, maxUnread } from "@steward/contracts/messaging/conversation";
import { IconBellOff, IconPencil } from "@tabler/icons-react";
import Link, { useLinkStatus } from "next/link";
import { ConversationSign } from "../conversation/conversation-sign.tsx";
import classes from "./frame.module.css";

/** `99+` where nobody counts any more. */
export const countText = (count: number): string => (count >= maxUnread ? `${maxUnread - 1}+` : String(count));

/** A conversation in the list: what it is, whether anything in it is new, whether it is for the reader. */
export function ConversationLink({ conversation }: { conversation: ConversationItem }) {
  const href = useHref();
  const path = `/messaging/${conversation.id}`;
  const isHere = useTenantPathname() === path;
  const { title, unreadCount, mentionCount, isMuted, draftText } = conversation;
  return (
    <li>
      <Link
        href={href(path)}
        className={classes.link}
        aria-current={isHere ? "page" : undefined}
        data-unread={(unreadCount > 0 && !isMuted) || mentionCount > 0 || undefined}
      >
        <span className={classes.sign}>
          <ConversationSign conversation={conversation} size={20} />
        </span>
        <span className={classes.title}>{title}</span>
        <span className={classes.tail}>
          <Opening />
          {draftText && !isHere ? <IconPencil size={13} stroke={1.7} role="img" aria-label="Draft" /> : null}
          {isMuted ? <IconBellOff size={13} stroke={1.7} role="img" aria-label="Muted" /> : null}
          {mentionCount > 0 ? (
            <span className={classes.mentions}>
              {countText(mentionCount)}
              <VisuallyHidden> mentions of you</VisuallyHidden>
            </span>
          ) : unreadCount > 0 && !isMuted ? (
            <span className={classes.count}>
              {countText(unreadCount)}
              <VisuallyHidden> unread</VisuallyHidden>
            </span>
          ) : null}
        </span>
      </Link>
    </li>
  );
}

/** On a slow line: that the press was noticed. */
function Opening() {
  const { pending } = useLinkStatus();
  return pending ? <Loader size={12} className={classes.opening} aria-hidden /> : null;
}
