"use client";

import { VisuallyHidden } from "@mantine/core";
import { trpc } from "../../trpc/client.tsx";

/** Beside the link to the messages: how many conversations have something new. */
export function UnreadBadge() {
  const { data } = trpc.messaging.conversation.unread.useQuery();
  if (!data?.conversations) return null;
  return (
    <>
      {data.conversations > 99 ? "99+" : data.conversations}
      <VisuallyHidden> unread</VisuallyHidden>
    </>
  );
}
