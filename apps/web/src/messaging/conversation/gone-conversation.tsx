"use client";

import { Button, CopyButton, Group, Paper, Stack, Text } from "@mantine/core";
import { useHref } from "@steward/client";
import { plainTextOf, type RichText } from "@steward/contracts/kernel/rich-text";
import { EmptyState } from "@steward/ui";
import { IconLock } from "@tabler/icons-react";
import Link from "next/link";
import { useState } from "react";
import { useTenant } from "../../shell/use-tenant.ts";
import { keptDraft } from "../composer/use-draft.ts";
import { hiddenFromOperators, useOwnHands } from "../frame/use-own-hands.ts";
import { useOutbox, useOutboxEntries } from "../outbox/outbox-provider.tsx";

/** In place of a conversation that its reader is no longer in: what they were writing there is still theirs. */
export function GoneConversation({ id }: { id: string }) {
  const href = useHref();
  const { member } = useTenant();
  const isOwn = useOwnHands();
  const outbox = useOutbox();
  const entries = useOutboxEntries().filter(({ conversationId }) => conversationId === id);
  // As it was when the conversation went; nothing is written here any more.
  const [draft] = useState(() => keptDraft(member.id, id));
  return (
    <>
      <EmptyState
        icon={IconLock}
        title={isOwn ? "You are not in this conversation" : "This conversation is not shown"}
        description={isOwn ? "It is private and you were taken out of it, or it never was." : hiddenFromOperators}
        action={
          <Button component={Link} href={href("/messaging")} variant="default">
            All conversations
          </Button>
        }
      />
      <Stack gap="xs" w="min(32rem, 100%)" mx="auto" p="md">
        {draft ? <Unsent content={draft} /> : null}
        {entries.map(({ clientId, content }) => (
          <Unsent key={clientId} content={content} onDiscard={() => outbox?.remove(clientId)} />
        ))}
      </Stack>
    </>
  );
}

function Unsent({ content, onDiscard }: { content: RichText; onDiscard?: () => void }) {
  const text = plainTextOf(content);
  return (
    <Paper withBorder p="sm" component="section" aria-label="Not sent">
      <Text size="xs" c="dimmed">
        You had written, and not sent
      </Text>
      <Text size="sm" lineClamp={6} style={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}>
        {text}
      </Text>
      <Group gap="xs" mt="xs">
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button size="compact-xs" variant="default" onClick={copy}>
              {copied ? "Copied" : "Copy"}
            </Button>
          )}
        </CopyButton>
        {onDiscard ? (
          <Button size="compact-xs" variant="subtle" color="red" onClick={onDiscard}>
            Delete
          </Button>
        ) : null}
      </Group>
    </Paper>
  );
}
