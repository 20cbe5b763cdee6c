"use client";

import type { UpdateStateInput } from "@steward/contracts/messaging/conversation";
import { notifyError } from "@steward/ui";
import { trpc } from "../../trpc/client.tsx";

/** What a reader keeps of a conversation for themselves: starred, muted, out of the list. */
export function useOwnState(id: string) {
  const utils = trpc.useUtils();
  const mutation = trpc.messaging.conversation.updateState.useMutation({
    onMutate: ({ id: _, ...state }) => {
      utils.messaging.conversation.byId.setData({ id }, (shown) => shown && { ...shown, ...state });
    },
    onError: notifyError,
    onSettled: () => utils.messaging.conversation.invalidate(),
  });
  return { update: (state: Omit<UpdateStateInput, "id">) => mutation.mutate({ id, ...state }) };
}
