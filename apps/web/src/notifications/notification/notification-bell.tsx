"use client";

import { ActionIcon, Button, Indicator, Popover } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useHref } from "@steward/client";
import { maxUnreadCounted } from "@steward/contracts/notifications/notification";
import { EmptyState, ErrorState, LoadingState } from "@steward/ui";
import { IconBell, IconBellCheck, IconSettings } from "@tabler/icons-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect } from "react";
import { trpc } from "../../trpc/client.tsx";
import classes from "./notification-bell.module.css";
import listClasses from "./notification-list.module.css";
import { NotificationRow } from "./notification-row.tsx";
import { useNotificationActions } from "./use-notifications.ts";

/** In the head of every page: how much is new, and what. */
export function NotificationBell() {
  const [opened, { toggle, close }] = useDisclosure(false);
  const pathname = usePathname();
  // Whoever follows a line has arrived.
  useEffect(close, [pathname]);
  const { data } = trpc.notifications.notification.unread.useQuery();
  const unread = data?.unread ?? 0;
  const figure = unread > maxUnreadCounted ? `${maxUnreadCounted}+` : String(unread);
  return (
    <Popover
      opened={opened}
      onDismiss={close}
      position="bottom-end"
      width="min(26rem, calc(100vw - 1rem))"
      trapFocus
      returnFocus
    >
      <Indicator label={figure} size={16} disabled={unread === 0} offset={6} color="red" processing={false}>
        <Popover.Target>
          <ActionIcon
            size="lg"
            onClick={toggle}
            aria-label={unread === 0 ? "Notifications" : `Notifications, ${figure} unread`}
          >
            <IconBell size={19} aria-hidden />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown p={0} aria-label="Notifications">
        {opened ? <Panel hasUnread={unread > 0} onDone={close} /> : null}
      </Popover.Dropdown>
    </Popover>
  );
}

/** As many as fit without scrolling far; the page has them all. */
const shown = 8;

function Panel({ hasUnread, onDone }: { hasUnread: boolean; onDone: () => void }) {
  const href = useHref();
  const list = trpc.notifications.notification.list.useQuery({ box: "inbox", limit: shown });
  const actions = useNotificationActions();
  const items = list.data?.items ?? [];
  return (
    <>
      <div className={classes.head}>
        <h2 className={classes.title}>Notifications</h2>
        <Button
          variant="subtle"
          size="xs"
          disabled={!hasUnread}
          loading={actions.busy}
          onClick={() => actions.markAllRead(items[0])}
        >
          Mark all as read
        </Button>
      </div>
      <div className={classes.panel}>
        {list.isPending ? (
          <LoadingState label="Loading your notifications" />
        ) : list.isError ? (
          <ErrorState compact error={list.error} onRetry={list.refetch} />
        ) : items.length === 0 ? (
          <EmptyState compact icon={IconBellCheck} title="Nothing new" description="What concerns you shows here." />
        ) : (
          <ul className={listClasses.list} aria-label="Latest notifications">
            {items.map((item) => (
              <NotificationRow
                key={item.id}
                item={item}
                onOpen={(opened) => {
                  actions.read(opened);
                  onDone();
                }}
                onToggleRead={actions.toggleRead}
                onArchive={actions.archive}
              />
            ))}
          </ul>
        )}
      </div>
      <div className={classes.foot}>
        <Button component={Link} href={href("/notifications")} variant="subtle" size="xs" onClick={onDone}>
          See all
        </Button>
        <ActionIcon
          component={Link}
          href={href("/notifications/preferences")}
          onClick={onDone}
          aria-label="How you are notified"
        >
          <IconSettings size={17} aria-hidden />
        </ActionIcon>
      </div>
    </>
  );
}
