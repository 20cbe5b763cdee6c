"use client";

import { useSignal } from "@steward/client";
import {
  type PresenceItem,
  type PresenceState,
  presenceSignal,
  presenceStates,
  presenceTtlMs,
} from "@steward/contracts/messaging/presence";
import { useEffect, useSyncExternalStore } from "react";
import { trpc } from "../../trpc/client.tsx";
import { presences } from "./presence-store.ts";

const isState = (text: string): text is PresenceState => presenceStates.some((state) => state === text);
/** As many as are answered about at once. */
const maxAsked = 200;

/** Keeps it known who of these is there: asked once in a while, told of changes as they happen. */
export function useWatchPresence(memberIds: readonly string[]): void {
  const asked = [...new Set(memberIds)].sort().slice(0, maxAsked);
  const { data } = trpc.messaging.presence.list.useQuery(
    { memberIds: asked },
    { enabled: asked.length > 0, refetchInterval: presenceTtlMs, meta: { live: false } },
  );
  useEffect(() => {
    if (data) presences.put(data);
  }, [data]);
  useSignal(presenceSignal, ({ memberId, state }) => {
    if (!isState(state)) return;
    presences.put([{ memberId, state, lastSeenAt: new Date() }]);
  });
}

/** Whether a colleague is there; undefined while that is not known. */
export function usePresence(memberId: string): PresenceItem | undefined {
  return useSyncExternalStore(
    presences.subscribe,
    () => presences.get(memberId),
    () => undefined,
  );
}
