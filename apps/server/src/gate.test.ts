import { createHmac } from "node:crypto";
import { fileURLToPath } from "node:url";
import { notificationPreference, notificationSetting, rateLimit } from "@steward/db/schema";
import { startProcess, type TestProcess } from "@steward/ports/process/testing";
import { createTwoTenants, type TwoTenants } from "@steward/testing";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type AnswerKind, answerPolicies, strictTransport } from "./security-headers.ts";

const web = "http://localhost:3000";

let fixture: TwoTenants;
let server: TestProcess;
const running: TestProcess[] = [];

async function start(environment: Record<string, string> = {}, entry = "main.ts"): Promise<TestProcess> {
  const process = await startProcess(fileURLToPath(new URL(entry, import.meta.url)), {
    STEWARD_API_PORT: "0",
    STEWARD_APP_DATABASE_URL: fixture.appUrl,
    STEWARD_SYSTEM_DATABASE_URL: fixture.systemUrl,
    STEWARD_SECRET: "a secret of the tests, long enough to sign with",
    STEWARD_OVERLOAD_MS: "60000",
    ...environment,
  });
  running.push(process);
  return process;
}

beforeAll(async () => {
  fixture = await createTwoTenants();
  server = await start();
});
afterAll(async () => {
  await Promise.all(running.map((each) => each.end("SIGTERM")));
  await fixture?.close();
});

const signIn = (url: string, headers: Record<string, string> = {}) =>
  fetch(`${url}/trpc/auth.token.create`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ json: { email: "nobody@acme.test", password: "wrong" } }),
  });
const reasonOf = async (answer: Response) =>
  ((await answer.json()) as { error: { json: { data: { reason: string } } } }).error.json.data.reason;

describe("every kind of answer carries the headers declared for it", () => {
  const asked: [AnswerKind, string, string, RequestInit][] = [
    ["api", "a refused call", "/trpc/user.me", {}],
    ["api", "a call of another site's page", "/trpc/user.me", { headers: { origin: "https://evil.example" } }],
    ["api", "a procedure that does not exist", "/trpc/no.such.thing", {}],
    ["api", "a body that is no JSON", "/trpc/auth.token.create", { method: "POST", body: "{" }],
    ["api", "a mail's token that is none", "/unsubscribe/x.y", {}],
    ["preflight", "a preflight", "/trpc/user.me", { method: "OPTIONS", headers: { origin: web } }],
    ["preflight", "a refused preflight", "/trpc/user.me", { method: "OPTIONS", headers: { origin: "null" } }],
    ["health", "a probe", "/health/live", {}],
    ["health", "a probe with a wrong method", "/health/ready", { method: "POST" }],
    ["health", "the metrics", "/metrics", {}],
    ["error", "an unknown path", "/wp-admin", {}],
    ["error", "the root", "/", { method: "DELETE" }],
  ];

  test.each(asked)("%s: %s", async (kind, _, path, init) => {
    const { headers } = await fetch(`${server.url}${path}`, init);
    for (const [name, value] of Object.entries(answerPolicies[kind])) {
      expect(headers.get(name)?.toLowerCase(), name).toContain(value.toLowerCase());
    }
    expect(headers.get("strict-transport-security")).toBeNull();
    expect(headers.get("x-powered-by")).toBeNull();
    expect(headers.get("server")).toBeNull();
  });

  test("and insists on https where people come by it", async () => {
    const secure = await start({ STEWARD_WEB_URL: "https://steward.example" });
    for (const path of ["/trpc/user.me", "/health/live", "/nowhere"]) {
      const { headers } = await fetch(`${secure.url}${path}`);
      expect(headers.get("strict-transport-security"), path).toBe(strictTransport);
    }
  });
});

describe("a page that is not ours", () => {
  const cookie = "steward.session-token=somebody-s";
  const change = (headers: Record<string, string>, body = "{}") =>
    fetch(`${server.url}/trpc/auth.token.revoke`, { method: "POST", headers, body });

  test.each([
    ["of no origin, as from a sandbox", { origin: "null", cookie }],
    ["that names none", { cookie }],
    ["on a sibling of the installation", { origin: "http://evil.example.localhost:3000", cookie }],
    ["on a neighbour's subdomain", { origin: "http://acme.localhost.evil.example:3000", cookie }],
  ])("changes nothing: %s", async (_, headers: Record<string, string>) => {
    const answer = await change({ "content-type": "application/json", ...headers });
    expect(answer.status).toBe(403);
    expect(await reasonOf(answer)).toBe("origin_refused");
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
  });

  // A form may send plain text anywhere without asking first; it is not read, whoever sends it.
  test.each<Record<string, string>>([{ origin: "https://evil.example" }, {}, { origin: web }])(
    "passes no plain text off as JSON: %o",
    async (from) => {
      const answer = await change({ ...from, cookie, "content-type": "text/plain" }, '{"json":{}}');
      expect(answer.status).toBe(415);
    },
  );
});

describe("a call without good credentials is told how to bring them", () => {
  test.each([
    ["none", {}, 'Bearer realm="steward"'],
    [
      "a forged token",
      { authorization: "Bearer eyJhbGciOiJub25lIn0.e30." },
      'Bearer realm="steward", error="invalid_token"',
    ],
    ["an empty token", { authorization: "Bearer" }, 'Bearer realm="steward", error="invalid_token"'],
  ])("%s", async (_, headers: Record<string, string>, challenge) => {
    const answer = await fetch(`${server.url}/trpc/user.me`, { headers });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toBe(challenge);
  });

  test("and nobody else", async () => {
    expect((await fetch(`${server.url}/trpc/no.such.thing`)).headers.get("www-authenticate")).toBeNull();
  });
});

describe("the address of whoever calls", () => {
  const tries = async (each: TestProcess, addresses: string[]) => {
    const statuses: number[] = [];
    for (const address of addresses) statuses.push((await signIn(each.url, { "x-forwarded-for": address })).status);
    return statuses;
  };

  test("is the socket's, whatever a client writes, unless proxies are trusted", async () => {
    await fixture.system.delete(rateLimit);
    const direct = await start({ STEWARD_AUTH_RATE_LIMIT: "2" });
    expect(await tries(direct, ["198.51.100.1", "198.51.100.2", "198.51.100.3"])).toEqual([401, 401, 429]);
  });

  test("is what the trusted proxy saw, and a forged beginning of its list is nobody's", async () => {
    await fixture.system.delete(rateLimit);
    const behind = await start({ STEWARD_AUTH_RATE_LIMIT: "2", STEWARD_TRUSTED_PROXIES: "1" });
    const forged = ["1.1.1.1, 198.51.100.9", "2.2.2.2, 198.51.100.9", "3.3.3.3, 198.51.100.9", "198.51.100.10"];
    expect(await tries(behind, forged)).toEqual([401, 401, 429, 401]);
    const answer = await signIn(behind.url, { "x-forwarded-for": "198.51.100.9", origin: web });
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(answer.headers.get("access-control-allow-origin")).toBe(web);
  });
});

test("an installation that is asked for more than it answers refuses, and its probes stay green", async () => {
  const small = await start({ STEWARD_RATE_LIMIT: "3" });
  const statuses: number[] = [];
  // Windows follow the clock: four calls may meet its turn, eight cannot.
  for (let left = 8; left > 0; left -= 1) statuses.push((await fetch(`${small.url}/trpc/user.me`)).status);
  expect(statuses).toContain(429);
  const { status } = await fetch(`${small.url}/health/live`);
  expect(status).toBe(200);
});

test("a process whose event loop lags refuses new requests until it has caught up, and stays live", async () => {
  const busy = await start({ STEWARD_OVERLOAD_MS: "250" }, "testing/busy-main.ts");
  const ask = () => fetch(`${busy.url}/trpc/user.me`, { headers: { origin: web } });
  await vi.waitUntil(async () => (await ask()).status === 401, { timeout: 60_000, interval: 50 });
  busy.child.kill("SIGUSR2");
  const refused = await vi.waitUntil(
    async () => {
      const answer = await ask();
      return answer.status === 503 ? answer : undefined;
    },
    { timeout: 60_000, interval: 10 },
  );
  expect(await reasonOf(refused)).toBe("overloaded");
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(refused.headers.get("access-control-allow-origin")).toBe(web);
  expect((await fetch(`${busy.url}/health/live`)).status).toBe(200);
  await vi.waitUntil(async () => (await ask()).status === 401, { timeout: 60_000, interval: 50 });
});

test("a mail program ends such mail by one request, and whoever follows the link finds where to choose", async () => {
  const { acme, database } = fixture;
  const { memberId } = acme.members.manager;
  const mailKey = Buffer.alloc(32, 7);
  await database.withTenant(acme.id, (db) => db.insert(notificationSetting).values({ memberId, mailKey }));
  const wish = Buffer.from(JSON.stringify([acme.id, memberId, ["crm.account.assigned"]])).toString("base64url");
  const mac = createHmac("sha256", mailKey).update(wish).digest("base64url");
  const ask = (init: RequestInit, token = `${wish}.${mac}`) =>
    fetch(`${server.url}/unsubscribe/${token}`, { redirect: "manual", ...init });
  const chosen = () => database.read(acme.id).select().from(notificationPreference);
  const oneClick = new URLSearchParams({ "List-Unsubscribe": "One-Click" });
  const asForm = new FormData();
  asForm.set("List-Unsubscribe", "One-Click");

  const followed = await ask({});
  expect([followed.status, followed.headers.get("location")]).toEqual([303, `${web}/acme/notifications/preferences`]);
  expect((await ask({ method: "POST" })).status).toBe(400);
  expect((await ask({ method: "POST", body: new URLSearchParams({ x: "One-Click" }) })).status).toBe(400);
  expect((await ask({ method: "POST", body: "x".repeat(5_000) })).status).toBe(413);
  expect((await ask({ method: "POST", body: oneClick }, `${wish}.${mac.slice(1)}`)).status).toBe(404);
  expect(await chosen()).toEqual([]);
  for (const body of [oneClick, asForm]) expect((await ask({ method: "POST", body })).status).toBe(200);
  expect(await chosen()).toMatchObject([{ memberId, name: "crm.account.assigned", email: false, inApp: true }]);
});
