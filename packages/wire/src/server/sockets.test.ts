import { EventEmitter } from "node:events";
import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { PassThrough } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { initTRPC, TRPCError } from "@trpc/server";
import superjson from "superjson";
import { beforeEach, expect, test } from "vitest";
import { z } from "zod";
import type { Feed, FeedListener } from "./feed.ts";
import { heardAtMs, serveSocket } from "./sockets.ts";

/** What listens at the moment, by what it was called with. */
const listeners = new Map<string, FeedListener<string>>();
let letIn = Promise.resolve();
const feedOf = (name: string): Feed<string> & AsyncIterable<string> => ({
  follow(listener) {
    listeners.set(name, listener);
    return { stop: () => void listeners.delete(name) };
  },
  async *[Symbol.asyncIterator]() {},
});
const t = initTRPC.create({ transformer: superjson });
const router = t.router({
  feed: t.procedure.input(z.string()).subscription(async ({ input }) => {
    await letIn;
    return feedOf(input);
  }),
  query: t.procedure.query(() => "answered"),
});

const errors: string[] = [];
let socket: EventEmitter & { readyState: number; send(text: string): void; close(code: number): void };
let line: PassThrough;
beforeEach(() => {
  listeners.clear();
  errors.length = 0;
  letIn = Promise.resolve();
  line = new PassThrough();
  socket = Object.assign(new EventEmitter(), { readyState: 1, send() {}, close() {} });
  const onError = ({ code }: TRPCError) => void errors.push(code);
  const options = { router, open: () => "caller", createContext: () => ({}), onError };
  serveSocket(options, socket, line, new IncomingMessage(new Socket()));
});

async function say(message: object): Promise<void> {
  socket.emit("message", Buffer.from(JSON.stringify(message)), false);
  for (let turn = 0; turn < 3; turn += 1) await setImmediate();
}
const subscribe = (id: number, name: string) =>
  say({ id, method: "subscription", params: { path: "feed", input: superjson.serialize(name) } });
const stop = (id: number) => say({ id, method: "subscription.stop" });
/** What was said, short texts all: behind two bytes of a frame each. */
function said(): unknown[] {
  const bytes: Buffer = line.read() ?? Buffer.alloc(0);
  const messages: unknown[] = [];
  for (let at = 0; at < bytes.length; ) {
    const isLong = bytes[at + 1] === 126;
    const from = at + (isLong ? 4 : 2);
    at = from + (isLong ? bytes.readUInt16BE(at + 2) : (bytes[at + 1] ?? 0));
    messages.push(JSON.parse(bytes.toString("utf8", from, at)));
  }
  return messages;
}

test("what is told is said under the id it was asked by, until it is stopped", async () => {
  await subscribe(1, "one");
  listeners.get("one")?.tell("first");
  await setImmediate();
  expect(said()).toEqual([
    { id: 1, result: { type: "started" } },
    { id: 1, result: { type: "data", data: { json: "first" } } },
  ]);
  const listener = listeners.get("one");
  await stop(1);
  listener?.tell("late");
  await setImmediate();
  expect([said(), listeners.size]).toEqual([[{ id: 1, result: { type: "stopped" } }], 0]);
});

test("what is stopped while it is let in, or whose line is gone by then, never begins", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  letIn = promise;
  await subscribe(1, "one");
  await stop(1);
  await subscribe(2, "two");
  socket.emit("close");
  resolve();
  await setImmediate();
  expect(listeners.size).toBe(0);
});

test("an id is one subscription's at a time, and free when that has ended, for whatever reason", async () => {
  await subscribe(1, "one");
  await subscribe(1, "two");
  expect([errors, [...listeners.keys()]]).toEqual([["BAD_REQUEST"], ["one"]]);
  said();
  listeners.get("one")?.end(new TRPCError({ code: "FORBIDDEN", message: "gone" }));
  await setImmediate();
  expect(said()).toMatchObject([{ id: 1, error: { json: { message: "gone" } } }]);
  await subscribe(1, "three");
  expect([...listeners.keys()]).toContain("three");
});

test("a query is refused, and everything said is a sign of life", async () => {
  const before = heardAtMs(socket) ?? Number.NaN;
  await say({ id: 1, method: "query", params: { path: "query", input: { json: null } } });
  expect(errors).toEqual(["METHOD_NOT_SUPPORTED"]);
  expect(heardAtMs(socket)).toBeGreaterThan(before);
});
