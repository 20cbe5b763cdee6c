"use client";

import { Button, Group } from "@mantine/core";
import { EmptyState, ErrorState, LoadingState, Timeline } from "@steward/ui";
import { IconHistory } from "@tabler/icons-react";
import { trpc } from "../../trpc/client.tsx";
import type { ActivityTarget } from "./activity-composer.tsx";
import { activityItem } from "./activity-item.tsx";

/** What was said and done with one record, newest first. */
export function RecordActivities({ filter }: { filter: ActivityTarget }) {
  const query = trpc.crm.activity.list.useInfiniteQuery(
    { filter, sort: { field: "occursAt", direction: "desc" }, limit: 30 },
    { getNextPageParam: (page) => page.nextCursor },
  );
  if (query.isPending) return <LoadingState lines={6} label="Loading activities" />;
  if (query.isError) return <ErrorState compact error={query.error} onRetry={query.refetch} />;
  const items = query.data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    return (
      <EmptyState
        compact
        icon={IconHistory}
        title="Nothing logged yet"
        description="Log the first call, e-mail, meeting or note above."
      />
    );
  }
  return (
    <>
      <Timeline items={items.map((item) => activityItem(item, filter))} label="Activities" />
      {query.hasNextPage ? (
        <Group justify="center" mt="md">
          <Button
            variant="default"
            size="xs"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            Show earlier
          </Button>
        </Group>
      ) : null}
    </>
  );
}
