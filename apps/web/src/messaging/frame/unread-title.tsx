"use client";

import { useEffect } from "react";
import { trpc } from "../../trpc/client.tsx";

const counted = /^\(\d+\) /;

/** Puts the count of what is unread before the title of whatever page is shown, where a tab among many shows it. */
export function UnreadTitle(): null {
  const { data } = trpc.messaging.conversation.unread.useQuery();
  const count = data?.conversations ?? 0;
  useEffect(() => {
    const mark = () => {
      const plain = document.title.replace(counted, "");
      const wanted = count > 0 ? `(${count}) ${plain}` : plain;
      if (document.title !== wanted) document.title = wanted;
    };
    mark();
    // Each page brings a title of its own.
    const observer = new MutationObserver(mark);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => observer.disconnect();
  }, [count]);
  return null;
}
