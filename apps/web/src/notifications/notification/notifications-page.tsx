"use client";

import { Button, Group, Kbd, Paper, SegmentedControl, Select, Text } from "@mantine/core";
import { useHref } from "@steward/client";
import { EmptyState, ErrorState, LoadingState, LoadMore, PageHeader, toPages } from "@steward/ui";
import { IconArchive, IconBellCheck, IconChecks, IconInbox, IconSettings } from "@tabler/icons-react";
import Link from "next/link";
import { useRef, useState } from "react";
import { trpc } from "../../trpc/client.tsx";
import { lookOf, tellingModules } from "./module-looks.ts";
import classes from "./notification-list.module.css";
import { NotificationRow } from "./notification-row.tsx";
import { useInboxKeys } from "./use-inbox-keys.ts";
import { type Box, useNotificationActions } from "./use-notifications.ts";

const boxes: readonly { value: Box; label: string }[] = [
  { value: "inbox", label: "Inbox" },
  { value: "unread", label: "Unread" },
  { value: "archived", label: "Archived" },
];

const nothing = {
  inbox: {
    icon: IconInbox,
    title: "Nothing here yet",
    description: "What others give you, and what becomes of what you have asked for, is told here as it happens.",
  },
  unread: {
    icon: IconBellCheck,
    title: "You have read everything",
    description: "What is new will show here by itself.",
  },
  archived: {
    icon: IconArchive,
    title: "Nothing is archived",
    description: "What you put away is kept here for a year.",
  },
} as const;

/** Everything somebody was told: newest first, to be read, put away and brought back. */
export function NotificationsPage() {
  const href = useHref();
  const [box, setBox] = useState<Box>("inbox");
  const [module, setModule] = useState<string | null>(null);
  const list = trpc.notifications.notification.list.useInfiniteQuery(
    { box, ...(module && { module }) },
    { getNextPageParam: (page) => page.nextCursor },
  );
  const pages = toPages(list);
  const actions = useNotificationActions();
  const root = useRef<HTMLUListElement>(null);
  useInboxKeys(root, { items: pages.items, ...actions });
  const hasUnread = pages.items.some(({ state }) => state === "unread");
  return (
    <>
      <PageHeader
        title="Notifications"
        description="What concerns you, as it happens"
        secondaryActions={
          <Button
            component={Link}
            href={href("/notifications/preferences")}
            variant="default"
            leftSection={<IconSettings size={16} aria-hidden />}
          >
            Preferences
          </Button>
        }
        primaryAction={
          <Button
            leftSection={<IconChecks size={16} aria-hidden />}
            disabled={!hasUnread}
            loading={actions.busy}
            onClick={() => actions.markAllRead(pages.items[0], module ?? undefined)}
          >
            Mark all as read
          </Button>
        }
      />
      <Group justify="space-between" gap="sm">
        <SegmentedControl
          aria-label="Which notifications"
          data={[...boxes]}
          value={box}
          onChange={(next) => setBox(boxes.find(({ value }) => value === next)?.value ?? "inbox")}
        />
        <Select
          aria-label="About"
          placeholder="About everything"
          data={tellingModules.map((value) => ({ value, label: lookOf(value).label }))}
          value={module}
          onChange={setModule}
          clearable
          clearButtonProps={{ "aria-label": "About everything" }}
          w={190}
        />
      </Group>
      <Paper withBorder mt="md" style={{ overflow: "hidden" }} aria-busy={list.isPending}>
        {list.isPending ? (
          <LoadingState label="Loading your notifications" />
        ) : list.isError && pages.items.length === 0 ? (
          <ErrorState error={list.error} onRetry={list.refetch} />
        ) : pages.items.length === 0 ? (
          <EmptyState {...nothing[box]} />
        ) : (
          <ul ref={root} className={classes.list} aria-label="Notifications">
            {pages.items.map((item) => (
              <NotificationRow
                key={item.id}
                item={item}
                onOpen={actions.read}
                onToggleRead={actions.toggleRead}
                onArchive={actions.archive}
              />
            ))}
          </ul>
        )}
      </Paper>
      {pages.items.length > 0 ? (
        <>
          {pages.hasNextPage || list.isError ? <LoadMore pages={pages} label="Notifications" /> : null}
          <Text size="xs" c="dimmed" ta="center" mt="md" visibleFrom="sm">
            <Kbd size="xs">J</Kbd> <Kbd size="xs">K</Kbd> next and previous · <Kbd size="xs">Enter</Kbd> open ·{" "}
            <Kbd size="xs">U</Kbd> read or unread · <Kbd size="xs">E</Kbd> archive
          </Text>
        </>
      ) : null}
    </>
  );
}
