import type { AppRouter } from "@steward/api";
import { codeOf, liveLinks } from "@steward/api/client";
import { createTRPCClient } from "@trpc/client";

export interface Listener {
  /** The records heard of, in the order in which they were, with when. */
  readonly heard: { readonly entityId: string; readonly atMs: number }[];
  /** Times it was told to ask for everything anew, which is a gap where nobody was away for long. */
  snapshots(): number;
  readonly failures: string[];
  /** Whether it has been told that it hears. */
  isReady(): boolean;
  /** Cuts its socket, as a network does: nothing is said to either side's program. */
  cut(): void;
  stop(): void;
}

/** Listens as a page does: over a socket of its own, which it opens again by itself. */
export function startListener(url: string, token: string): Listener {
  const sockets = new Set<WebSocket>();
  class CutSocket extends WebSocket {
    constructor(...given: ConstructorParameters<typeof WebSocket>) {
      super(...given);
      sockets.add(this);
      this.addEventListener("close", () => sockets.delete(this));
    }
  }
  const client = createTRPCClient<AppRouter>({
    links: [liveLinks({ url, tenant: "acme", token: async () => token, WebSocket: CutSocket })],
  });
  const heard: Listener["heard"] = [];
  const failures: string[] = [];
  let snapshots = 0;
  let ready = false;
  let lastEventId: string | undefined;
  let stopped = false;
  let subscription: { unsubscribe(): void } | undefined;
  const open = () => {
    subscription = client.live.events.subscribe(
      { lastEventId },
      {
        onData({ id, data }) {
          lastEventId = id;
          ready = true;
          if (data.kind === "snapshot") snapshots += 1;
          if (data.kind === "event") heard.push({ entityId: data.entityId, atMs: performance.now() });
        },
        onError(error) {
          // A node that is starting has no database yet: pages ask again, too.
          if (codeOf(error) === "UNAVAILABLE" && !stopped) setTimeout(open, 200);
          else failures.push(error.message);
        },
        onComplete() {
          if (!stopped) setTimeout(open, 50);
        },
      },
    );
  };
  open();
  return {
    heard,
    failures,
    snapshots: () => snapshots,
    isReady: () => ready,
    cut() {
      for (const socket of sockets) socket.close();
    },
    stop() {
      stopped = true;
      subscription?.unsubscribe();
    },
  };
}
