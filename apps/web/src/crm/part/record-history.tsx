"use client";

import { Text } from "@mantine/core";
import { ErrorState, LoadingState, Timeline } from "@steward/ui";
import { EventDetails, type EventEntry, EventSentence, eventLook, hasDetails } from "./event-words.tsx";

interface RecordHistoryProps {
  recordId: string;
  /** Of the record's amounts. */
  currency: string;
  query: {
    data: readonly EventEntry[] | undefined;
    isPending: boolean;
    error: unknown;
    refetch: () => unknown;
  };
}

/** What happened to a record, as the audit trail has it. */
export function RecordHistory({ recordId, currency, query }: RecordHistoryProps) {
  if (query.isPending) return <LoadingState lines={4} label="Loading the history" />;
  if (!query.data) return <ErrorState compact error={query.error} onRetry={query.refetch} />;
  if (query.data.length === 0) return <Text size="sm">Nothing yet.</Text>;
  const items = query.data.map((entry) => ({
    id: entry.id,
    ...eventLook(entry),
    at: entry.at,
    title: <EventSentence entry={entry} ownId={recordId} />,
    body: hasDetails(entry) ? <EventDetails entry={entry} currency={currency} /> : null,
  }));
  return <Timeline items={items} label="History" />;
}
