import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { type Context, liveOnlyRouter, type RequestInfo, toAppError } from "@steward/api";
import { type Logger, type Metrics, requestId, requestIdHeader } from "@steward/ports/telemetry";
import {
  type ConnectionParams,
  heardAtMs,
  reconnectNotice,
  type SocketOptions,
  serveSocket,
} from "@steward/wire/server";
import { type WebSocket, WebSocketServer } from "ws";

/** Where sockets are opened; `?connectionParams=1` says that the first message names the organisation. */
export const livePath = "/live";
/** What a page sends is a few hundred bytes: who it is, what it listens to, and signs of life. */
const maxMessageBytes = 16 * 1024;
/** A socket that takes no more while so much waits for it is cut; its client resumes where it was. Room for a backlog. */
const maxBufferedBytes = 4 * 1024 * 1024;
const lookMs = 500;
/** Whoever has said nothing for so long is asked for a sign of life, and has so long to give it. */
const pingMs = 20_000;
const pongWaitMs = 10_000;
/** Between the word to go elsewhere and the end. */
const partingMs = 250;

interface LiveOptions {
  /** What a request is refused with before anything of it is read; null lets it in. */
  refusal(request: IncomingMessage): Promise<{ status: number; reason: string } | null>;
  /** Who calls, for as long as the socket is open. */
  open(request: IncomingMessage, requestId: string, params: ConnectionParams): RequestInfo;
  createContext(caller: RequestInfo): Context;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** Subscriptions over WebSocket, beside the HTTP server that takes the handshakes. */
export function serveLive(server: Server, options: LiveOptions): { stop(): Promise<void> } {
  const { logger, metrics } = options;
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: maxMessageBytes });
  const stopLooking = endQuietOnes(sockets);
  let cut = 0;
  const serving: SocketOptions<typeof liveOnlyRouter, RequestInfo> = {
    router: liveOnlyRouter,
    open: (opening, params) => options.open(opening, requestId(opening.headers[requestIdHeader]), params),
    createContext: (caller) => options.createContext(caller),
    onError(error, path) {
      const known = toAppError(error);
      const record = { procedure: path ?? livePath, reason: known.reason };
      if (known.code === "INTERNAL") logger.error({ ...record, error: known.cause ?? error }, "failed");
      else logger.debug(record, "live refused");
    },
  };
  const serve = (socket: WebSocket, line: Duplex, request: IncomingMessage) => {
    // What was for the handshake alone.
    line.off("error", destroyIt);
    // What is wrong with a message closes the socket; nobody else needs to know.
    socket.on("error", ignore);
    serveSocket(serving, socket, line, request);
  };
  server.on("upgrade", (request, socket, head) => {
    admit(request, socket, options).then(
      (admitted) => {
        if (admitted) sockets.handleUpgrade(request, socket, head, (opened) => serve(opened, socket, request));
      },
      (error: unknown) => {
        logger.error({ error }, "failed");
        refuse(socket, 500, "internal");
      },
    );
  });
  const looking = setInterval(() => {
    for (const socket of sockets.clients) {
      if (socket.bufferedAmount <= maxBufferedBytes) continue;
      cut += 1;
      socket.terminate();
    }
  }, lookMs);
  metrics.watch("steward_live_sockets", "Open sockets", () => sockets.clients.size);
  metrics.watch("steward_live_sockets_cut", "Sockets cut because they took nothing more", () => cut);
  return {
    async stop() {
      clearInterval(looking);
      stopLooking();
      if (sockets.clients.size === 0) return;
      for (const socket of sockets.clients) socket.send(reconnectNotice);
      await new Promise((resolve) => setTimeout(resolve, partingMs));
      for (const socket of sockets.clients) socket.terminate();
    },
  };
}

/** Ends sockets whose other end is gone without a word: one look at all of them, where timers would be two for each. */
function endQuietOnes(sockets: WebSocketServer): () => void {
  const looking = setInterval(() => {
    const nowMs = performance.now();
    for (const socket of sockets.clients) {
      const quietMs = nowMs - (heardAtMs(socket) ?? nowMs);
      if (quietMs > pingMs + pongWaitMs) socket.terminate();
      else if (quietMs > pingMs) socket.send("PING");
    }
  }, pongWaitMs);
  return () => clearInterval(looking);
}

const ignore = () => {};
function destroyIt(this: Duplex): void {
  this.destroy();
}

async function admit(request: IncomingMessage, socket: Duplex, { refusal }: LiveOptions): Promise<boolean> {
  socket.on("error", destroyIt);
  const path = request.url?.split("?", 1)[0];
  const refused = path === livePath ? await refusal(request) : { status: 404, reason: "path_unknown" };
  if (refused) refuse(socket, refused.status, refused.reason);
  return refused === null;
}

/** The answer to a handshake is HTTP still. */
function refuse(socket: Duplex, status: number, reason: string): void {
  const body = JSON.stringify({ error: { reason } });
  socket.end(
    `HTTP/1.1 ${status} Refused\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
}
