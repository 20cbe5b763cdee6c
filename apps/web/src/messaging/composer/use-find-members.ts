"use client";

import { broadcasts } from "@steward/contracts/kernel/rich-text";
import { useCallback } from "react";
import { trpc } from "../../trpc/client.tsx";
import type { FindChoices } from "./use-suggestions.ts";

const shown = 8;
const broadcastWords = { channel: "Everybody in this conversation", here: "Those who are online" } as const;

/** Whom an @ in a conversation may mean: its people, and all of them at once where they are more than two. */
export function useFindMembers(conversationId: string, withAll: boolean): FindChoices {
  const { client } = trpc.useUtils();
  return useCallback(
    async (query) => {
      const { items } = await client.messaging.member.list.query({
        id: conversationId,
        ...(query ? { search: query } : {}),
        limit: shown,
      });
      const wanted = query.toLowerCase();
      const all = withAll ? broadcasts.filter((name) => name.startsWith(wanted)) : [];
      return [
        ...items.map(({ memberId: id, name: label }) => ({ key: id, label, attrs: { id, label } })),
        ...all.map((id) => ({ key: id, label: id, detail: broadcastWords[id], attrs: { id, label: id } })),
      ];
    },
    [client, conversationId, withAll],
  );
}
