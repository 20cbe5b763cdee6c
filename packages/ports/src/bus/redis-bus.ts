import { Redis } from "ioredis";
import type { Bus, BusSubscriber } from "./bus.ts";
import { pack, unpack } from "./pack.ts";

export interface RedisBusOptions {
  readonly kind: "redis";
  readonly url: string;
  onError(error: Error): void;
}

/** A publisher waits for an answer so long, and then tries again with what it has not got rid of. */
const commandTimeoutMs = 2_000;

/** The bus over Redis' publish and subscribe: for installations whose database has enough to do. */
export function openRedisBus({ url, onError }: RedisBusOptions): Bus {
  const connect = (options: object) => {
    const connection = new Redis(url, { lazyConnect: true, ...options });
    connection.on("error", onError);
    return connection;
  };
  let publisher: Redis | undefined;
  // A connection that subscribes can do nothing else (in RESP2).
  let listener: Redis | undefined;
  const subscribers = new Map<string, BusSubscriber>();

  // By hand rather than by itself, because a gap is over when the subscription stands, not when the line does.
  const enter = (connection: Redis, channel: string) =>
    connection.subscribe(channel).then(() => subscribers.get(channel)?.onGap(), onError);
  const openListener = () => {
    const connection = connect({ autoResubscribe: false, maxRetriesPerRequest: null });
    connection.on("message", (channel: string, payload: string) => {
      for (const message of unpack(payload)) subscribers.get(channel)?.onMessage(message);
    });
    connection.on("ready", () => {
      for (const channel of subscribers.keys()) void enter(connection, channel);
    });
    // Where the first attempt fails the client goes on trying by itself.
    connection.connect().catch(onError);
    return connection;
  };
  return {
    async publish(channel, messages) {
      publisher ??= connect({ maxRetriesPerRequest: 1, commandTimeout: commandTimeoutMs });
      const redis = publisher;
      // One connection keeps the order in which they are written.
      await Promise.all(pack(messages).map((payload) => redis.publish(prefix + channel, payload)));
    },
    async subscribe(channel, subscriber) {
      const opened = Promise.withResolvers<void>();
      subscribers.set(prefix + channel, {
        onMessage: subscriber.onMessage,
        onGap() {
          opened.resolve();
          subscriber.onGap();
        },
      });
      if (listener?.status === "ready") void enter(listener, prefix + channel);
      listener ??= openListener();
      await opened.promise;
    },
    async close() {
      publisher?.disconnect();
      listener?.disconnect();
    },
  };
}

const prefix = "steward:";
