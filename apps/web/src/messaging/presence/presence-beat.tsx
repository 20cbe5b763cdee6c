"use client";

import { useIdle } from "@mantine/hooks";
import { presenceBeatMs } from "@steward/contracts/messaging/presence";
import { useEffect, useState } from "react";
import { trpc } from "../../trpc/client.tsx";
import { newId } from "../composer/new-id.ts";

/** Whoever touches neither keys nor mouse for this long is away. */
const idleMs = 5 * 60_000;

/** Says of this window that somebody is there, for as long as it is open. */
export function PresenceBeat(): null {
  const idle = useIdle(idleMs, { initialState: false });
  const { client } = trpc.useUtils();
  const [windowId] = useState(newId);
  useEffect(() => {
    const state = idle ? "away" : "online";
    // Nobody needs to know that a beat was lost; the next one follows.
    const beat = () => void client.messaging.presence.beat.query({ state, windowId }).catch(() => {});
    beat();
    const timer = setInterval(beat, presenceBeatMs);
    return () => clearInterval(timer);
  }, [idle, client, windowId]);
  useEffect(() => {
    // A farewell that is lost on the way is made good by silence.
    const leave = () => void client.messaging.presence.beat.query({ state: "offline", windowId }).catch(() => {});
    window.addEventListener("pagehide", leave);
    return () => window.removeEventListener("pagehide", leave);
  }, [client, windowId]);
  return null;
}
