"use client";

import { Button, SegmentedControl, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { type WorkBucket, workBuckets } from "@steward/contracts/projects/task-views";
import { EmptyState, ErrorState, LoadingState, LoadMore, PageHeader, SectionCard, toPages } from "@steward/ui";
import { IconCalendarShare, IconChecklist } from "@tabler/icons-react";
import { useState } from "react";
import { useMay } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { CalendarFeedDialog } from "../port/calendar-feed-dialog.tsx";
import { TaskLines } from "../task/task-lines.tsx";

const bucketLabels: Record<WorkBucket, string> = {
  overdue: "Overdue",
  today: "Today",
  upcoming: "Later",
  undated: "No day",
  done: "Done",
};

const emptyWords: Record<WorkBucket, string> = {
  overdue: "Nothing is overdue.",
  today: "Nothing is due today.",
  upcoming: "Nothing is due later.",
  undated: "Every task of yours has a day.",
  done: "Nothing is done yet.",
};

/** What is the reader's own to do, in all projects, by when it is due. */
export function MyWorkPage() {
  const [past, setPast] = useState<"open" | "done">("open");
  const [isSharing, feed] = useDisclosure(false);
  const may = useMay();
  const counts = trpc.projects.task.mineCounts.useQuery();
  const buckets = workBuckets.filter((bucket) => (bucket === "done") === (past === "done"));
  const open = counts.data ? buckets.reduce((sum, bucket) => sum + counts.data[bucket], 0) : undefined;
  return (
    <>
      <PageHeader
        title="My work"
        description="Tasks that were given to you, in all projects"
        secondaryActions={
          <>
            <SegmentedControl
              aria-label="Which tasks"
              value={past}
              onChange={setPast}
              data={[
                { value: "open", label: "Open" },
                { value: "done", label: "Done" },
              ]}
            />
            {may("projects.feed.write") ? (
              <Button variant="default" leftSection={<IconCalendarShare size={16} aria-hidden />} onClick={feed.open}>
                Calendar feed
              </Button>
            ) : null}
          </>
        }
      />
      {isSharing ? <CalendarFeedDialog projectId={null} onClose={feed.close} /> : null}
      {counts.isPending ? <LoadingState lines={8} label="Loading your tasks" /> : null}
      {counts.isError ? <ErrorState error={counts.error} onRetry={counts.refetch} /> : null}
      {open === 0 ? (
        <EmptyState
          icon={IconChecklist}
          title={past === "open" ? "Nothing to do" : "Nothing done yet"}
          description={past === "open" ? "Tasks show up here when somebody gives them to you." : undefined}
        />
      ) : null}
      <Stack gap="md">
        {counts.data && open !== 0
          ? buckets.map((bucket) => <Bucket key={bucket} bucket={bucket} count={counts.data[bucket]} />)
          : null}
      </Stack>
    </>
  );
}

function Bucket({ bucket, count }: { bucket: WorkBucket; count: number }) {
  const query = trpc.projects.task.mine.useInfiniteQuery(
    { bucket, limit: 50 },
    { getNextPageParam: (page) => page.nextCursor, enabled: count > 0 },
  );
  const pages = toPages(query);
  return (
    <SectionCard title={bucketLabels[bucket]} count={count}>
      {count === 0 ? (
        <Text size="sm" c="dimmed">
          {emptyWords[bucket]}
        </Text>
      ) : null}
      {count > 0 && query.isPending ? <LoadingState lines={3} label={`Loading ${bucketLabels[bucket]}`} /> : null}
      {query.isError ? <ErrorState compact error={query.error} onRetry={query.refetch} /> : null}
      {count > 0 ? <TaskLines tasks={pages.items} withProject /> : null}
      {query.hasNextPage ? <LoadMore pages={{ ...pages, total: count }} label={bucketLabels[bucket]} /> : null}
    </SectionCard>
  );
}
