"use client";

import { Modal, Stack, Text } from "@mantine/core";
import type { MessageItem } from "@steward/contracts/messaging/message";
import { DateText, ErrorState, LoadingState } from "@steward/ui";
import { trpc } from "../../trpc/client.tsx";
import { MessageContent } from "./message-content.tsx";

/** What a message said before it was changed, the newest first. */
export function HistoryDialog({ message, onClose }: { message: MessageItem; onClose: () => void }) {
  const query = trpc.messaging.message.history.useQuery({ id: message.id });
  const revisions = [...(query.data ?? [])].sort((one, other) => other.version - one.version);
  return (
    <Modal opened onClose={onClose} title="What it said before" size="lg">
      {query.isPending ? <LoadingState lines={4} label="Loading the history" /> : null}
      {query.isError ? <ErrorState compact error={query.error} onRetry={query.refetch} /> : null}
      <Stack gap="md" component="ol" p={0} m={0} style={{ listStyle: "none" }}>
        {revisions.map(({ version, content, writtenAt }) => (
          <li key={version}>
            <Text size="xs" c="dimmed">
              <DateText value={writtenAt} withTime />
            </Text>
            <MessageContent message={{ content, records: message.records, editedAt: null }} />
          </li>
        ))}
      </Stack>
    </Modal>
  );
}
