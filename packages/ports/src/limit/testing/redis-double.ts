import { createHash } from "node:crypto";
import { type AddressInfo, createServer, type Socket } from "node:net";

/**
 * A server that speaks Redis' protocol (RESP2) well enough for counters, for machines without a Redis. It cannot run
 * Lua: the one script it is asked to run is the library's, whose three commands it carries out in their stead. What
 * is counted outlives a connection, as in the real one.
 */
export async function startRedisDouble(): Promise<{ url: string; close(): Promise<void> }> {
  const counters = new Map<string, { value: number; until: number }>();
  /** By their SHA-1, as in the real one: run once with EVAL, known from then on. */
  const scripts = new Set<string>();
  const sockets = new Set<Socket>();
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
  const answer = ([name = "", ...args]: string[]): string => {
    const [first = "", , key = "", points = "", seconds = ""] = args;
    switch (name.toLowerCase()) {
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
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    let pending = "";
    socket.setEncoding("utf8").on("data", (chunk: string) => {
      pending += chunk;
      for (let read = readCommand(pending); read; read = readCommand(pending)) {
        pending = pending.slice(read.length);
        socket.write(answer(read.command));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      for (const socket of sockets) socket.destroy();
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
