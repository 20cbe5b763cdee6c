"use client";

import type { ConversationItem } from "@steward/contracts/messaging/conversation";
import { useMemo } from "react";
import { trpc } from "../../trpc/client.tsx";

const pageSize = 100;
const byTitle = (one: ConversationItem, other: ConversationItem) => one.title.localeCompare(other.title);

/** The reader's conversations, in the sections of the list: channels by name, people by what was said last. */
export function useConversations() {
  const query = trpc.messaging.conversation.list.useInfiniteQuery(
    { limit: pageSize },
    { getNextPageParam: ({ nextCursor }) => nextCursor },
  );
  const pages = query.data?.pages;
  const conversations = useMemo(() => pages?.flatMap(({ items }) => items) ?? [], [pages]);
  const sections = useMemo(() => {
    const rest = conversations.filter(({ isStarred }) => !isStarred);
    return [
      { name: "Starred", items: conversations.filter(({ isStarred }) => isStarred).sort(byTitle) },
      { name: "Channels", items: rest.filter(({ kind }) => kind === "channel").sort(byTitle) },
      { name: "People", items: rest.filter(({ kind }) => kind !== "channel") },
    ];
  }, [conversations]);
  return { query, conversations, sections };
}
