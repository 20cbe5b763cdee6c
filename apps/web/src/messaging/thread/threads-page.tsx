"use client";

import { Button, Group, SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { useHref } from "@steward/client";
import type { ThreadItem } from "@steward/contracts/messaging/thread";
import { EmptyState, ErrorState, LoadingState, RelativeTime } from "@steward/ui";
import { IconMessageCircle } from "@tabler/icons-react";
import Link from "next/link";
import { useState } from "react";
import { trpc } from "../../trpc/client.tsx";
import { BackToConversations } from "../conversation/back-to-conversations.tsx";
import classes from "../conversation/conversation.module.css";
import messageClasses from "../message/message.module.css";
import { ThreadRoot } from "./thread-root.tsx";

/** The threads somebody follows, those with something new in them first of all to be found. */
export function ThreadsPage() {
  const [only, setOnly] = useState("all");
  const query = trpc.messaging.thread.list.useInfiniteQuery(only === "unread" ? { isUnread: true } : {}, {
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const threads = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section className={classes.page} aria-label="Threads">
      <header className={classes.header}>
        <BackToConversations />
        <Title order={1} size="h4" className={classes.headerText}>
          Threads
        </Title>
        <SegmentedControl
          size="xs"
          aria-label="Which threads"
          data={[
            { value: "all", label: "All" },
            { value: "unread", label: "Unread" },
          ]}
          value={only}
          onChange={setOnly}
        />
      </header>
      <div className={messageClasses.scroller}>
        {query.isPending ? <LoadingState label="Loading threads" /> : null}
        {query.isError ? <ErrorState error={query.error} onRetry={query.refetch} /> : null}
        {query.isSuccess && threads.length === 0 ? (
          <EmptyState
            icon={IconMessageCircle}
            title={only === "unread" ? "You have read everything" : "You follow no threads yet"}
            description="Threads in which you wrote, or which mention you, are collected here."
          />
        ) : null}
        <Stack gap="md" p="md">
          {threads.map((thread) => (
            <ThreadCard key={thread.root.id} thread={thread} />
          ))}
          {query.hasNextPage ? (
            <Button variant="subtle" loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
              Show more
            </Button>
          ) : null}
        </Stack>
      </div>
    </section>
  );
}

function ThreadCard({ thread: { root, conversationTitle, unreadCount } }: { thread: ThreadItem }) {
  const href = useHref();
  const replies = root.thread?.replyCount ?? 0;
  return (
    <article className={classes.card} aria-label={`Thread in ${conversationTitle}`}>
      <Text size="xs" c="dimmed" px="md">
        {conversationTitle}
      </Text>
      <ThreadRoot message={root} />
      <Group gap="xs" px="md">
        <Button
          component={Link}
          href={href(`/messaging/${root.conversationId}?thread=${root.id}`)}
          size="xs"
          variant={unreadCount > 0 ? "filled" : "default"}
        >
          {unreadCount > 0 ? `${unreadCount} new` : replies === 1 ? "1 reply" : `${replies} replies`}
        </Button>
        {root.thread ? (
          <Text size="xs" c="dimmed">
            Last reply <RelativeTime value={root.thread.lastReplyAt} />
          </Text>
        ) : null}
      </Group>
    </article>
  );
}
