"use client";

import { useEffect } from "react";
import type { OutboxEntry } from "../outbox/outbox.ts";
import { useOutbox, useOutboxEntries } from "../outbox/outbox-provider.tsx";
import type { MessageWindow, WindowState } from "./message-window.ts";
import type { Talk } from "./use-message-window.ts";

/** What was written here and is not seen in the conversation yet. Once it is seen there, it is forgotten here. */
export function useWaiting(
  { conversationId, threadRootId = "" }: Talk,
  window: MessageWindow,
  state: WindowState,
): OutboxEntry[] {
  const outbox = useOutbox();
  const entries = useOutboxEntries().filter(
    (entry) => entry.conversationId === conversationId && (entry.threadRootId ?? "") === threadRootId,
  );
  const there = new Set(state.items.map(({ clientId }) => clientId));
  const arrived = entries.filter(({ clientId }) => there.has(clientId)).map(({ clientId }) => clientId);
  const arrivedKeys = arrived.join(" ");
  const sent = entries.filter((entry) => entry.state === "sent" && !there.has(entry.clientId)).length;
  useEffect(() => {
    for (const clientId of arrivedKeys.split(" ")) if (clientId) outbox?.remove(clientId);
  }, [outbox, arrivedKeys]);
  // The event that tells of it may be late, or the line it comes over cut.
  useEffect(() => {
    if (sent > 0) window.refresh("tail").catch(() => {});
  }, [window, sent]);
  return state.hasNewer ? [] : entries.filter(({ clientId }) => !there.has(clientId));
}
