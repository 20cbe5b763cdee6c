"use client";

import { VisuallyHidden } from "@mantine/core";
import type { MessageItem } from "@steward/contracts/messaging/message";
import { useEffect, useRef, useState } from "react";
import { useTenant } from "../../shell/use-tenant.ts";
import { noticeWords } from "./notice-words.ts";

/** Says to a screen reader what others write while it is read; what was there before, or is paged in, is not said. */
export function Announcer({ items }: { items: readonly MessageItem[] }) {
  const { member } = useTenant();
  const [said, setSaid] = useState("");
  const newest = useRef<MessageItem | null>(null);
  const last = items.at(-1) ?? null;
  useEffect(() => {
    const before = newest.current;
    newest.current = last;
    if (!before || !last || last.seq <= before.seq || last.author.memberId === member.id) return;
    setSaid(noticeWords(last) ?? `${last.author.name}: ${last.text}`);
  }, [last, member.id]);
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {said}
    </VisuallyHidden>
  );
}
