"use client";

import { Button, Group, Text } from "@mantine/core";
import {
  EmptyState,
  ErrorState,
  LoadingState,
  notifyError,
  notifySuccess,
  Timeline,
  type TimelineItem,
} from "@steward/ui";
import { IconHistory } from "@tabler/icons-react";
import { useMay, useTenant } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { activityItem } from "../activity/activity-item.tsx";
import { EventDetails, type EventEntry, EventSentence, eventLook, hasDetails } from "../part/event-words.tsx";

/** All that happened with the account, newest first. */
export function AccountTimeline({ accountId }: { accountId: string }) {
  const query = trpc.crm.account.timeline.useInfiniteQuery(
    { id: accountId },
    { getNextPageParam: (page) => page.nextCursor },
  );
  const undo = useUndoMerge();
  const { currency } = useTenant();
  const entries = query.data?.pages.flatMap((page) => page.items) ?? [];
  const undone = new Set(
    entries.flatMap((entry) =>
      entry.type === "event" && entry.name === "crm.account.mergeUndone" ? [entry.payload.mergeId] : [],
    ),
  );
  if (query.isPending) return <LoadingState lines={8} label="Loading what happened" />;
  if (query.isError) return <ErrorState compact error={query.error} onRetry={query.refetch} />;
  if (entries.length === 0) {
    return (
      <EmptyState compact icon={IconHistory} title="Nothing yet" description="Calls, notes and changes stand here." />
    );
  }
  const items = entries.map((entry): TimelineItem => {
    if (entry.type === "activity") return activityItem(entry.activity, { accountId });
    const { mergeId } = entry.payload;
    const canUndo = entry.name === "crm.account.merged" && typeof mergeId === "string" && !undone.has(mergeId);
    return eventItem(entry, accountId, currency, canUndo && undo ? () => undo(mergeId) : undefined);
  });
  return (
    <>
      <Timeline items={items} label="What happened" />
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
      ) : (
        <Text size="xs" c="dimmed" ta="center" mt="md">
          This is where it began
        </Text>
      )}
    </>
  );
}

function eventItem(entry: EventEntry, ownId: string, currency: string, onUndo: (() => void) | undefined): TimelineItem {
  return {
    id: entry.id,
    ...eventLook(entry),
    at: entry.at,
    title: <EventSentence entry={entry} ownId={ownId} />,
    body: hasDetails(entry) ? <EventDetails entry={entry} currency={currency} /> : null,
    actions: onUndo ? (
      <Button size="compact-xs" variant="default" onClick={onUndo}>
        Undo merge
      </Button>
    ) : null,
  };
}

/** Takes a merge back; undefined for those who may not. */
export function useUndoMerge(): ((mergeId: string) => void) | undefined {
  const may = useMay();
  const utils = trpc.useUtils();
  const undo = trpc.crm.account.undoMerge.useMutation({
    onSuccess: async () => {
      await utils.crm.invalidate();
      notifySuccess("Merge undone: the accounts are as they were");
    },
    onError: notifyError,
  });
  return may("crm.account.merge") ? (mergeId) => undo.mutate({ mergeId }) : undefined;
}
