"use client";

import { useEffect, useEffectEvent, useRef, useSyncExternalStore } from "react";
import { connection } from "./store.ts";

/** Does something whenever the server answers again after it could not be reached; queries are asked again without it. */
export function useWhenBack(act: () => void): void {
  const lost = useSyncExternalStore(connection.subscribe, connection.isLost, () => false);
  const wasLost = useRef(lost);
  const onBack = useEffectEvent(act);
  useEffect(() => {
    if (wasLost.current && !lost) onBack();
    wasLost.current = lost;
  }, [lost]);
}
