"use client";

import { useHref } from "@steward/client";
import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { trpc } from "../../trpc/client.tsx";

/** Opens a conversation that may be new to the list. */
export function useGoTo() {
  const utils = trpc.useUtils();
  const href = useHref();
  const router = useRouter();
  return useCallback(
    async (conversationId: string) => {
      await utils.messaging.conversation.list.invalidate();
      router.push(href(`/messaging/${conversationId}`));
    },
    [utils, href, router],
  );
}
