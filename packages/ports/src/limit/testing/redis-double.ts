import { createHash } from "node:crypto";
import { type AddressInfo, createServer, type Socket } from "node:net";

/** A server like Redis, on this machine. */
export interface RedisDouble {
  readonly url: string;
  /** Cuts every connection; clients come back by themselves. */
  cut(): void;
  close(): Promise<void>;
}

/**
 * A server that speaks Redis' protocol (RESP2) well enough for counters and for publish and subscribe, for machines
 * without a Redis. It cannot run Lua: the one script it is asked to run is the library's, whose three commands it carries
 * out in their stead. What is counted outlives a connection, as in the real one; a subscription does not.
 */
export async function startRedisDouble(): Promise<RedisDouble> {
  const counters = new Map<string, { value: number; until: number }>();
  /** By their SHA-1, as in the real one: run once with EVAL, known from then on. */
  const scripts = new Set<string>();
  const sockets = new Set<Socket>();
  const subscriptions = new Map<Socket, Set<string>>();
  const live = (key: string) => {
    const counter = counters.get(key);
    return counter && counter.until > Date.now() ? counter : undefined;
  };
  const increment = (key: string, points: string, seconds: string) => {
    const counter = live(key) ?? { value: 0, until: Date.now() + Number(seconds) * 1000 };
    counter.value += Number(points);
    counters.set(key, counter);
    return `*2\r\n:${counter.value}\r\n:${counter.until - Date.now()}\r\n`;
  };
  const subscribe = (socket: Socket, channels: string[]) => {
    const mine = subscriptions.get(socket) ?? new Set();
    subscriptions.set(socket, mine);
    return channels
      .map((channel) => `*3\r\n${bulk("subscribe")}${bulk(channel)}:${mine.add(channel).size}\r\n`)
      .join("");
  };
  const publish = (channel: string, payload: string) => {
    const heard = [...subscriptions].filter(([, channels]) => channels.has(channel));
    for (const [socket] of heard) socket.write(`*3\r\n${bulk("message")}${bulk(channel)}${bulk(payload)}`);
    return `:${heard.length}\r\n`;
  };
  const answer = (socket: Socket, [name = "", ...args]: string[]): string => {
    const [first = "", second = "", key = "", points = "", seconds = ""] = args;
    switch (name.toLowerCase()) {
      case "subscribe":
        return subscribe(socket, args);
      case "publish":
        return publish(first, second);
      case "evalsha":
        return scripts.has(first) ? increment(key, points, seconds) : "-NOSCRIPT No matching script.\r\n";
      case "eval":
        if (!first.includes("incrby")) return "-ERR unknown script\r\n";
        scripts.add(createHash("sha1").update(first).digest("hex"));
        return increment(key, points, seconds);
      case "del":
        return `:${counters.delete(first) ? 1 : 0}\r\n`;
      case "info":
        return bulk("redis_version:7.0.0\r\nloading:0\r\n");
      case "client":
      case "select":
        return "+OK\r\n";
      default:
        return `-ERR unknown command '${name}'\r\n`;
    }
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => {
      sockets.delete(socket);
      subscriptions.delete(socket);
    });
    socket.on("error", () => socket.destroy());
    let pending = "";
    socket.setEncoding("utf8").on("data", (chunk: string) => {
      pending += chunk;
      for (let read = readCommand(pending); read; read = readCommand(pending)) {
        pending = pending.slice(read.length);
        socket.write(answer(socket, read.command));
      }
    });
  });
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    async close() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const bulk = (text: string) => `$${Buffer.byteLength(text)}\r\n${text}\r\n`;

/** The first whole command (an array of bulk strings of ASCII), or undefined while it is still arriving. */
function readCommand(text: string): { command: string[]; length: number } | undefined {
  const head = /^\*(\d+)\r\n/.exec(text);
  if (!head) return undefined;
  let at = head[0].length;
  const command: string[] = [];
  for (let left = Number(head[1]); left > 0; left -= 1) {
    const size = /^\$(\d+)\r\n/.exec(text.slice(at, at + 16));
    if (!size) return undefined;
    const start = at + size[0].length;
    const end = start + Number(size[1]);
    if (text.length < end + 2) return undefined;
    command.push(text.slice(start, end));
    at = end + 2;
  }
  return { command, length: at };
}
