"use client";

import type { ConversationItem } from "@steward/contracts/messaging/conversation";
import { useCallback, useRef } from "react";
import { trpc } from "../../trpc/client.tsx";

/** Moves the reader's mark forward, and shows at once that nothing is unread any more. */
export function useMarkRead({ id, role, lastReadSeq }: ConversationItem) {
  const utils = trpc.useUtils();
  const told = useRef(0);
  const isMember = role !== null;
  return useCallback(
    (seq: number) => {
      if (!isMember || seq <= Math.max(told.current, lastReadSeq)) return;
      told.current = seq;
      const { conversation } = utils.messaging;
      utils.client.messaging.conversation.markRead
        .mutate({ id, seq })
        .then(() => Promise.all([conversation.list.invalidate(), conversation.unread.invalidate()]))
        .catch(() => {
          // Told again with the next message, or when the conversation is opened again.
          told.current = 0;
        });
    },
    [utils, id, isMember, lastReadSeq],
  );
}
