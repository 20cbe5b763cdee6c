import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createTRPCClient, httpBatchLink, httpBatchStreamLink, httpLink, type TRPCLink } from "@trpc/client";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { transformer } from "../client/index.ts";
import { abandoned, begun, guard, testRouter } from "../testing/router.ts";
import { createWireHandler } from "./index.ts";

/** A server learns that somebody left when it reads the end of their line. */
const patience = { timeout: 30_000, interval: 20 };
let server: Server;
let url: string;
const errors: string[] = [];
beforeAll(async () => {
  const handler = createWireHandler({
    router: testRouter,
    basePath: "/trpc/",
    createContext: () => ({ name: "context" }),
    onError: ({ error }) => void errors.push(error.code),
  });
  server = createServer((request, response) => handler(request, response, { state: null, maxBodyBytes: 1_000_000 }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/trpc`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

type Router = typeof testRouter;
const clientOf = (link: TRPCLink<Router>) => createTRPCClient<Router>({ links: [link] });
const single = () => clientOf(httpLink({ url, transformer }));
const batched = () => clientOf(httpBatchLink({ url, transformer }));
const streamed = () => clientOf(httpBatchStreamLink({ url, transformer }));

test.each([
  ["httpLink", single],
  ["httpBatchLink", batched],
  ["httpBatchStreamLink", streamed],
])("tRPC's own client: %s", async (_, client) => {
  const value = { at: new Date(1), amountMinor: 5n, tags: new Set(["ü"]), none: undefined };
  const answers = await Promise.all([
    client().small.query(),
    client().echo.query(value),
    client().change.mutate(value),
    client().rich.query(),
    client().later.query(),
  ]);
  expect(answers.slice(0, 3)).toEqual([{ ok: true }, value, { changed: value }]);
  expect(answers[3]).toMatchObject({ at: new Date(1e12), big: 2n ** 80n, rates: new Map([["EUR", 1.5]]) });
  expect(answers[4]).toEqual(new Date(5));
  await expect(client().fail.conflict?.query()).rejects.toMatchObject({
    data: { code: "CONFLICT", path: "fail.conflict" },
  });
});

test("calls of one batch succeed and fail apart from each other", async () => {
  const client = batched();
  const [good, bad, none] = await Promise.allSettled([
    client.doubled.query({ n: 2 }),
    client.doubled.query({ n: "2" as unknown as number }),
    client.crash.query(),
  ]);
  expect(good).toEqual({ status: "fulfilled", value: 4 });
  expect(bad).toMatchObject({ reason: { data: { code: "BAD_REQUEST" } } });
  expect(none).toMatchObject({ reason: { data: { code: "INTERNAL_SERVER_ERROR" } } });
});

test("forms and files", async () => {
  const form = new FormData();
  form.set("a", "1");
  form.set("b", new File(["x"], "x.csv"));
  const client = clientOf(
    httpLink({ url, transformer: { serialize: (body) => body, deserialize: transformer.deserialize } }),
  );
  expect(await client.upload.mutate(form as never)).toEqual(["a", "b"]);
  expect(await client.octets.mutate(new Blob(["12345"]) as never)).toBe(5);
});

test("a client that leaves aborts its calls, and one that stays does not", async () => {
  const leaving = new AbortController();
  const calls = [
    single().patient.query("alone", { signal: leaving.signal }),
    batched().patient.query("in a batch", { signal: leaving.signal }),
  ];
  await vi.waitFor(() => expect(begun.toSorted()).toEqual(["alone", "in a batch"]), patience);
  leaving.abort();
  for (const call of calls) await expect(call).rejects.toThrow();
  await vi.waitFor(() => expect(abandoned.toSorted()).toEqual(["alone", "in a batch"]), patience);
  expect(await single().isAborted.query()).toBe(false);
});

test("one answer after the other on a kept-alive connection, each with its length", async () => {
  const { headers } = await fetch(`${url}/small`);
  expect(headers.get("content-length")).toBe(String('{"result":{"data":{"json":{"ok":true}}}}'.length));
  expect(headers.get("connection")).toBe("keep-alive");
});

test("a client that leaves before its body is asked for leaves no call behind", async () => {
  errors.length = 0;
  guard.isUp = true;
  const leaving = new AbortController();
  const call = single().guarded.mutate({ a: "x" }, { signal: leaving.signal });
  await vi.waitFor(() => expect(begun).toContain("guarded"), patience);
  leaving.abort();
  await expect(call).rejects.toThrow();
  await vi.waitFor(() => expect(errors).toEqual(["CLIENT_CLOSED_REQUEST"]), patience);
  guard.isUp = false;
  expect(await single().guarded.mutate({ a: "x" })).toEqual({ a: "x" });
});

test("a callback that always fails costs its request, not the process", async () => {
  const broken = createWireHandler({
    router: testRouter,
    basePath: "/trpc/",
    createContext: () => ({ name: "context" }),
    onError: () => {
      throw new Error("the callback failed");
    },
  });
  const own = { state: null, maxBodyBytes: 1_000_000 };
  const breaking = createServer((request, response) => broken(request, response, own));
  await new Promise<void>((resolve) => breaking.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(breaking.address() as AddressInfo).port}/trpc`;
  await expect(fetch(`${address}/crash`)).rejects.toThrow();
  expect((await fetch(`${address}/small`)).status).toBe(200);
  breaking.close();
  breaking.closeAllConnections();
});
