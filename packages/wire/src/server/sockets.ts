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
import { type Feed, type FeedListener, isFeed } from "./feed.ts";
import { answerFrame, type CallId, textFrame } from "./frames.ts";

export type ConnectionParams = TRPCRequestInfo["connectionParams"];

export interface SocketOptions<Router extends AnyTRPCRouter, Caller> {
  /** Made with superjson as its transformer. Its subscriptions answer with a `Feed`. */
  readonly router: Router;
  /** What is kept of a handshake and of the first message for as long as the socket is open: thousands are. */
  open(request: IncomingMessage, params: ConnectionParams): Caller;
  createContext(caller: Caller): inferRouterContext<Router>;
  onError(error: TRPCError, path: string | undefined): void;
}

/** What is needed of a socket of `ws`, whose messages are text. */
interface Socket {
  readonly readyState: number;
  [session]?: SocketSession;
  send(text: string): void;
  close(code: number): void;
  on(event: "message", listener: (this: Socket, data: Buffer, isBinary: boolean) => void): unknown;
  on(event: "close", listener: (this: Socket) => void): unknown;
}

const session = Symbol("session");
const open = 1;
/** RFC 6455, 7.4.1. */
const unsupportedData = 1003;

/** What asks every client to open another connection, as upstream's adapter says it. */
export const reconnectNotice = '{"id":null,"method":"reconnect"}';

/**
 * Serves subscriptions over one socket, as upstream's WebSocket adapter does for its clients. Two things differ, because
 * what one thing that happens is told to thousands: an answer that several subscriptions are told (the same tracked
 * envelope) is put into its frame once, and what is to be said to a client in one turn of the event loop leaves in one
 * write. Frames go past `ws` onto the line it reads from, which is right as long as nothing is compressed.
 *
 * And because thousands wait for hours, one that waits is no more than a few objects: no iterator, no signal to abort it
 * by, no context, no listener of its own. `docs/performance.md` tells what each of them takes.
 */
export function serveSocket<Router extends AnyTRPCRouter, Caller>(
  options: SocketOptions<Router, Caller>,
  socket: Socket,
  line: Duplex,
  request: IncomingMessage,
): void {
  const opened = new SocketSession(options as SocketOptions<AnyTRPCRouter, unknown>, socket, line, request);
  socket[session] = opened;
  if (!new URL(request.url ?? "/", "ws://any").searchParams.has("connectionParams", "1")) opened.begin(null);
  socket.on("message", hear);
  socket.on("close", end);
}

/** When a client last said anything, by `performance.now()`. */
export const heardAtMs = (socket: Socket): number | undefined => socket[session]?.heardAtMs;

function hear(this: Socket, data: Buffer, isBinary: boolean): void {
  const heard = this[session];
  if (!heard) return;
  heard.heardAtMs = performance.now();
  const text = data.toString("utf8");
  if (isBinary) this.close(unsupportedData);
  else if (text === "PING") this.send("PONG");
  else if (text !== "PONG") heard.hear(text);
}

function end(this: Socket): void {
  this[session]?.end();
}

const none: readonly Subscription[] = [];

class SocketSession {
  readonly #options: SocketOptions<AnyTRPCRouter, unknown>;
  readonly #socket: Socket;
  readonly #line: Duplex;
  /** Nearly always one. */
  #subscriptions = none;
  /** Until it is known who calls. */
  #request: IncomingMessage | undefined;
  #caller: unknown;
  #gathers = false;
  heardAtMs = performance.now();

  constructor(options: SocketOptions<AnyTRPCRouter, unknown>, socket: Socket, line: Duplex, request: IncomingMessage) {
    this.#options = options;
    this.#socket = socket;
    this.#line = line;
    this.#request = request;
  }

  begin(params: ConnectionParams): void {
    if (this.#request) this.#caller = this.#options.open(this.#request, params);
    this.#request = undefined;
  }

  hear(text: string): void {
    try {
      const said: unknown = JSON.parse(text);
      if (this.#request) this.begin(parseConnectionParamsFromUnknown(dataOf(said)));
      else for (const message of [said].flat()) this.#follow(message);
    } catch (cause) {
      this.fail(null, new TRPCError({ code: "PARSE_ERROR", cause }), undefined);
    }
  }

  end(): void {
    for (const subscription of this.#subscriptions) subscription.stop();
  }

  #follow(said: unknown): void {
    const message = parseTRPCMessage(said, this.#options.router._def._config.transformer);
    const { id } = message;
    if (id === null || id === undefined) throw new TypeError("A call needs an id.");
    if (message.method === "subscription.stop") this.#subscriptionOf(id)?.stop();
    else void this.#call(id, message);
  }

  #subscriptionOf(id: CallId): Subscription | undefined {
    return this.#subscriptions.find((one) => one.id === id);
  }

  async #call(id: CallId, { method, params }: Exclude<TRPCClientOutgoingMessage, { method: "subscription.stop" }>) {
    const { path, input, lastEventId } = params;
    if (this.#subscriptionOf(id)) {
      return this.fail(id, new TRPCError({ code: "BAD_REQUEST", message: `Duplicate id ${id}` }), path);
    }
    const subscription = new Subscription(this, id, path);
    // Not spread, which keeps room for sixteen more.
    this.#subscriptions = this.#subscriptions.concat(subscription);
    try {
      const feed: unknown = await callTRPCProcedure({
        router: this.#options.router,
        path,
        type: method,
        ctx: this.#createContext(),
        getRawInput: async () => (lastEventId === undefined ? input : { ...(input as object), lastEventId }),
        signal: undefined,
        batchIndex: 0,
      });
      if (!isFeed(feed)) throw new TRPCError({ code: "METHOD_NOT_SUPPORTED" });
      subscription.begin(feed);
    } catch (error) {
      subscription.end(error);
    }
  }

  /** It is over: its id may be used again. */
  forget(subscription: Subscription): void {
    this.#subscriptions = this.#subscriptions.filter((one) => one !== subscription);
  }

  #createContext(): unknown {
    return this.#caller === undefined ? undefined : this.#options.createContext(this.#caller);
  }

  fail(id: CallId | null, error: TRPCError, path: string | undefined): void {
    this.#options.onError(error, path);
    const config = this.#options.router._def._config;
    const type = path === undefined ? "unknown" : "subscription";
    const shape = getTRPCErrorShape({ config, ctx: this.#createContext(), error, path, type, input: undefined });
    this.say({ id, error: shape });
  }

  say(message: TRPCResponseMessage): void {
    this.write(textFrame(JSON.stringify(transformTRPCResponse(this.#options.router._def._config, message))));
  }

  /** Leaves with everything else that is said in this turn: promises that are ready come before it. */
  write(frame: Buffer): void {
    if (this.#socket.readyState !== open) return;
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

class Subscription implements FeedListener {
  readonly id: CallId;
  readonly #session: SocketSession;
  readonly #path: string;
  #following: { stop(): void } | undefined;
  #isOver = false;

  constructor(session: SocketSession, id: CallId, path: string) {
    this.#session = session;
    this.id = id;
    this.#path = path;
  }

  begin(feed: Feed): void {
    if (this.#isOver) return;
    this.#session.say({ id: this.id, result: { type: "started" } });
    const following = feed.follow(this);
    // It may have ended, or been stopped, while it began.
    if (this.#isOver) following.stop();
    else this.#following = following;
  }

  tell(answer: unknown): void {
    if (!this.#isOver) this.#session.write(answerFrame(answer, this.id));
  }

  end(cause?: unknown): void {
    if (this.#isOver) return;
    this.#forget();
    if (cause === undefined) this.#session.say({ id: this.id, result: { type: "stopped" } });
    else this.#session.fail(this.id, getTRPCErrorFromUnknown(cause), this.#path);
  }

  stop(): void {
    if (this.#isOver) return;
    this.#following?.stop();
    this.end();
  }

  #forget(): void {
    this.#isOver = true;
    this.#following = undefined;
    this.#session.forget(this);
  }
}

const dataOf = (said: unknown): unknown =>
  typeof said === "object" && said !== null && "data" in said ? said.data : undefined;
