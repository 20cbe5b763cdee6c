"use client";

import { Button, Group, Text } from "@mantine/core";
import type { ConversationItem } from "@steward/contracts/messaging/conversation";
import { notifyError } from "@steward/ui";
import { useMay } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import classes from "./conversation.module.css";

/** In place of the field, where the reader cannot write: why, and what to do about it. */
export function JoinBar({ conversation: { id, role, title, archivedAt } }: { conversation: ConversationItem }) {
  const may = useMay();
  const utils = trpc.useUtils();
  const join = trpc.messaging.conversation.join.useMutation({
    onSuccess: () => utils.messaging.conversation.invalidate(),
    onError: notifyError,
  });
  const mayJoin = role === null && !archivedAt && may("messaging.conversation.join");
  const words = archivedAt
    ? "This conversation is archived. It can be read, but nobody writes here any more."
    : role === null
      ? `You are looking into ${title}.`
      : "You can read here, but not write.";
  return (
    <Group className={classes.notice} justify="space-between" gap="sm">
      <Text size="sm" c="dimmed">
        {words}
      </Text>
      {mayJoin ? (
        <Button size="xs" loading={join.isPending} onClick={() => join.mutate({ id })}>
          Join channel
        </Button>
      ) : null}
    </Group>
  );
}
