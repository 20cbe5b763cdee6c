"use client";

import { Button, Group, Text } from "@mantine/core";
import type { ConversationItem } from "@steward/contracts/messaging/conversation";
import { notifyError } from "@steward/ui";
import { trpc } from "../../trpc/client.tsx";
import { useMayHere, useOwnHands } from "../frame/use-own-hands.ts";
import classes from "./conversation.module.css";

/** In place of the field, where the reader cannot write: why, and what to do about it. */
export function JoinBar({ conversation: { id, role, title, archivedAt } }: { conversation: ConversationItem }) {
  const may = useMayHere();
  const isOwn = useOwnHands();
  const utils = trpc.useUtils();
  const join = trpc.messaging.conversation.join.useMutation({
    onSuccess: () => utils.messaging.conversation.invalidate(),
    onError: notifyError,
  });
  const mayJoin = role === null && !archivedAt && may("messaging.conversation.join");
  const words = archivedAt
    ? "This conversation is archived. It can be read, but nobody writes here any more."
    : !isOwn
      ? "Operators acting as somebody read here, and write nothing in their name."
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
