import { codeOf, type LiveContext } from "@steward/api/client";
import type { LiveEvent, LiveMessage, LiveSignal } from "@steward/contracts/kernel/live";
import type { ApiClient } from "../api/react.ts";

export interface LiveListener {
  onEvent(event: LiveEvent): void;
  onSignal(signal: LiveSignal): void;
  /** Nobody knows what has changed. */
  onSnapshot(): void;
  /** Whether changes are heard of at the moment. */
  onListening(listening: boolean): void;
}

/** Tries of a socket before it is believed that this network lets none through. */
const socketTries = 3;
/** The pause before asking anew after a refusal or an end; doubled each time, and half of it more or less. */
const firstPauseMs = 1_000;
/** Whoever shows what is no longer true does so for a quarter of a minute at most after the server is well again. */
const longestPauseMs = 10_000;

/**
 * Listens to an organisation until it is stopped, come what may: a cut line is opened again and goes on where it was, a
 * network without sockets is served by events, a server that is away is asked again. Only whoever may not listen any more
 * is left alone; their next request says why.
 */
export function startLive(
  api: Pick<ApiClient, "live">,
  { onEvent, onSignal, onSnapshot, onListening }: LiveListener,
): () => void {
  let stopped = false;
  let lastEventId: string | undefined;
  let via: NonNullable<LiveContext["via"]> = "socket";
  let opened = false;
  let failures = 0;
  let pauses = 0;
  let pause: ReturnType<typeof setTimeout> | undefined;
  let subscription: { unsubscribe(): void } | undefined;

  const hear = (message: LiveMessage) => {
    onListening(true);
    pauses = 0;
    if (message.kind === "event" || message.kind === "ahead") onEvent(message);
    if (message.kind === "signal") onSignal(message);
    if (message.kind === "snapshot") onSnapshot();
  };
  const again = (afterMs: number) => {
    subscription?.unsubscribe();
    clearTimeout(pause);
    if (!stopped) pause = setTimeout(open, afterMs);
  };
  const later = () => {
    onListening(false);
    const pauseMs = Math.min(firstPauseMs * 2 ** pauses, longestPauseMs);
    pauses += 1;
    again(pauseMs * (0.5 + Math.random()));
  };
  function open(): void {
    subscription = api.live.events.subscribe(
      { lastEventId },
      {
        context: { via } satisfies LiveContext,
        onStarted() {
          opened = true;
          failures = 0;
        },
        onData({ id, data }) {
          lastEventId = id;
          hear(data);
        },
        onConnectionStateChange({ state, error }) {
          if (state !== "connecting" || !error) return;
          onListening(false);
          failures += 1;
          if (via === "events" || opened || failures < socketTries) return;
          via = "events";
          again(0);
        },
        onError(error) {
          const refused = codeOf(error) === "UNAUTHENTICATED" || codeOf(error) === "FORBIDDEN";
          if (refused) stop();
          else later();
        },
        // The server stops, and another one or its successor goes on.
        onComplete: later,
      },
    );
  }
  function stop(): void {
    stopped = true;
    clearTimeout(pause);
    subscription?.unsubscribe();
  }
  open();
  return stop;
}
