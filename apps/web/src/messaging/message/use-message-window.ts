"use client";

import { useLiveEvent, useWhenBack } from "@steward/client";
import { createContext, useContext, useEffect, useEffectEvent, useRef, useSyncExternalStore } from "react";
import { trpc } from "../../trpc/client.tsx";
import { createMessageWindow, type MessageWindow, type Place } from "./message-window.ts";

/** Windows that were looked at lately: who comes back sees at once what they saw. */
const kept = 12;
/** After a burst everything shown is asked for once more: replies and reactions to what is further up. */
const settleMs = 1_500;

type Windows = Map<string, MessageWindow>;
const WindowsContext = createContext<Windows | null>(null);
export const WindowsProvider = WindowsContext.Provider;
export const createWindows = (): Windows => new Map();

export interface Talk {
  readonly conversationId: string;
  /** The replies of this thread in place of the conversation's own messages. */
  readonly threadRootId?: string;
}

function useWindow({ conversationId, threadRootId }: Talk): MessageWindow {
  const windows = useContext(WindowsContext);
  const { client } = trpc.useUtils();
  if (!windows) throw new Error("useMessageWindow works inside the frame of messaging only");
  const key = threadRootId ?? conversationId;
  const found = windows.get(key);
  if (found) return found;
  const of = { conversationId, ...(threadRootId ? { threadRootId } : {}) };
  const made = createMessageWindow((stretch) => client.messaging.message.list.query({ ...of, ...stretch }));
  windows.set(key, made);
  const [oldest] = windows.keys();
  if (windows.size > kept && oldest !== undefined) windows.delete(oldest);
  return made;
}

/**
 * The messages of a conversation or thread, kept as they are: what happens there is asked for as it is heard of.
 * @param place where to begin, when it is opened
 */
export function useMessageWindow(talk: Talk, place: Place) {
  const window = useWindow(talk);
  const state = useSyncExternalStore(window.subscribe, window.state, window.state);
  const { conversationId } = talk;

  const open = useEffectEvent(() => {
    const { status, hasNewer, place: before } = window.state();
    // Whoever left it elsewhere comes back to what is new, or to the end.
    if (place || before || status !== "ready" || hasNewer) void window.open(place);
    else refresh("all");
  });
  const target = place && ("around" in place ? place.around : place.at.getTime());
  // Another place is another opening.
  useEffect(() => open(), [window, target]);

  const running = useRef<Promise<void> | null>(null);
  const settling = useRef<ReturnType<typeof setTimeout>>(undefined);
  // One answer at a time, and one more question behind it: a flood asks no more often than it is answered.
  const again = useRef<"all" | "tail" | null>(null);
  const refresh = useEffectEvent((part: "all" | "tail") => {
    if (running.current) {
      again.current = again.current === "all" ? "all" : part;
      return;
    }
    const run = window.refresh(part).catch(() => {});
    running.current = run.finally(() => {
      running.current = null;
      const next = again.current;
      again.current = null;
      if (next) refresh(next);
    });
  });
  useEffect(() => () => clearTimeout(settling.current), []);

  useWhenBack(() => void window.retry());
  useLiveEvent("messaging.message", (event) => {
    if (event && event.entityId !== conversationId) return;
    const isNew = event?.name === "messaging.message.sent";
    refresh(isNew ? "tail" : "all");
    if (!isNew) return;
    clearTimeout(settling.current);
    settling.current = setTimeout(() => refresh("all"), settleMs);
  });
  return { window, state };
}
