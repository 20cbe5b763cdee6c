"use client";

import { Button, Paper, Text } from "@mantine/core";
import { deviceName } from "@steward/client";
import { EmptyState, ErrorState, LoadingState, PageHeader, RelativeTime, toPages } from "@steward/ui";
import { IconHistory } from "@tabler/icons-react";
import { trpc } from "../trpc/client.tsx";
import { eventWords } from "./event-words.ts";
import classes from "./row.module.css";

const pageSize = 25;

/** What happened to the person's access, newest first. */
export function ActivityPage() {
  const query = trpc.user.securityEvent.list.useInfiniteQuery(
    { limit: pageSize },
    { getNextPageParam: (page) => page.nextCursor },
  );
  const { items } = toPages(query);
  return (
    <>
      <PageHeader
        title="Security activity"
        description="Sign-ins and changes to how you sign in. Something that was not you? Change your password."
      />
      <Paper withBorder mt="md">
        {query.isPending ? (
          <LoadingState label="Loading your security activity" />
        ) : query.isError ? (
          <ErrorState error={query.error} onRetry={query.refetch} />
        ) : items.length === 0 ? (
          <EmptyState icon={IconHistory} title="Nothing yet" description="Your next sign-in will stand here." />
        ) : (
          <ol style={{ margin: 0, padding: 0, listStyle: "none" }} aria-label="Security activity">
            {items.map(({ id, name, createdAt, clientAddress, userAgent, actorName }) => {
              const { words, icon: Icon } = eventWords(name);
              return (
                <li key={id} className={classes.row}>
                  <Icon size={20} stroke={1.6} aria-hidden className={classes.icon} />
                  <div className={classes.words}>
                    <span className={classes.title}>{words}</span>
                    <Text size="sm" c="dimmed" component="div">
                      <RelativeTime value={createdAt} />
                      {actorName ? ` · by ${actorName}` : null}
                      {` · ${deviceName(userAgent)}`}
                      {clientAddress ? ` · ${clientAddress}` : null}
                    </Text>
                  </div>
                </li>
              );
            })}
          </ol>
        )}
      </Paper>
      {query.hasNextPage ? (
        <Button variant="default" mt="md" loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          Show older
        </Button>
      ) : null}
    </>
  );
}
