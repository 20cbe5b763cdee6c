"use client";

import type { ConversationItem } from "@steward/contracts/messaging/conversation";
import { notifyError } from "@steward/ui";
import { useCallback, useRef } from "react";
import { trpc } from "../../trpc/client.tsx";

/** Moves the reader's mark forward as they see messages, and back where they want to come to some of them again. */
export function useMarkRead({ id, role, lastReadSeq }: ConversationItem) {
  const utils = trpc.useUtils();
  const told = useRef(0);
  const putBack = useRef(false);
  const isMember = role !== null;
  const { conversation } = utils.messaging;
  const markRead = useCallback(
    (seq: number) => {
      // What they put back stays unread for as long as they have it before their eyes.
      if (!isMember || putBack.current || seq <= Math.max(told.current, lastReadSeq)) return;
      told.current = seq;
      utils.client.messaging.conversation.markRead
        .mutate({ id, seq })
        .then(() => Promise.all([conversation.list.invalidate(), conversation.unread.invalidate()]))
        .catch(() => {
          // Told again with the next message, or when the conversation is opened again.
          told.current = 0;
        });
    },
    [utils, conversation, id, isMember, lastReadSeq],
  );
  const markUnread = async (seq: number) => {
    putBack.current = true;
    try {
      await utils.client.messaging.conversation.markUnread.mutate({ id, seq });
      await Promise.all([conversation.list.invalidate(), conversation.unread.invalidate()]);
    } catch (error) {
      putBack.current = false;
      notifyError(error);
    }
  };
  return { markRead, markUnread };
}
