"use client";

import { useSignal, useTenant } from "@steward/client";
import { typingRepeatMs, typingSignal, typingTtlMs } from "@steward/contracts/messaging/conversation";
import { useCallback, useEffect, useRef, useState } from "react";
import { trpc } from "../../trpc/client.tsx";
import type { Talk } from "../message/use-message-window.ts";

/** Who types at the moment, the reader left out; whoever falls silent is forgotten. */
export function useTypers({ conversationId, threadRootId }: Talk): readonly string[] {
  const place = threadRootId ?? conversationId;
  const { member } = useTenant();
  const [typers, setTypers] = useState<readonly string[]>([]);
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>());
  const forget = useCallback((memberId: string) => {
    clearTimeout(timers.current.get(memberId));
    timers.current.delete(memberId);
    setTypers((now) => now.filter((each) => each !== memberId));
  }, []);
  useSignal(typingSignal, ({ entityId, memberId, state }) => {
    if (entityId !== place || memberId === member.id) return;
    if (state === "off") return forget(memberId);
    clearTimeout(timers.current.get(memberId));
    timers.current.set(
      memberId,
      setTimeout(() => forget(memberId), typingTtlMs),
    );
    setTypers((now) => (now.includes(memberId) ? now : [...now, memberId]));
  });
  // Elsewhere other people type.
  useEffect(() => {
    const running = timers.current;
    return () => {
      for (const timer of running.values()) clearTimeout(timer);
      running.clear();
      setTypers([]);
    };
  }, [place]);
  return typers;
}

/** Says that the reader types, no more often than is needed, and that they have stopped. */
export function useSayTyping({ conversationId, threadRootId }: Talk) {
  const { client } = trpc.useUtils();
  const said = useRef(0);
  const say = useCallback(
    (isTyping: boolean) => {
      const now = Date.now();
      if (isTyping ? now - said.current < typingRepeatMs : said.current === 0) return;
      said.current = isTyping ? now : 0;
      // A signal that is lost is a signal less.
      client.messaging.conversation.typing
        .query({ id: conversationId, isTyping, ...(threadRootId ? { threadRootId } : {}) })
        .catch(() => {});
    },
    [client, conversationId, threadRootId],
  );
  useEffect(() => () => say(false), [say]);
  return say;
}
