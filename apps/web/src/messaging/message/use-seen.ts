"use client";

import { useDocumentVisibility } from "@mantine/hooks";
import { useEffect, useEffectEvent } from "react";
import type { WindowState } from "./message-window.ts";

/** Tells how far somebody has seen: whatever shows at the end while they look at the page. */
export function useSeen({ status, items }: WindowState, isAtEnd: boolean, onSeen: (seq: number) => void): void {
  const isVisible = useDocumentVisibility() === "visible";
  const last = items.at(-1)?.seq ?? 0;
  const seen = useEffectEvent(onSeen);
  useEffect(() => {
    if (status === "ready" && isVisible && isAtEnd && last > 0) seen(last);
  }, [status, isVisible, isAtEnd, last]);
}
