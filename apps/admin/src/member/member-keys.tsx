"use client";

import { Group, Stack, Text } from "@mantine/core";
import { ErrorState, LoadingState, RelativeTime, SectionCard } from "@steward/ui";
import { KeyStateBadge } from "../api-key/key-state.tsx";
import { RevokeButton } from "../api-key/revoke-button.tsx";
import { trpc } from "../trpc/client.tsx";

/** The keys a member made, for whoever looks after everybody's. */
export function MemberKeys({ memberId }: { memberId: string }) {
  const keys = trpc.org.apiKey.list.useQuery({ filter: { memberId }, limit: 100 });
  return (
    <SectionCard title="API keys" count={keys.data?.items.length}>
      {keys.isPending ? <LoadingState lines={2} /> : null}
      {keys.isError ? <ErrorState compact error={keys.error} onRetry={keys.refetch} /> : null}
      {keys.data?.items.length === 0 ? (
        <Text size="sm" c="dimmed">
          None.
        </Text>
      ) : null}
      <Stack gap="sm">
        {keys.data?.items.map((key) => (
          <Group key={key.id} justify="space-between" wrap="nowrap" gap="sm">
            <div>
              <Group gap="xs">
                <Text size="sm" fw={500}>
                  {key.name}
                </Text>
                <KeyStateBadge state={key.state} />
              </Group>
              <Text size="xs" c="dimmed" component="div">
                {key.prefix}… · {key.lastUsedAt ? "used " : "never used"}
                {key.lastUsedAt ? <RelativeTime value={key.lastUsedAt} /> : null}
              </Text>
            </div>
            <RevokeButton apiKey={key} />
          </Group>
        ))}
      </Stack>
    </SectionCard>
  );
}
