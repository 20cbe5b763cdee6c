import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { AppRouter } from "@steward/api";
import { codeOf, createStewardClient, liveLinks } from "@steward/api/client";
import { hashPassword } from "@steward/auth";
import { defineEvent, type EventDefinition, type Role } from "@steward/contracts";
import {
  eventChannel,
  type LiveMessage,
  signalChannel,
  writeEventMessage,
  writeSignalMessage,
} from "@steward/contracts/kernel/live";
import { uuidv7 } from "@steward/db";
import { member, tenant, user } from "@steward/db/schema";
import { startProcess, type TestProcess } from "@steward/ports/process/testing";
import { emit } from "@steward/services/kernel";
import { openBus } from "@steward/services/platform";
import { actingAs, createTwoTenants, type TestTenant, type TwoTenants } from "@steward/testing";
import { createTRPCClient } from "@trpc/client";
import { eq, sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { WebSocket as Socket } from "ws";
import { z } from "zod";
import { openLine } from "./testing/line.ts";

const password = "correct horse battery staple";
const entry = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const changed = defineEvent("crm.account.tested", z.object({}));
const renamed = defineEvent("org.tenant.tested", z.object({}));
/** What comes at all comes soon; on a machine with other work, less soon. */
const patience = { timeout: 30_000, interval: 20 };
/** Nodes to which nothing is told look by themselves after six seconds. */
const atOnce = { timeout: 5_000, interval: 5 };

let two: TwoTenants;
let nodes: [TestProcess, TestProcess];
let worker: TestProcess;
const open: (() => unknown)[] = [];

const startNode = () =>
  startProcess(entry("main.ts"), {
    STEWARD_API_PORT: "0",
    STEWARD_APP_DATABASE_URL: two.appUrl,
    STEWARD_SYSTEM_DATABASE_URL: two.systemUrl,
    STEWARD_SECRET: "a secret of the tests, long enough to sign with",
    STEWARD_OVERLOAD_MS: "60000",
  });
const startWorker = () =>
  startProcess(entry("../../worker/src/main.ts"), {
    STEWARD_WORKER_PORT: "0",
    DATABASE_URL: two.ownerUrl,
    STEWARD_APP_DATABASE_URL: two.appUrl,
    STEWARD_SYSTEM_DATABASE_URL: two.systemUrl,
  });

beforeAll(async () => {
  two = await createTwoTenants();
  await two.system.update(user).set({ passwordHash: await hashPassword(password) });
  [worker, ...nodes] = await Promise.all([startWorker(), startNode(), startNode()]);
});
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});
afterAll(async () => {
  await Promise.all([worker, ...nodes].map((each) => each?.end("SIGTERM")));
  await two?.close();
});

const tokens = new Map<string, string>();
async function tokenOf(of: TestTenant, role: Role): Promise<string> {
  const { email } = of.members[role];
  const known = tokens.get(email);
  if (known) return known;
  const { accessToken } = await createStewardClient({ url: nodes[0].url }).auth.token.create.mutate({
    email,
    password,
  });
  tokens.set(email, accessToken);
  return accessToken;
}

interface Listening {
  readonly heard: LiveMessage[];
  /** The records that something was heard of. */
  entities(): string[];
  lastEventId(): string | undefined;
  readonly failures: unknown[];
  /** Asks again over the same socket, and says why it was refused. */
  askAgain(): Promise<unknown>;
  stop(): void;
}

/** Listens as pages do, and waits until it is told that it hears. */
async function listen(
  url: string,
  { of = two.acme, role = "manager", lastEventId }: { of?: TestTenant; role?: Role; lastEventId?: string } = {},
): Promise<Listening> {
  const token = await tokenOf(of, role);
  const client = createTRPCClient<AppRouter>({
    links: [liveLinks({ url, tenant: of.slug, token: async () => token })],
  });
  const heard: LiveMessage[] = [];
  const failures: unknown[] = [];
  let last: string | undefined;
  const subscription = client.live.events.subscribe(
    { lastEventId },
    {
      onData({ id, data }) {
        last = id;
        heard.push(data);
      },
      onError: (error) => failures.push(error),
    },
  );
  const stop = () => subscription.unsubscribe();
  open.push(stop);
  await vi.waitFor(() => expect([...heard, ...failures].at(-1)).toBeDefined(), patience);
  return {
    heard,
    entities: () => heard.flatMap((message) => (message.kind === "event" ? [message.entityId] : [])),
    lastEventId: () => last,
    failures,
    askAgain: () =>
      new Promise((resolve, reject) => {
        client.live.events.subscribe({}, { onError: resolve, onData: () => reject(new Error("It was let in.")) });
      }),
    stop,
  };
}

async function happen(
  of: TestTenant = two.acme,
  event: EventDefinition = changed,
  audience?: readonly string[],
): Promise<string> {
  const id = uuidv7();
  await actingAs(two.database, of).write((ctx) => emit(ctx, event, id, {}, { audience }));
  return id;
}

/** What listeners hear beside what earlier tests left behind for those who come within a minute. */
const since = (listening: Listening, ids: readonly string[]) => {
  const wanted = new Set(ids);
  return listening.entities().filter((id) => wanted.has(id));
};

describe("what happens is heard", () => {
  test("on every node, in order, each once, and by nobody of another organisation", async () => {
    const here = await listen(nodes[0].url);
    const there = await listen(nodes[1].url);
    const elsewhere = await listen(nodes[1].url, { of: two.globex });
    const ids: string[] = [];
    for (let count = 0; count < 100; count += 1) ids.push(await happen());
    const theirs = await happen(two.globex);
    await vi.waitFor(() => {
      expect(since(here, ids)).toEqual(ids);
      expect(since(there, ids)).toEqual(ids);
    }, patience);
    await vi.waitFor(() => expect(since(elsewhere, [theirs, ...ids])).toEqual([theirs]), patience);
    expect(here.heard.find((message) => message.kind === "event" && message.entityId === ids[0])).toEqual({
      kind: "event",
      id: expect.any(String),
      name: "crm.account.tested",
      address: "crm.account",
      entityId: ids[0],
    });
  });

  test("when it happens, not when somebody looks", async () => {
    const listening = await listen(nodes[1].url);
    const id = await happen();
    await vi.waitFor(() => expect(listening.entities()).toContain(id), atOnce);
  });

  test("without a gap or a repetition over cut lines and a killed node", async () => {
    const doomed = await startNode();
    const line = await openLine(doomed.url);
    open.push(line.close);
    const listening = await listen(line.url);
    const ids: string[] = [];
    for (let round = 0; round < 6; round += 1) {
      for (let count = 0; count < 20; count += 1) ids.push(await happen());
      if (round === 3) {
        line.leadTo(nodes[0].url);
        await doomed.end("SIGKILL");
      } else line.cut();
    }
    await vi.waitFor(() => expect(since(listening, ids)).toEqual(ids), patience);
  });

  test("without a gap by whoever slept while the line died without a word", async () => {
    const line = await openLine(nodes[0].url);
    open.push(line.close);
    const sleeper = await startProcess(entry("testing/sleeper-main.ts"), {
      URL: line.url,
      TOKEN: await tokenOf(two.acme, "manager"),
    });
    open.push(() => sleeper.end("SIGKILL"));
    const heardOf = (ids: readonly string[]) =>
      sleeper.lines.flatMap(({ entityId }) => (ids.includes(String(entityId)) ? [String(entityId)] : []));
    const ids = [await happen()];
    await vi.waitFor(() => expect(heardOf(ids)).toEqual(ids), patience);
    sleeper.child.kill("SIGSTOP");
    line.die();
    for (let count = 0; count < 20; count += 1) ids.push(await happen());
    expect(heardOf(ids)).toHaveLength(1);
    sleeper.child.kill("SIGCONT");
    await vi.waitFor(() => expect(heardOf(ids)).toEqual(ids), patience);
    expect(sleeper.lines.map(({ msg }) => msg)).not.toContain("snapshot");
  });

  test("also after the worker that tells it was killed, and while none runs", async () => {
    const listening = await listen(nodes[0].url);
    const ids = [await happen()];
    await worker.end("SIGKILL");
    ids.push(await happen(), await happen());
    // Nothing tells of these: silence makes the nodes look.
    await vi.waitFor(() => expect(since(listening, ids)).toEqual(ids), patience);
    worker = await startWorker();
    ids.push(await happen());
    await vi.waitFor(() => expect(since(listening, ids)).toEqual(ids), patience);
  });

  test("ahead of its turn while somebody's long transaction holds it back, and in its turn again", async () => {
    const listening = await listen(nodes[0].url);
    const importing = new pg.Client({ connectionString: two.ownerUrl });
    await importing.connect();
    open.push(() => importing.end());
    await importing.query("begin");
    await importing.query("select pg_current_xact_id()");
    const entityId = await happen();
    const what = { id: expect.any(String), name: "crm.account.tested", address: "crm.account", entityId };
    await vi.waitFor(() => expect(listening.heard).toContainEqual({ kind: "ahead", ...what }), patience);
    expect(listening.entities()).not.toContain(entityId);
    await importing.query("rollback");
    await vi.waitFor(() => expect(since(listening, [entityId])).toEqual([entityId]), patience);
  });

  test("by somebody who comes back, from where they were", async () => {
    const first = await listen(nodes[0].url);
    const before = await happen();
    await vi.waitFor(() => expect(first.entities()).toContain(before), patience);
    first.stop();
    const missed = [await happen(), await happen()];
    const lastEventId = first.lastEventId();
    if (!lastEventId) expect.unreachable();
    const again = await listen(nodes[1].url, { lastEventId });
    await vi.waitFor(() => expect(since(again, missed)).toEqual(missed), patience);
  });

  test.each([
    ["nobody ever gave", "18446744073709551615.ffffffff-ffff-ffff-ffff-ffffffffffff"],
    ["is none", "yesterday"],
  ])("as a snapshot from a place that %s", async (_what, lastEventId) => {
    const listening = await listen(nodes[0].url, { lastEventId });
    expect(listening.heard[0]).toEqual({ kind: "snapshot" });
    const id = await happen();
    await vi.waitFor(() => expect(since(listening, [id])).toEqual([id]), patience);
  });
});

describe("nobody hears what is not theirs", () => {
  test("of records they may do nothing with", async () => {
    const guest = await listen(nodes[0].url, { role: "guest" });
    const hidden = await happen();
    const shown = await happen(two.acme, renamed);
    await vi.waitFor(() => expect(guest.entities()).toContain(shown), patience);
    expect(guest.entities()).not.toContain(hidden);
  });

  test.each([
    ["named on the bus", 1],
    ["too many to be named there", 300],
  ])("addressed to others, as it happens and afterwards: %s", async (_what, size) => {
    const { manager, admin } = two.acme.members;
    const others = Array.from({ length: size - 1 }, () => uuidv7());
    const to = async (memberId: string) => happen(two.acme, changed, [...others, memberId]);
    const listening = await listen(nodes[0].url);
    const lastEventId = listening.lastEventId();
    if (!lastEventId) expect.unreachable();
    const theirs = await to(admin.memberId);
    const mine = await to(manager.memberId);
    await vi.waitFor(() => expect(since(listening, [theirs, mine])).toEqual([mine]), patience);
    const again = await listen(nodes[1].url, { lastEventId });
    await vi.waitFor(() => expect(since(again, [theirs, mine])).toEqual([mine]), patience);
    const other = await listen(nodes[1].url, { role: "admin", lastEventId });
    await vi.waitFor(() => expect(since(other, [theirs, mine])).toEqual([theirs]), patience);
  });

  test.each([
    [
      "disabled",
      () =>
        two.system
          .update(member)
          .set({ disabledAt: new Date() })
          .where(eq(member.id, two.acme.members.technician.memberId)),
      "technician",
    ],
    [
      "members of a suspended organisation",
      () => two.system.update(tenant).set({ suspendedAt: new Date() }).where(eq(tenant.id, two.globex.id)),
      "manager",
    ],
  ] as const)("once they are %s, long before their rights are looked at again", async (what, change, role) => {
    const of = what === "disabled" ? two.acme : two.globex;
    const listening = await listen(nodes[0].url, { of, role });
    expect(listening.failures).toEqual([]);
    await change();
    await vi.waitFor(() => expect(listening.failures).toHaveLength(1), patience);
    expect(codeOf(listening.failures[0])).toBe("FORBIDDEN");
    expect(codeOf(await listening.askAgain())).toBe("FORBIDDEN");
    const after = await happen(of);
    const other = await listen(nodes[0].url);
    const last = await happen();
    await vi.waitFor(() => expect(other.entities()).toContain(last), patience);
    expect(listening.entities()).not.toContain(after);
  });

  test("who does not say who they are", async () => {
    const client = createTRPCClient<AppRouter>({ links: [liveLinks({ url: nodes[0].url, tenant: "acme" })] });
    const failure = await new Promise((resolve) => {
      client.live.events.subscribe({}, { onError: resolve });
    });
    expect(codeOf(failure)).toBe("UNAUTHENTICATED");
  });

  /** How a handshake ends: `open`, or the status it is refused with. */
  const handshake = async (path: string, headers: Record<string, string>) => {
    const socket = new Socket(`${nodes[0].url.replace("http", "ws")}${path}`, { headers });
    socket.on("error", () => {});
    const ended = await Promise.race([
      once(socket, "open").then(() => "open"),
      once(socket, "unexpected-response").then(([, response]) => response.statusCode),
    ]);
    socket.terminate();
    return ended;
  };
  test.each([
    ["a page of ours", "/live", { origin: "http://localhost:3000", cookie: "a=b" }, "open"],
    ["a program", "/live", {}, "open"],
    ["a page of somebody else's", "/live", { origin: "https://evil.example", cookie: "a=b" }, 403],
    ["something with a cookie and no page", "/live", { cookie: "a=b" }, 403],
    ["another path", "/trpc/live.events", { origin: "http://localhost:3000" }, 404],
  ])("%s", async (_who, path, headers, ending) => {
    expect(await handshake(path, headers as Record<string, string>)).toBe(ending);
  });
});

test("signals reach those they are addressed to, on every node, and are told once", async () => {
  const { manager, admin } = two.acme.members;
  const here = await listen(nodes[0].url);
  const there = await listen(nodes[1].url);
  const other = await listen(nodes[1].url, { role: "admin" });
  const guest = await listen(nodes[0].url, { role: "guest" });
  const bus = openBus({ ...two, systemDatabaseUrl: two.systemUrl, redisUrl: null, onError: () => {} });
  open.push(bus.close);
  const signal = { name: "crm.account.tested", entityId: uuidv7(), memberId: admin.memberId, state: "on" };
  const toManager = writeSignalMessage({ tenantId: two.acme.id, ...signal, audience: [manager.memberId] });
  const toAll = writeSignalMessage({ tenantId: two.acme.id, ...signal, state: "off", audience: null });
  if (!toManager || !toAll) expect.unreachable();
  await bus.publish(signalChannel, [toManager, toAll]);
  const signals = ({ heard }: Listening) =>
    heard.flatMap((message) => (message.kind === "signal" ? [message.state] : []));
  await vi.waitFor(() => {
    expect(signals(here)).toEqual(["on", "off"]);
    expect(signals(there)).toEqual(["on", "off"]);
    expect(signals(other)).toEqual(["off"]);
  }, patience);
  expect(here.heard.findLast(({ kind }) => kind === "signal")).toEqual({ kind: "signal", ...signal, state: "off" });
  expect(signals(guest)).toEqual([]);
  const again = await listen(nodes[1].url, { lastEventId: here.lastEventId() ?? "" });
  const next = await happen();
  await vi.waitFor(() => expect(since(again, [next])).toEqual([next]), patience);
  expect(signals(again)).toEqual([]);
});

test("a socket that takes nothing is cut when four megabytes wait for it, and nobody else waits", async () => {
  const token = await tokenOf(two.acme, "manager");
  const slow = new Socket(`${nodes[0].url.replace("http", "ws")}/live?connectionParams=1`);
  open.push(() => slow.terminate());
  await once(slow, "open");
  const told: string[] = [];
  slow.on("message", (data) => told.push(String(data)));
  slow.send(JSON.stringify({ method: "connectionParams", data: { tenant: "acme", token } }));
  slow.send(JSON.stringify({ id: 1, method: "subscription", params: { path: "live.events", input: { json: {} } } }));
  await vi.waitFor(() => expect(told.at(-1)).toContain('"ready"'), patience);
  const quick = await listen(nodes[0].url);
  const figure = async (name: string) => {
    const text = await (await fetch(`${nodes[0].url}/metrics`)).text();
    return Number(new RegExp(`^${name}\\{[^}]*\\} (\\d+)$`, "m").exec(text)?.[1]);
  };
  slow.pause();
  // What the bus says of so many long events is far more than both ends of a line hold for a while.
  const ids = Array.from({ length: 6_000 }, () => uuidv7());
  const lines = ids.map((id, index) =>
    writeEventMessage({
      tenantId: two.acme.id,
      xid: String(10 ** 15 + index),
      id,
      name: `crm.account.${"x".repeat(3_500)}`,
      entityId: id,
      audience: null,
    }),
  );
  for (let from = 0; from < lines.length; from += 2) {
    await two.system.execute(sql`select pg_notify(${eventChannel}, ${lines.slice(from, from + 2).join("\n")})`);
  }
  await vi.waitFor(async () => expect(await figure("steward_live_sockets_cut")).toBe(1), patience);
  slow.resume();
  await vi.waitFor(() => expect(slow.readyState).toBe(Socket.CLOSED), patience);
  await vi.waitFor(() => expect(since(quick, ids)).toEqual(ids), patience);
});

test("over sockets nothing else is answered: it would have no limits", async () => {
  const token = await tokenOf(two.acme, "manager");
  const client = createTRPCClient<AppRouter>({
    links: [liveLinks({ url: nodes[0].url, tenant: "acme", token: async () => token })],
  });
  await expect(client.org.tenant.current.query()).rejects.toMatchObject({ data: { code: "NOT_FOUND" } });
});

test("where no socket gets through, events of the server tell the same", async () => {
  const token = await tokenOf(two.acme, "manager");
  const input = encodeURIComponent(JSON.stringify({ json: {} }));
  const params = encodeURIComponent(JSON.stringify({ tenant: "acme" }));
  const stopped = new AbortController();
  const answer = await fetch(`${nodes[0].url}/trpc/live.events?input=${input}&connectionParams=${params}`, {
    headers: { accept: "text/event-stream", authorization: `Bearer ${token}` },
    signal: stopped.signal,
  });
  expect(answer.headers.get("content-type")).toContain("text/event-stream");
  const id = await happen();
  let text = "";
  for await (const chunk of answer.body ?? []) {
    text += Buffer.from(chunk).toString("utf8");
    if (text.includes(id)) break;
  }
  expect(text).toContain('"crm.account.tested"');
  stopped.abort();
});
