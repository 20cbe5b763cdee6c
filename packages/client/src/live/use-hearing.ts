"use client";

import type { LiveEvent, LiveMessage, LiveSignal } from "@steward/contracts/kernel/live";
import { useEffect, useEffectEvent } from "react";
import { hearings } from "./hearings.ts";

/**
 * Tells a screen what happens to one kind of record (`messaging.message`) at the moment it is heard, where asking for all
 * queries of the module again would be too much or too late. `null` says that nobody knows what was missed.
 */
export function useLiveEvent(address: string, onEvent: (event: LiveEvent | null) => void): void {
  useHearing((message) => {
    if (message.kind === "snapshot") onEvent(null);
    const isEvent = message.kind === "event" || message.kind === "ahead";
    if (isEvent && message.address === address) onEvent(message);
  });
}

/** Tells a screen of one kind of signal (`messaging.conversation.typing`), for as long as it is shown. */
export function useSignal(name: string, onSignal: (signal: LiveSignal) => void): void {
  useHearing((message) => {
    if (message.kind === "signal" && message.name === name) onSignal(message);
  });
}

function useHearing(onMessage: (message: LiveMessage) => void): void {
  const hear = useEffectEvent(onMessage);
  useEffect(() => hearings.join((message) => hear(message)), []);
}
