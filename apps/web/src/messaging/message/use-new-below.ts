"use client";

import { useState } from "react";
import { useTenant } from "../../shell/use-tenant.ts";
import type { WindowState } from "./message-window.ts";

interface Seen {
  /** What the reader had seen when they came; null where they had seen everything. */
  readonly seenSeq: number | null;
  readonly isAtEnd: boolean;
}

/** How many messages of others have come below what is read; 0 where nobody knows, because not all of them are here. */
export function useNewBelow({ items, hasNewer }: WindowState, { seenSeq, isAtEnd }: Seen): number {
  const { member } = useTenant();
  const [seen, setSeen] = useState(seenSeq);
  const last = items.at(-1)?.seq ?? 0;
  if (isAtEnd && last > (seen ?? 0)) setSeen(last);
  if (hasNewer || seen === null) return 0;
  return items.filter(({ seq, author, notice }) => seq > seen && !notice && author.memberId !== member.id).length;
}
