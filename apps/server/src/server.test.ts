import { once } from "node:events";
import { request } from "node:http";
import { connect, createServer, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { appRouter, listProcedures } from "@steward/api";
import { hashPassword } from "@steward/auth";
import { roleUrl } from "@steward/db/migrate";
import { user } from "@steward/db/schema";
import { startTestServer } from "@steward/db/testing";
import { listen } from "@steward/ports/process";
import { startProcess, type TestProcess } from "@steward/ports/process/testing";
import { createTwoTenants, type TwoTenants } from "@steward/testing";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { sendRaw } from "./testing/raw.ts";

const password = "correct horse battery staple";
const web = "http://localhost:3000";
/** What comes at all comes soon; on a machine with other work, less soon. */
const patience = { timeout: 30_000, interval: 20 };
const entry = fileURLToPath(new URL("main.ts", import.meta.url));

let fixture: TwoTenants;
let server: TestProcess;
let token: string;

function settings(urls: { appUrl: string; systemUrl: string }): Record<string, string> {
  return {
    STEWARD_API_PORT: "0",
    STEWARD_APP_DATABASE_URL: urls.appUrl,
    STEWARD_SYSTEM_DATABASE_URL: urls.systemUrl,
    STEWARD_SECRET: "a secret of the tests, long enough to sign with",
    // On a machine with other work everything is late, and nothing here is about that.
    STEWARD_OVERLOAD_MS: "60000",
  };
}

beforeAll(async () => {
  fixture = await createTwoTenants();
  await fixture.system.update(user).set({ passwordHash: await hashPassword(password) });
  server = await startProcess(entry, settings(fixture));
  const answer = await call("auth.token.create", {
    body: { email: fixture.acme.members.member.email, password },
  });
  token = (await dataOf(answer)).accessToken ?? "";
});

afterAll(async () => {
  await server?.end("SIGTERM");
  await fixture?.close();
});

interface CallOptions {
  headers?: Record<string, string>;
  /** Makes it a mutation. */
  body?: unknown;
  url?: string;
}

/** One procedure call by hand: the protocol is what is tested here, so no client stands in between. */
function call(procedure: string, { headers = {}, body, url = server.url }: CallOptions = {}): Promise<Response> {
  if (body === undefined) return fetch(`${url}/trpc/${procedure}`, { headers });
  return fetch(`${url}/trpc/${procedure}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify({ json: body }),
  });
}

/** What the wire carries for one call. */
interface Wire {
  result: { data: { json: Record<string, string> } };
  error: { json: { data: Record<string, string> } };
}

const dataOf = async (answer: Response) => ((await answer.json()) as Wire).result.data.json;
const errorOf = async (answer: Response) => ((await answer.json()) as Wire).error.json.data;

const asMember = () => ({ authorization: `Bearer ${token}`, "x-tenant": "acme" });

/** The request's line in the log; it is written when the answer is out, which may be a moment after we have it. */
const lineOf = (requestId: string) =>
  vi.waitFor(() => {
    const line = server.lines.find((candidate) => candidate.requestId === requestId && candidate.msg === "request");
    expect(line).toBeDefined();
    return line;
  }, patience);

describe("a request", () => {
  test("is answered with data, its request id, and one line that names tenant, actor and procedure", async () => {
    const answer = await call("user.me", { headers: { ...asMember(), "x-request-id": "req-12345678" } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("x-request-id")).toBe("req-12345678");
    expect(await dataOf(answer)).toMatchObject({ email: "member@acme.test" });
    await call("org.tenant.current", { headers: { ...asMember(), "x-request-id": "req-tenant-1" } });
    expect(await lineOf("req-tenant-1")).toMatchObject({
      service: "server",
      tenant: "acme",
      actor: fixture.acme.members.member.memberId,
      procedure: "org.tenant.current",
      method: "GET",
      status: 200,
    });
    expect(server.lines.filter((line) => line.requestId === "req-tenant-1")).toHaveLength(1);
  });

  test("with a forged request id gets a fresh one, in answer, error and log", async () => {
    const answer = await call("user.me", { headers: { "x-request-id": '"},{"level":"fatal' } });
    const id = answer.headers.get("x-request-id") ?? "";
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect(await errorOf(answer)).toMatchObject({ requestId: id, appCode: "UNAUTHENTICATED" });
    expect(await lineOf(id)).toMatchObject({ status: 401, reason: "auth.sign_in_required" });
  });

  test("is never cached, sniffed, framed or allowed to run anything", async () => {
    const { headers } = await call("user.me", { headers: asMember() });
    expect(Object.fromEntries(headers)).toMatchObject({
      "cache-control": "no-store",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "no-referrer",
    });
    expect(headers.get("x-powered-by")).toBeNull();
  });

  test("for an unknown path is 404; for an unknown procedure too, and neither becomes a metric's name", async () => {
    expect((await fetch(`${server.url}/`)).status).toBe(404);
    expect((await fetch(`${server.url}/wp-admin/setup.php`)).status).toBe(404);
    expect((await call("crm.secret.dump", { headers: asMember() })).status).toBe(404);
    expect((await call("%E0%A4%A", { headers: asMember() })).status).toBe(400);
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    expect(metrics).not.toMatch(/wp-admin|secret\.dump/);
    expect(metrics).toMatch(/steward_http_requests_total\{procedure="other",method="GET",status="404"/);
  });

  test("in a batch is answered call by call, and one that fails does not harm the others", async () => {
    const answer = await fetch(`${server.url}/trpc/user.me,crm.nothing.here,org.tenant.current?batch=1`, {
      headers: { ...asMember(), "x-request-id": "req-batch-001" },
    });
    expect(answer.status).toBe(207);
    const [me, unknown, tenant] = (await answer.json()) as Wire[];
    expect(me?.result.data.json.email).toBe("member@acme.test");
    expect(unknown?.error.json.data.code).toBe("NOT_FOUND");
    expect(tenant?.result.data.json.slug).toBe("acme");
    expect(await lineOf("req-batch-001")).toMatchObject({
      procedure: "batch",
      procedures: ["user.me", "other", "org.tenant.current"],
      tenant: "acme",
    });
  });

  test("that changes something answers to no GET, which any page can make a browser send", async () => {
    const mutations = listProcedures(appRouter).filter(({ type }) => type === "mutation");
    expect(mutations.length).toBeGreaterThan(50);
    for (const { path } of mutations) {
      const answer = await call(path, { headers: asMember() });
      expect(answer.status, path).toBe(405);
      expect(answer.headers.get("content-type"), path).toBe("application/json");
    }
  });

  test("in a batch of hundreds is refused", async () => {
    const many = Array.from({ length: 300 }, () => "user.me").join(",");
    expect((await fetch(`${server.url}/trpc/${many}?batch=1`, { headers: asMember() })).status).toBe(400);
  });
});

describe("a page of another site", () => {
  const hostile = [
    "https://evil.example",
    "http://localhost:3000.evil.example",
    "http://evil-localhost:3000",
    "http://localhost:3002",
    "https://localhost:3000",
    "http://a.b.localhost:3000",
    "null",
  ];

  test.each(hostile)("(%s) may neither read nor change anything", async (origin) => {
    const change = await call("auth.token.revoke", { headers: { origin }, body: { refreshToken: "x".repeat(43) } });
    expect(change.status).toBe(403);
    expect((await errorOf(change)).reason).toBe("origin_refused");
    const read = await call("user.me", { headers: { ...asMember(), origin } });
    expect(read.status).toBe(403);
    for (const answer of [change, read]) expect(answer.headers.get("access-control-allow-origin")).toBeNull();
    const preflight = await fetch(`${server.url}/trpc/user.me`, {
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": "POST" },
    });
    expect(preflight.status).toBe(403);
  });

  test("that hides its origin cannot use the cookie", async () => {
    const body = { refreshToken: "x".repeat(43) };
    const cookie = "steward.session-token=something";
    expect((await call("auth.token.revoke", { headers: { cookie }, body })).status).toBe(403);
    expect((await call("auth.token.revoke", { headers: { cookie, origin: web }, body })).status).not.toBe(403);
    expect((await call("auth.token.revoke", { body })).status).not.toBe(403);
  });

  test.each([web, "http://acme.localhost:3000", "http://localhost:3001", "http://127.0.0.1:3000"])(
    "of ours (%s) may call, with cookies",
    async (origin) => {
      const answer = await call("user.me", { headers: { ...asMember(), origin } });
      expect(answer.status).toBe(200);
      expect(answer.headers.get("access-control-allow-origin")).toBe(origin);
      expect(answer.headers.get("access-control-allow-credentials")).toBe("true");
      expect(answer.headers.get("access-control-expose-headers")).toContain("x-request-id");
      expect(answer.headers.get("vary")).toContain("origin");
      const preflight = await fetch(`${server.url}/trpc/user.me`, {
        method: "OPTIONS",
        headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": "x-tenant" },
      });
      expect(preflight.status).toBe(204);
      expect(preflight.headers.get("access-control-allow-headers")).toContain("x-tenant");
    },
  );
});

describe("a forged header", () => {
  test.each([
    ["x-forwarded-host", "globex.localhost"],
    ["forwarded", "host=globex.localhost"],
    ["x-original-host", "globex.localhost"],
    ["x-forwarded-for", "127.0.0.1"],
    ["x-tenant-id", "globex"],
  ])("%s changes nothing", async (name, value) => {
    const answer = await call("org.tenant.current", { headers: { ...asMember(), [name]: value } });
    expect((await dataOf(answer)).slug).toBe("acme");
  });

  test("that names another organisation opens nothing", async () => {
    const answer = await call("org.tenant.current", { headers: { ...asMember(), "x-tenant": "globex" } });
    expect(answer.status).toBe(403);
    expect((await errorOf(answer)).reason).toBe("tenant_not_a_member");
  });

  test("Host that is no host is a bad request, not a crash", async () => {
    expect(await sendRaw(server.url, "GET /trpc/user.me HTTP/1.1\r\nHost: [\r\nConnection: close\r\n\r\n")).toMatch(
      /^HTTP\/1\.1 4/,
    );
    expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
  });
});

describe("a body", () => {
  test("over a megabyte is refused, whether its length is announced or not", async () => {
    const large = JSON.stringify({ json: { email: "a".repeat(1_100_000), password: "x" } });
    const announced = await call("auth.token.create", { body: large });
    expect(announced.status).toBe(413);
    expect(await errorOf(announced)).toMatchObject({ reason: "request.payload_too_large" });
    const chunked = await fetch(`${server.url}/trpc/auth.token.create`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: new Blob([large]).stream(),
      duplex: "half",
    } as RequestInit);
    expect(chunked.status).toBe(413);
  });

  test("of a file may be larger, but not without end", async () => {
    const upload = (bytes: number) => {
      const form = new FormData();
      form.set("kind", "account");
      form.set("file", new File([new Uint8Array(bytes).fill(0x61)], "accounts.csv", { type: "text/csv" }));
      return fetch(`${server.url}/trpc/crm.import.upload`, { method: "POST", headers: asMember(), body: form });
    };
    // Nonsense of a size that only a file may have: read, looked at, and refused for what it is.
    const nonsense = await upload(3_000_000);
    expect(nonsense.status).toBe(400);
    expect((await errorOf(nonsense)).reason).toMatch(/^import\./);
    // Announced but never sent: a client still writing when it is refused may see the cut before the answer.
    const status = await new Promise((resolve, reject) => {
      const headers = {
        ...asMember(),
        "content-type": "multipart/form-data; boundary=x",
        "content-length": 65 * 1024 * 1024,
      };
      const announced = request(`${server.url}/trpc/crm.import.upload`, { method: "POST", headers }, (response) => {
        resolve(response.statusCode);
        response.destroy();
      });
      announced.on("error", reject);
      announced.flushHeaders();
    });
    expect(status).toBe(413);
  });

  test("that comes after its refusal costs the client no later call on the same connection", async () => {
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    let received = "";
    socket.on("data", (chunk) => {
      received += chunk.toString("latin1");
    });
    const answers = (count: number) =>
      vi.waitFor(() => expect(received.split("HTTP/1.1 ")).toHaveLength(count + 1), patience);
    const evil = "Origin: https://evil.example\r\nContent-Type: application/json\r\n";
    socket.write(`POST /trpc/auth.token.revoke HTTP/1.1\r\nHost: localhost\r\n${evil}Content-Length: 2\r\n\r\n`);
    await answers(1);
    socket.write("{}");
    await delay(1_300);
    socket.write("GET /trpc/user.me HTTP/1.1\r\nHost: localhost\r\n\r\n");
    await answers(2);
    socket.destroy();
    expect(received).toMatch(/^HTTP\/1\.1 403 [\s\S]*HTTP\/1\.1 401 /);
  });

  test("that never ends is cut off", async () => {
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    const closed = new Promise((resolve) => socket.once("close", resolve));
    socket.on("error", () => {
      // The cut itself.
    });
    socket.write("POST /trpc/auth.token.create HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
    const chunk = `10000\r\n${"x".repeat(0x10000)}\r\n`;
    while (!socket.destroyed) {
      socket.write(chunk);
      await delay(5);
    }
    await closed;
  });

  test.each([["not json"], ["[1,2"], ['{"json":'], ["\u0000\u0001"]])(
    "that is not JSON is a bad request: %s",
    async (body) => {
      const answer = await call("auth.token.create", { body });
      expect(answer.status).toBe(400);
      const text = await answer.text();
      expect(text).not.toMatch(/node:|\.ts|SyntaxError/);
    },
  );
});

test("metrics count requests and calls by procedure, and show pools and event loop lag", async () => {
  await call("user.me", { headers: asMember() });
  const text = await (await fetch(`${server.url}/metrics`)).text();
  expect(text).toMatch(
    /steward_http_requests_total\{procedure="user\.me",method="GET",status="200",service="server"\} \d+/,
  );
  expect(text).toMatch(
    /steward_http_request_duration_seconds_bucket\{le="0\.05",service="server",procedure="user\.me"\}/,
  );
  expect(text).toMatch(
    /steward_procedure_calls_total\{procedure="user\.me",outcome="UNAUTHORIZED",service="server"\} \d+/,
  );
  expect(text).toMatch(/steward_db_pool_connections\{pool="system",state="total",service="server"\} [1-9]/);
  expect(text).toContain("nodejs_eventloop_lag_p99_seconds");
});

describe("a server", () => {
  test("that is told to stop turns unready, finishes the request under way, and leaves no connection", async () => {
    await using own = await createTwoTenants();
    await own.system.update(user).set({ passwordHash: await hashPassword(password) });
    const stopping = await startProcess(entry, { ...settings(own), STEWARD_DRAIN_MS: "2000" });
    const blocker = new pg.Client({ connectionString: own.ownerUrl });
    await blocker.connect();
    await blocker.query("begin; lock table session in access exclusive mode");
    const underWay = call("auth.token.create", {
      url: stopping.url,
      body: { email: own.acme.members.member.email, password },
    });
    await vi.waitFor(async () => {
      const { rowCount } = await blocker.query(
        "select from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())",
      );
      expect(rowCount).toBeGreaterThan(0);
    }, patience);
    const ended = stopping.end("SIGTERM");
    await vi.waitFor(async () => expect((await fetch(`${stopping.url}/health/ready`)).status).toBe(503), patience);
    expect((await fetch(`${stopping.url}/health/live`)).status).toBe(200);
    await vi.waitFor(() => expect(fetch(`${stopping.url}/health/live`)).rejects.toThrow(), patience);
    await blocker.query("commit");
    expect((await underWay).status).toBe(200);
    expect(await ended).toEqual({ code: 0, signal: null });
    // PostgreSQL notices a moment later that somebody has taken their leave.
    await vi.waitFor(async () => {
      const { rows } = await blocker.query(
        "select count(*)::int as left from pg_stat_activity where application_name = 'steward-server' and datname = current_database()",
      );
      expect(rows).toEqual([{ left: 0 }]);
    }, patience);
    await blocker.end();
  });

  test("whose database dies stays live and says why it is not ready, without a word of where the database was", async () => {
    const own = await startTestServer();
    const { ownerUrl, secret } = own.server;
    const url = (role: "steward_app" | "steward_system") => roleUrl(ownerUrl, role, secret);
    const orphan = await startProcess(
      entry,
      settings({ appUrl: url("steward_app"), systemUrl: url("steward_system") }),
    );
    try {
      await own.stop();
      // A check that came too late says so at first.
      await vi.waitFor(async () => {
        const ready = await fetch(`${orphan.url}/health/ready`);
        expect(ready.status).toBe(503);
        expect(await ready.json()).toEqual({ status: "unavailable", reasons: ["database cannot be reached"] });
      }, patience);
      expect((await fetch(`${orphan.url}/health/live`)).status).toBe(200);
      const refused = await call("user.me", { url: orphan.url, headers: { authorization: `Bearer ${token}` } });
      const text = await refused.text();
      expect(refused.status).toBe(503);
      expect(text).not.toMatch(/ECONNREFUSED|127\.0\.0\.1|postgres/);
    } finally {
      await orphan.end("SIGTERM");
      await own.stop();
    }
  });

  test("whose database comes back is ready again without a restart", async () => {
    const target = new URL(fixture.appUrl);
    const pipes = new Set<Socket>();
    const proxy = createServer((inbound) => {
      const outbound = connect(Number(target.port), target.hostname);
      for (const socket of [inbound, outbound]) {
        pipes.add(socket);
        socket.on("error", () => socket.destroy());
      }
      inbound.pipe(outbound).pipe(inbound);
    });
    const port = await listen(proxy, 0, "127.0.0.1");
    const through = (text: string) => text.replace(`:${target.port}/`, `:${port}/`);
    const patient = await startProcess(
      entry,
      settings({ appUrl: through(fixture.appUrl), systemUrl: through(fixture.systemUrl) }),
    );
    try {
      const status = async () => (await fetch(`${patient.url}/health/ready`)).status;
      await vi.waitFor(async () => expect(await status()).toBe(200), patience);
      const closed = once(proxy, "close");
      proxy.close();
      for (const socket of pipes) socket.destroy();
      await closed;
      expect(await status()).toBe(503);
      await listen(proxy, port, "127.0.0.1");
      await vi.waitFor(async () => expect(await status()).toBe(200), patience);
      expect((await call("user.me", { url: patient.url, headers: asMember() })).status).toBe(200);
    } finally {
      await patient.end("SIGTERM");
      proxy.close();
      for (const socket of pipes) socket.destroy();
    }
  });

  test("that lacks settings ends with one sentence for each", async () => {
    await expect(startProcess(entry, { STEWARD_SECRET: "short", STEWARD_API_PORT: "http" })).rejects.toThrow(
      [
        "ended with 1: STEWARD_API_PORT is not a number: set it to a port between 1 and 65535, for example 4000.",
        "STEWARD_APP_DATABASE_URL is missing: set it to postgres://user:password@host:5432/database.",
        "STEWARD_SYSTEM_DATABASE_URL is missing: set it to postgres://user:password@host:5432/database.",
        "STEWARD_SECRET is shorter than 32 characters: set it to at least 32 random characters",
      ].join("\n"),
    );
  });
});
