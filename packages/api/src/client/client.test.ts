import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createTokens } from "@steward/auth";
import { AppError } from "@steward/contracts";
import { refusalBody } from "@steward/wire/server";
import { createHTTPHandler } from "@trpc/server/adapters/standalone";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createHarness, type Harness, password } from "../contract/harness.ts";
import { createContext } from "../kernel/context.ts";
import { toTRPCError } from "../kernel/errors.ts";
import { appRouter } from "../router.ts";
import { type ClientTokens, codeOf, createStewardClient, isConnectionLost, reasonOf } from "./index.ts";

interface Heard {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

let harness: Harness;
let server: Server;
let url: string;
let heard: Heard[];
/** Whether the line breaks before this request is answered. */
let breaks: (request: Heard) => boolean;
/** Whether the server has no room for this request. */
let turnsAway: (request: Heard) => boolean;
const refusal = refusalBody(appRouter, toTRPCError(new AppError("UNAVAILABLE", "overloaded")));

beforeAll(async () => {
  harness = await createHarness();
  const answer = createHTTPHandler({
    router: appRouter,
    basePath: "/trpc/",
    createContext: ({ req }) => {
      const headers = new Headers(Object.entries(req.headers).map(([name, value]) => [name, String(value)]));
      return createContext(harness.platform, { headers, requestId: "request-of-a-test", address: "192.0.2.1" });
    },
  });
  server = createServer((request, response) => {
    const path = request.url?.slice("/trpc/".length).split("?")[0] ?? "";
    const one = { path, headers: request.headers };
    heard.push(one);
    // Done, and not answered.
    if (breaks(one)) response.end = () => request.socket.destroy() as never;
    if (turnsAway(one)) response.writeHead(503, { "content-type": "application/json" }).end(refusal);
    else answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await harness.close();
});
beforeEach(() => {
  heard = [];
  breaks = () => false;
  turnsAway = () => false;
});

/** Breaks the line of the first `times` requests for a path. */
function breakFirst(path: string, times: number): void {
  let left = times;
  breaks = (request) => request.path === path && left-- > 0;
}
async function signIn(): Promise<ClientTokens> {
  const { email } = harness.acme.members.owner;
  return createTokens(harness.platform, { email, password, address: "192.0.2.1", userAgent: "node" });
}
async function signedIn() {
  return createStewardClient({ url, tenant: "acme", tokens: await signIn(), retryDelayMs: () => 0 });
}
const failureOf = (call: Promise<unknown>) =>
  call.then(
    () => expect.unreachable("the call should have failed"),
    (error: unknown) => error,
  );
const keyOf = ({ headers }: Heard) => headers["idempotency-key"];

describe("mutations", () => {
  it("are sent again under the same key where the answer was lost, and done once", async () => {
    const steward = await signedIn();
    breakFirst("crm.tag.create", 2);
    const made = await steward.crm.tag.create.mutate({ name: "Once", colour: "blue" });
    expect(heard.map(({ path }) => path)).toEqual(["crm.tag.create", "crm.tag.create", "crm.tag.create"]);
    expect(new Set(heard.map(keyOf)).size).toBe(1);
    breaks = () => false;
    const { items } = await steward.crm.tag.list.query({});
    expect(items.filter(({ name }) => name === "Once").map(({ id }) => id)).toEqual([made.id]);
  });

  it("of one moment travel together, each with a key of its own", async () => {
    const steward = await signedIn();
    const names = ["One", "Two", "Three"];
    await Promise.all(names.map((name) => steward.crm.tag.create.mutate({ name, colour: "blue" })));
    expect(heard).toHaveLength(1);
    const keys = String(heard.map(keyOf)).split(", ");
    expect(new Set(keys).size).toBe(3);
  });

  it("carry the key a caller names, whenever they are asked for again", async () => {
    const steward = await signedIn();
    const order = { context: { idempotencyKey: "order-4711" } };
    const made = await steward.crm.tag.create.mutate({ name: "Order", colour: "blue" }, order);
    expect(await steward.crm.tag.create.mutate({ name: "Order", colour: "blue" }, order)).toEqual(made);
    const other = await failureOf(steward.crm.tag.create.mutate({ name: "Other", colour: "blue" }, order));
    expect([codeOf(other), reasonOf(other)]).toEqual(["CONFLICT", "idempotency.key_reused"]);
  });

  it("that keep no answer are sent once: nobody could tell whether they were done", async () => {
    const steward = await signedIn();
    breakFirst("user.session.revokeOthers", 1);
    expect(isConnectionLost(await failureOf(steward.user.session.revokeOthers.mutate()))).toBe(true);
    expect(heard).toHaveLength(1);
  });

  it("that were turned away are sent again, also those that keep no answer: nothing of them was done", async () => {
    const steward = await signedIn();
    turnsAway = () => heard.length <= 2;
    await steward.user.session.revokeOthers.mutate();
    expect(heard.map(({ path }) => path)).toEqual(Array(3).fill("user.session.revokeOthers"));
    turnsAway = () => true;
    const refused = await failureOf(steward.crm.tag.create.mutate({ name: "Full", colour: "blue" }));
    expect([codeOf(refused), reasonOf(refused), heard.length]).toEqual(["UNAVAILABLE", "overloaded", 7]);
  });

  it("are given up after four attempts", async () => {
    const steward = await signedIn();
    breakFirst("crm.tag.create", 9);
    expect(isConnectionLost(await failureOf(steward.crm.tag.create.mutate({ name: "Never", colour: "blue" })))).toBe(
      true,
    );
    expect(heard).toHaveLength(4);
  });

  it("that a rule refuses are not asked for again", async () => {
    const steward = await signedIn();
    const refusal = await failureOf(steward.crm.tag.create.mutate({ name: "", colour: "blue" }));
    expect([codeOf(refusal), heard.length]).toEqual(["INVALID", 1]);
  });
});

describe("queries", () => {
  it("carry no key", async () => {
    await (await signedIn()).crm.tag.list.query({});
    expect(heard.map(keyOf)).toEqual([undefined]);
  });
});

describe("tokens", () => {
  it("that are about to expire are renewed once, for all who ask, and told before they are used", async () => {
    const tokens = await signIn();
    const renewals: { tokens: ClientTokens; requests: number }[] = [];
    const steward = createStewardClient({
      url,
      tokens: { ...tokens, expiresAt: new Date(Date.now() + 1_000) },
      onTokens: (renewed) => void renewals.push({ tokens: renewed, requests: heard.length }),
    });
    await Promise.all([steward.user.me.query(), steward.user.session.list.query(), steward.user.me.query()]);
    await steward.user.me.query();
    expect(heard.filter(({ path }) => path === "auth.token.refresh")).toHaveLength(1);
    expect(renewals).toMatchObject([{ requests: 1 }]);
    expect(heard.at(-1)?.headers.authorization).toBe(`Bearer ${renewals[0]?.tokens.accessToken}`);
  });

  it("are renewed when the server calls them expired, whatever this machine's clock says", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() - 20 * 60_000 });
    const old = await signIn().finally(() => vi.useRealTimers());
    const believed = { ...old, expiresAt: new Date(Date.now() + 600_000) };
    const steward = createStewardClient({ url, tenant: "acme", tokens: believed });
    const made = await steward.crm.tag.create.mutate({ name: "Late", colour: "blue" });
    expect(made.name).toBe("Late");
    expect(heard.map(({ path }) => path)).toEqual(["crm.tag.create", "auth.token.refresh", "crm.tag.create"]);
  });

  it("that are no good are not renewed", async () => {
    const tokens = { ...(await signIn()), accessToken: "none" };
    expect(reasonOf(await failureOf(createStewardClient({ url, tokens }).user.me.query()))).toBe("auth.invalid_token");
    expect(heard).toHaveLength(1);
  });

  it("are renewed again where the answer was lost", async () => {
    const tokens = await signIn();
    const steward = createStewardClient({ url, tokens: { ...tokens, expiresAt: new Date(0) } });
    breakFirst("auth.token.refresh", 1);
    expect(await steward.user.me.query()).toHaveProperty("email", harness.acme.members.owner.email);
  });
});

it("is nobody without key or tokens", async () => {
  expect(codeOf(await failureOf(createStewardClient({ url }).user.me.query()))).toBe("UNAUTHENTICATED");
});

it("gives up on a server that does not answer", async () => {
  const silent = createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const silentUrl = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const steward = createStewardClient({ url: silentUrl, timeoutMs: 50 });
  expect(isConnectionLost(await failureOf(steward.user.me.query()))).toBe(true);
  silent.closeAllConnections();
  silent.close();
});
