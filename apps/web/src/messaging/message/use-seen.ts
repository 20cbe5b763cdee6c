"use client";

import { useDocumentVisibility } from "@mantine/hooks";
import { useEffect, useEffectEvent } from "react";
import { type Looking, seenUpTo } from "./seen-up-to.ts";

/** Tells how far somebody has seen, as they come to it. */
export function useSeen(
  state: Looking["state"],
  { isAtEnd }: Pick<Looking, "isAtEnd">,
  onSeen: (seq: number) => void,
): void {
  const isVisible = useDocumentVisibility() === "visible";
  const seq = seenUpTo({ state, isAtEnd, isVisible });
  const seen = useEffectEvent(onSeen);
  useEffect(() => {
    if (seq !== null) seen(seq);
  }, [seq]);
}
