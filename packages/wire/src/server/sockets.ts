import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import {
  type AnyTRPCRouter,
  callTRPCProcedure,
  getTRPCErrorFromUnknown,
  getTRPCErrorShape,
  type inferRouterContext,
  TRPCError,
  transformTRPCResponse,
} from "@trpc/server";
import { parseConnectionParamsFromUnknown, type TRPCRequestInfo } from "@trpc/server/http";
import { parseTRPCMessage, type TRPCClientOutgoingMessage, type TRPCResponseMessage } from "@trpc/server/rpc";
import { answerFrame, type CallId, textFrame } from "./frames.ts";

export type ConnectionParams = TRPCRequestInfo["connectionParams"];

export interface SocketOptions<Router extends AnyTRPCRouter> {
  /** Made with superjson as its transformer. Its subscriptions end when their signal is aborted. */
  readonly router: Router;
  createContext(request: IncomingMessage, params: ConnectionParams): inferRouterContext<Router>;
  onError(error: TRPCError, path: string | undefined): void;
}

/** What is needed of a socket of `ws`, whose messages are text. */
interface Socket {
  readonly readyState: number;
  send(text: string): void;
  close(code: number): void;
  on(event: "message", listener: (data: Buffer, isBinary: boolean) => void): unknown;
  once(event: "close", listener: () => void): unknown;
}

const open = 1;
/** RFC 6455, 7.4.1. */
const unsupportedData = 1003;

/** What asks every client to open another connection, as upstream's adapter says it. */
export const reconnectNotice = '{"id":null,"method":"reconnect"}';

/**
 * Serves subscriptions over one socket, as upstream's WebSocket adapter does for its clients. Two things differ, because
 * what one thing that happens is told to thousands: an answer that several subscriptions yield (the same tracked
 * envelope) is put into its frame once, and what is to be said to a client in one turn of the event loop leaves in one
 * write. Frames go past `ws` onto the line it reads from, which is right as long as nothing is compressed.
 */
export function serveSocket<Router extends AnyTRPCRouter>(
  options: SocketOptions<Router>,
  socket: Socket,
  line: Duplex,
  request: IncomingMessage,
): void {
  const session = new SocketSession(options, socket, line, request);
  if (!new URL(request.url ?? "/", "ws://any").searchParams.has("connectionParams", "1")) session.begin(null);
  socket.on("message", (data, isBinary) => {
    if (isBinary) return socket.close(unsupportedData);
    const text = data.toString("utf8");
    if (text === "PING") return socket.send("PONG");
    if (text !== "PONG") session.hear(text);
  });
  socket.once("close", () => session.end());
}

class SocketSession {
  readonly #options: SocketOptions<AnyTRPCRouter>;
  readonly #socket: Socket;
  readonly #line: Duplex;
  readonly #subscriptions = new Map<CallId, AbortController>();
  /** Until the context is made of it: a socket lives for hours. */
  #request: IncomingMessage | undefined;
  #context: unknown;
  #gathers = false;

  constructor(options: SocketOptions<AnyTRPCRouter>, socket: Socket, line: Duplex, request: IncomingMessage) {
    this.#options = options;
    this.#socket = socket;
    this.#line = line;
    this.#request = request;
  }

  begin(params: ConnectionParams): void {
    if (this.#request) this.#context = this.#options.createContext(this.#request, params);
    this.#request = undefined;
  }

  hear(text: string): void {
    try {
      const said: unknown = JSON.parse(text);
      if (this.#request) this.begin(parseConnectionParamsFromUnknown(dataOf(said)));
      else for (const message of [said].flat()) this.#follow(message);
    } catch (cause) {
      this.#fail(null, new TRPCError({ code: "PARSE_ERROR", cause }), undefined);
    }
  }

  end(): void {
    for (const stopping of this.#subscriptions.values()) stopping.abort();
  }

  #follow(said: unknown): void {
    const message = parseTRPCMessage(said, this.#options.router._def._config.transformer);
    const { id } = message;
    if (id === null || id === undefined) throw new TypeError("A call needs an id.");
    if (message.method === "subscription.stop") this.#subscriptions.get(id)?.abort();
    else void this.#call(id, message);
  }

  async #call(id: CallId, { method, params }: Exclude<TRPCClientOutgoingMessage, { method: "subscription.stop" }>) {
    const { path, input, lastEventId } = params;
    const stopping = new AbortController();
    try {
      if (this.#subscriptions.has(id)) throw new TRPCError({ code: "BAD_REQUEST", message: `Duplicate id ${id}` });
      this.#subscriptions.set(id, stopping);
      const answers: unknown = await callTRPCProcedure({
        router: this.#options.router,
        path,
        type: method,
        ctx: this.#context,
        getRawInput: async () => (lastEventId === undefined ? input : { ...(input as object), lastEventId }),
        signal: stopping.signal,
        batchIndex: 0,
      });
      if (!isIterable(answers)) throw new TRPCError({ code: "METHOD_NOT_SUPPORTED" });
      this.#say({ id, result: { type: "started" } });
      for await (const answer of answers) {
        if (this.#socket.readyState !== open) break;
        this.#write(answerFrame(answer, id));
      }
      this.#say({ id, result: { type: "stopped" } });
    } catch (cause) {
      const error = getTRPCErrorFromUnknown(cause);
      if (!stopping.signal.aborted) this.#fail(id, error, path);
    } finally {
      if (this.#subscriptions.get(id) === stopping) this.#subscriptions.delete(id);
    }
  }

  #fail(id: CallId | null, error: TRPCError, path: string | undefined): void {
    this.#options.onError(error, path);
    const config = this.#options.router._def._config;
    const type = path === undefined ? "unknown" : "subscription";
    const shape = getTRPCErrorShape({ config, ctx: this.#context, error, path, type, input: undefined });
    this.#say({ id, error: shape });
  }

  #say(message: TRPCResponseMessage): void {
    if (this.#socket.readyState !== open) return;
    this.#write(textFrame(JSON.stringify(transformTRPCResponse(this.#options.router._def._config, message))));
  }

  /** Leaves with everything else that is said in this turn: promises that are ready come before it. */
  #write(frame: Buffer): void {
    if (!this.#gathers) {
      this.#gathers = true;
      this.#line.cork();
      process.nextTick(() => {
        this.#gathers = false;
        this.#line.uncork();
      });
    }
    this.#line.write(frame);
  }
}

const dataOf = (said: unknown): unknown =>
  typeof said === "object" && said !== null && "data" in said ? said.data : undefined;

function isIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value;
}
