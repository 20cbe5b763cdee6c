"use client";

import { Drawer, Stack } from "@mantine/core";
import { EmptyState, ErrorState, LoadingState } from "@steward/ui";
import { IconPin } from "@tabler/icons-react";
import { trpc } from "../../trpc/client.tsx";
import { MessagePreview } from "./message-preview.tsx";

interface PinsDrawerProps {
  conversationId: string;
  onJump: (seq: number) => void;
  onClose: () => void;
}

/** What somebody wants everybody to find again. */
export function PinsDrawer({ conversationId, onJump, onClose }: PinsDrawerProps) {
  const query = trpc.messaging.message.pins.useQuery({ conversationId });
  return (
    <Drawer opened onClose={onClose} title="Pinned messages">
      {query.isPending ? <LoadingState lines={4} label="Loading pinned messages" /> : null}
      {query.isError ? <ErrorState compact error={query.error} onRetry={query.refetch} /> : null}
      {query.data?.length === 0 ? (
        <EmptyState
          compact
          icon={IconPin}
          title="Nothing is pinned"
          description="Pin what everybody here should find again: “Pin” in the menu of a message."
        />
      ) : null}
      <Stack gap={4}>
        {query.data?.map(({ id, seq, author, createdAt, text }) => (
          <MessagePreview
            key={id}
            author={author}
            createdAt={createdAt}
            text={text || "File"}
            onOpen={() => onJump(seq)}
          />
        ))}
      </Stack>
    </Drawer>
  );
}
