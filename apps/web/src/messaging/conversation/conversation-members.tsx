"use client";

import { Button, Group, Stack, Text } from "@mantine/core";
import type { ConversationItem } from "@steward/contracts/messaging/conversation";
import { ErrorState, LoadingState, notifyError, SectionCard } from "@steward/ui";
import { useState } from "react";
import { trpc } from "../../trpc/client.tsx";
import { useWatchPresence } from "../presence/use-presence.ts";
import { MemberPicker } from "./member-picker.tsx";
import { MemberRow } from "./member-row.tsx";

interface ConversationMembersProps {
  conversation: ConversationItem;
  /** Whether the reader may change who is in it. */
  runs: boolean;
}

/** Who is in a conversation; its owners add and remove. */
export function ConversationMembers({ conversation: { id, kind, role, memberCount }, runs }: ConversationMembersProps) {
  const utils = trpc.useUtils();
  const [chosen, setChosen] = useState<string[]>([]);
  const query = trpc.messaging.member.list.useInfiniteQuery(
    { id },
    { getNextPageParam: ({ nextCursor }) => nextCursor },
  );
  const add = trpc.messaging.member.add.useMutation({
    onSuccess: () => {
      setChosen([]);
      return utils.messaging.invalidate();
    },
    onError: notifyError,
  });
  const members = query.data?.pages.flatMap(({ items }) => items) ?? [];
  useWatchPresence(members.map(({ memberId }) => memberId));
  const mayAdd = kind !== "direct" && (runs || role !== null);
  return (
    <SectionCard title="People" count={memberCount}>
      <Stack gap="sm">
        {mayAdd ? (
          <Group align="flex-end" gap="xs" wrap="nowrap">
            <div style={{ flex: 1, minWidth: 0 }}>
              <MemberPicker
                label="Add people"
                value={chosen}
                onChange={setChosen}
                without={new Set(members.map(({ memberId }) => memberId))}
              />
            </div>
            <Button
              disabled={chosen.length === 0}
              loading={add.isPending}
              onClick={() => add.mutate({ id, memberIds: chosen })}
            >
              Add
            </Button>
          </Group>
        ) : null}
        {query.isPending ? <LoadingState lines={3} label="Loading people" /> : null}
        {query.isError ? <ErrorState compact error={query.error} onRetry={query.refetch} /> : null}
        <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: "none" }}>
          {members.map((member) => (
            <MemberRow key={member.memberId} conversationId={id} member={member} runs={runs} />
          ))}
        </Stack>
        {query.hasNextPage ? (
          <Button
            variant="subtle"
            size="compact-sm"
            loading={query.isFetchingNextPage}
            onClick={() => query.fetchNextPage()}
          >
            Show more
          </Button>
        ) : null}
        {query.isSuccess && members.length === 0 ? (
          <Text size="sm" c="dimmed">
            Nobody is here any more.
          </Text>
        ) : null}
      </Stack>
    </SectionCard>
  );
}
