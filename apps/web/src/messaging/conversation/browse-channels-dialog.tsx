"use client";

import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue, useMediaQuery } from "@mantine/hooks";
import type { ChannelItem } from "@steward/contracts/messaging/conversation";
import { EmptyState, ErrorState, LoadingState, notifyError } from "@steward/ui";
import { IconHash, IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { trpc } from "../../trpc/client.tsx";
import { useGoTo } from "./use-go-to.ts";

/** The public channels of the organisation, to look into and join. */
export function BrowseChannelsDialog({ onClose }: { onClose: () => void }) {
  const narrow = useMediaQuery("(max-width: 48em)") ?? false;
  const goTo = useGoTo();
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed.trim(), 150);
  const query = trpc.messaging.conversation.browse.useInfiniteQuery(search ? { search } : {}, {
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: (before) => before,
  });
  const join = trpc.messaging.conversation.join.useMutation({ onError: notifyError });
  const open = async (id: string) => {
    await goTo(id);
    onClose();
  };
  const channels = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Modal opened onClose={onClose} title="Channels" size="lg" fullScreen={narrow}>
      <Stack gap="md">
        <TextInput
          data-autofocus
          aria-label="Find a channel"
          placeholder="Find a channel"
          leftSection={<IconSearch size={15} aria-hidden />}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        {query.isPending ? <LoadingState lines={5} label="Loading channels" /> : null}
        {query.isError ? <ErrorState compact error={query.error} onRetry={query.refetch} /> : null}
        {query.isSuccess && channels.length === 0 ? (
          <EmptyState
            compact
            icon={IconHash}
            title={search ? "No channel is called that" : "No channels yet"}
            description="A channel is for a subject that concerns many. Start one with “New conversation”."
          />
        ) : null}
        <Stack gap="sm" component="ul" p={0} m={0} style={{ listStyle: "none" }}>
          {channels.map((channel) => (
            <ChannelRow
              key={channel.id}
              channel={channel}
              busy={join.isPending && join.variables.id === channel.id}
              onOpen={() => open(channel.id)}
              onJoin={() => join.mutate({ id: channel.id }, { onSuccess: () => open(channel.id) })}
            />
          ))}
        </Stack>
        {query.hasNextPage ? (
          <Button variant="subtle" loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
            Show more
          </Button>
        ) : null}
      </Stack>
    </Modal>
  );
}

interface ChannelRowProps {
  channel: ChannelItem;
  busy: boolean;
  onOpen: () => void;
  onJoin: () => void;
}

function ChannelRow({ channel: { name, topic, memberCount, isMember }, busy, onOpen, onJoin }: ChannelRowProps) {
  return (
    <Group component="li" wrap="nowrap" gap="sm">
      <IconHash size={18} stroke={1.6} aria-hidden style={{ flexShrink: 0 }} />
      <Stack gap={0} flex={1} miw={0}>
        <Text size="sm" fw={500} truncate>
          {name}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          {memberCount === 1 ? "1 person" : `${memberCount} people`}
          {topic ? ` · ${topic}` : ""}
        </Text>
      </Stack>
      <Button size="xs" variant="default" aria-label={`Open ${name}`} onClick={onOpen}>
        Open
      </Button>
      {isMember ? null : (
        <Button size="xs" loading={busy} aria-label={`Join ${name}`} onClick={onJoin}>
          Join
        </Button>
      )}
    </Group>
  );
}
