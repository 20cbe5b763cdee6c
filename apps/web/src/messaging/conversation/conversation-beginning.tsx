"use client";

import { Stack, Text, Title } from "@mantine/core";
import type { ConversationItem } from "@steward/contracts/messaging/conversation";
import { DateText } from "@steward/ui";
import classes from "./conversation.module.css";
import { ConversationSign } from "./conversation-sign.tsx";

/** Above the very first message: what this conversation is. */
export function ConversationBeginning({ conversation }: { conversation: ConversationItem }) {
  const { kind, title, topic, people, createdAt } = conversation;
  const words =
    kind === "channel"
      ? topic || "Everything about this subject finds its place here."
      : kind === "group"
        ? `With ${people.map(({ name }) => name).join(", ")}`
        : people.length === 0
          ? "A place for your own notes. Nobody else sees them."
          : "Only the two of you see what is written here.";
  return (
    <Stack gap={4} className={classes.beginning}>
      <ConversationSign conversation={conversation} size={40} />
      <Title order={2} size="h3">
        {title}
      </Title>
      <Text size="sm" c="dimmed">
        {words}
      </Text>
      <Text size="xs" c="dimmed">
        Begun on <DateText value={createdAt} />
      </Text>
    </Stack>
  );
}
