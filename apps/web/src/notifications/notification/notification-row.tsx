"use client";

import { ActionIcon, Tooltip, VisuallyHidden } from "@mantine/core";
import { RelativeTime } from "@steward/ui";
import { IconArchive, IconArchiveOff, IconMail, IconMailOpened } from "@tabler/icons-react";
import Link from "next/link";
import { lookOf, moduleOf } from "./module-looks.ts";
import classes from "./notification-list.module.css";
import { type NotificationItem, useNotificationHref } from "./use-notifications.ts";

interface NotificationRowProps {
  item: NotificationItem;
  onOpen: (item: NotificationItem) => void;
  onToggleRead: (item: NotificationItem) => void;
  onArchive: (item: NotificationItem) => void;
}

/** One thing somebody was told: the line leads there and so reads it; what else can be done stands at its end. */
export function NotificationRow({ item, onOpen, onToggleRead, onArchive }: NotificationRowProps) {
  const hrefOf = useNotificationHref();
  const { icon: Icon } = lookOf(moduleOf(item.name));
  const unread = item.state === "unread";
  const archived = item.state === "archived";
  const open = { className: classes.link, href: hrefOf(item), onClick: () => onOpen(item), "data-row-link": true };
  const words = (
    <>
      {unread ? <VisuallyHidden>Unread: </VisuallyHidden> : null}
      {item.title}
    </>
  );
  return (
    <li className={unread ? `${classes.item} ${classes.unread}` : classes.item} data-row-id={item.id}>
      <span className={classes.icon}>
        <Icon size={17} stroke={1.7} aria-hidden />
      </span>
      <div className={classes.words}>
        {item.site === "web" ? <Link {...open}>{words}</Link> : <a {...open}>{words}</a>}
        {item.body ? <span className={classes.body}>{item.body}</span> : null}
        <span className={classes.time}>
          <RelativeTime value={item.occurredAt} />
        </span>
      </div>
      <div className={classes.actions}>
        {archived ? null : (
          <RowAction
            label={unread ? "Mark as read" : "Mark as unread"}
            about={item.title}
            icon={unread ? IconMailOpened : IconMail}
            onClick={() => onToggleRead(item)}
          />
        )}
        <RowAction
          label={archived ? "Move to inbox" : "Archive"}
          about={item.title}
          icon={archived ? IconArchiveOff : IconArchive}
          onClick={() => onArchive(item)}
        />
      </div>
    </li>
  );
}

interface RowActionProps {
  label: string;
  about: string;
  icon: typeof IconArchive;
  onClick: () => void;
}

function RowAction({ label, about, icon: Icon, onClick }: RowActionProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon size="lg" onClick={onClick} aria-label={`${label}: ${about}`}>
        <Icon size={17} stroke={1.7} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
