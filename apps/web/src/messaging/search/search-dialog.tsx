"use client";

import { Modal, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue, useMediaQuery } from "@mantine/hooks";
import { useHref } from "@steward/client";
import type { MessageHit } from "@steward/contracts/messaging/message";
import { ErrorState, LoadingState } from "@steward/ui";
import { IconSearch } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { trpc } from "../../trpc/client.tsx";
import { MessagePreview } from "../message/message-preview.tsx";
import { marked } from "./marked.tsx";

interface SearchDialogProps {
  /** Only what was said there. */
  within?: { id: string; title: string };
  /** Goes to a message without leaving the conversation. */
  onJump?: (seq: number) => void;
  onClose: () => void;
}

const shown = 30;

/** Finds what was said, and goes to where it was. */
export function SearchDialog({ within, onJump, onClose }: SearchDialogProps) {
  const narrow = useMediaQuery("(max-width: 48em)") ?? false;
  const href = useHref();
  const router = useRouter();
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed.trim(), 200);
  const query = trpc.messaging.message.search.useQuery(
    { query: search, limit: shown, ...(within ? { conversationId: within.id } : {}) },
    { enabled: search !== "", placeholderData: (before) => before },
  );
  const open = ({ conversationId, seq, threadRootId }: MessageHit) => {
    onClose();
    if (onJump && !threadRootId) return onJump(seq);
    router.push(href(`/messaging/${conversationId}?${threadRootId ? `thread=${threadRootId}` : `at=${seq}`}`));
  };
  const hits = search === "" ? [] : (query.data ?? []);
  return (
    <Modal
      opened
      onClose={onClose}
      title={within ? `Search in ${within.title}` : "Search messages"}
      size="lg"
      fullScreen={narrow}
    >
      <Stack gap="sm">
        <TextInput
          data-autofocus
          aria-label="Search"
          placeholder="What was said"
          leftSection={<IconSearch size={15} aria-hidden />}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <div role="status">
          {search !== "" && query.isSuccess && hits.length === 0 ? (
            <Text size="sm" c="dimmed" ta="center" py="lg">
              Nothing was said about “{search}”
            </Text>
          ) : null}
        </div>
        {search !== "" && query.isPending ? <LoadingState lines={4} label="Searching" /> : null}
        {query.isError ? <ErrorState compact error={query.error} onRetry={query.refetch} /> : null}
        <Stack gap={4}>
          {hits.map((hit) => (
            <MessagePreview
              key={hit.id}
              author={hit.author}
              createdAt={hit.createdAt}
              text={marked(hit.text, search)}
              where={within ? undefined : hit.conversationTitle}
              onOpen={() => open(hit)}
            />
          ))}
        </Stack>
      </Stack>
    </Modal>
  );
}
