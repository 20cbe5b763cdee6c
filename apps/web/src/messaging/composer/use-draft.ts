"use client";

import { isBlank, type RichText } from "@steward/contracts/kernel/rich-text";
import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import { useTenant } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import type { Talk } from "../message/use-message-window.ts";
import { useLatest } from "./use-latest.ts";

/** The server is told once the writer pauses. */
const pauseMs = 1_000;

interface KeptDraft {
  readonly content: RichText;
  /** The server has it: another machine may have gone on with it since. */
  readonly isSaved: boolean;
}

function read(key: string): KeptDraft | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null") as KeptDraft | null;
  } catch {
    return null;
  }
}

const keyOf = (memberId: string, place: string) => `steward.draft.${memberId}.${place}`;

/** What was begun in a conversation or thread and is kept in this browser. */
export const keptDraft = (memberId: string, place: string): RichText | null =>
  read(keyOf(memberId, place))?.content ?? null;

function write(key: string, draft: KeptDraft | null): void {
  try {
    if (draft) localStorage.setItem(key, JSON.stringify(draft));
    else localStorage.removeItem(key);
  } catch {
    // A full or forbidden store: the server's copy remains.
  }
}

/**
 * What was begun and not sent: kept in this browser with every letter, and on the server with every pause, so that it goes
 * on at another machine. @param onElsewhere shows what was written there, where nothing newer is here
 */
export function useDraft({ conversationId, threadRootId }: Talk, onElsewhere: (content: RichText) => void) {
  const { member } = useTenant();
  const { client } = trpc.useUtils();
  const key = keyOf(member.id, threadRootId ?? conversationId);
  const [initial] = useState(() => read(key)?.content ?? null);
  const touched = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const pending = useRef<RichText | null | undefined>(undefined);
  const place = { conversationId, ...(threadRootId ? { threadRootId } : {}) };

  const save = useLatest((content: RichText | null) => {
    pending.current = undefined;
    client.messaging.draft.save.mutate({ ...place, content }).then(
      () => content && !touched.current && write(key, { content, isSaved: true }),
      // Offline: it is here, and goes with the next pause.
      () => {},
    );
  });

  const show = useEffectEvent(onElsewhere);
  useEffect(() => {
    let current = true;
    const here = read(key);
    if (here && !here.isSaved) return;
    client.messaging.draft.get.query(place).then(
      (found) => {
        if (current && found && !touched.current) show(found.content);
      },
      () => {},
    );
    return () => {
      current = false;
    };
  }, [key, client]);

  useEffect(
    () => () => {
      clearTimeout(timer.current);
      if (pending.current !== undefined) save.current(pending.current);
    },
    [save],
  );

  const later = useCallback((content: RichText | null) => {
    touched.current = true;
    pending.current = content;
    clearTimeout(timer.current);
  }, []);
  return {
    initial,
    isBlank,
    keep(content: RichText) {
      const kept = isBlank(content) ? null : content;
      write(key, kept && { content: kept, isSaved: false });
      later(kept);
      timer.current = setTimeout(() => {
        touched.current = false;
        save.current(kept);
      }, pauseMs);
    },
    /** It was sent. */
    forget() {
      write(key, null);
      later(null);
      save.current(null);
    },
  };
}
