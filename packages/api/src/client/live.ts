import { transformer } from "@steward/wire/client";
import { createWSClient, httpSubscriptionLink, splitLink, type TRPCLink, wsLink } from "@trpc/client";
import type { AppRouter } from "../router.ts";
import { impatient } from "./impatient-socket.ts";

export interface LiveLinksOptions {
  /** Where the API is: `https://api.steward.example`, without a path. */
  readonly url: string;
  /** Of the organisation that is listened to. */
  readonly tenant: string | null;
  /** Of a person or program that has no cookie; asked for each connection. */
  readonly token?: () => Promise<string>;
  /** How sockets are opened; the platform's own unless set. */
  readonly WebSocket?: typeof WebSocket;
  /** When a line that says nothing is asked for a sign of life, and given up. */
  readonly keepAlive?: { readonly intervalMs: number; readonly pongTimeoutMs: number };
}

/** Names how a subscription is carried in its context: sockets unless `events`, for networks that let none through. */
export interface LiveContext {
  readonly via?: "socket" | "events";
}

/** Two signs of life a minute are missed before a dead line is noticed; a laptop that wakes up notices at once. */
const patience = { intervalMs: 15_000, pongTimeoutMs: 5_000 };
/**
 * With more, whoever has failed a few times finds a server that comes and goes by luck only, and is deaf through several
 * of its lives. It is about what browsers wait for server-sent events, and no flood: all first tries fall into half a second.
 */
const longestDelayMs = 3_000;
/** Not all at once: those who were cut off together come back together. */
const retryDelayMs = (attempt: number) => Math.random() * Math.min(500 * 2 ** attempt, longestDelayMs);

/**
 * How subscriptions reach the API: over one WebSocket, opened with the first and closed after the last, or as server-sent
 * events. Either takes up after a cut where it was, by the id of the last thing it was told.
 */
export function liveLinks({
  url,
  tenant,
  token,
  WebSocket = globalThis.WebSocket,
  keepAlive = patience,
}: LiveLinksOptions): TRPCLink<AppRouter> {
  const named = tenant === null ? {} : { tenant };
  const client = createWSClient({
    url: `${url.replace(/^http/, "ws")}/live`,
    connectionParams: async () => ({ ...named, ...(token && { token: await token() }) }),
    lazy: { enabled: true, closeMs: 1_000 },
    keepAlive: { enabled: true, ...keepAlive },
    retryDelayMs,
    // Where a page is rendered there may be none, and nobody listens.
    ...(WebSocket && { WebSocket: impatient(WebSocket) }),
  });
  return splitLink({
    condition: ({ context }) => context.via === "events",
    true: httpSubscriptionLink({
      url: `${url}/trpc`,
      connectionParams: named,
      transformer,
      eventSourceOptions: { withCredentials: true },
    }),
    false: wsLink({ client, transformer }),
  });
}
