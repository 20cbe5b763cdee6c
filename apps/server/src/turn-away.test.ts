import { fileURLToPath } from "node:url";
import { codeOf, createStewardClient, reasonOf } from "@steward/api/client";
import { hashPassword } from "@steward/auth";
import { user } from "@steward/db/schema";
import { startProcess, type TestProcess } from "@steward/ports/process/testing";
import { createTwoTenants, type TwoTenants } from "@steward/testing";
import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { answerPolicies } from "./security-headers.ts";

const password = "correct horse battery staple";
const web = "http://localhost:3000";
/** As many as may be under way while there are no more than can soon be done. */
const burst = 64;
const patience = { timeout: 60_000, interval: 10 };

let fixture: TwoTenants;
let server: TestProcess;
let headers: Record<string, string>;

beforeAll(async () => {
  fixture = await createTwoTenants();
  await fixture.system.update(user).set({ passwordHash: await hashPassword(password) });
  server = await startProcess(fileURLToPath(new URL("main.ts", import.meta.url)), {
    STEWARD_API_PORT: "0",
    STEWARD_APP_DATABASE_URL: fixture.appUrl,
    STEWARD_SYSTEM_DATABASE_URL: fixture.systemUrl,
    STEWARD_SECRET: "a secret of the tests, long enough to sign with",
    STEWARD_ACTOR_RATE_LIMIT: "1000000",
    // Turned away for the line they would stand in, not because a machine with other work is late.
    STEWARD_OVERLOAD_MS: "60000",
  });
  const { email } = fixture.acme.members.member;
  const { accessToken } = await createStewardClient(server).auth.token.create.mutate({ email, password });
  headers = { authorization: `Bearer ${accessToken}`, "x-tenant": "acme", origin: web };
});
afterAll(async () => {
  await server?.end("SIGTERM");
  await fixture?.close();
});

const ask = (path: string, more: Record<string, string> = {}) =>
  fetch(`${server.url}${path}`, { headers: { ...headers, ...more } });
const list = (more?: Record<string, string>) =>
  ask(`/trpc/crm.account.list?input=${encodeURIComponent('{"json":{}}')}`, more);

const limit = async () =>
  Number(/^steward_admission_limit\{.*\} (\d+)$/m.exec(await (await ask("/metrics")).text())?.[1]);

/** Holds every read of accounts until it is let go. */
async function holdAccounts() {
  const owner = new pg.Client({ connectionString: fixture.ownerUrl });
  await owner.connect();
  await owner.query("begin");
  await owner.query("lock table crm_account in access exclusive mode");
  return { [Symbol.asyncDispose]: () => owner.end() };
}

test("while the line for a connection stands new calls are turned away, and whoever was let in is answered", async () => {
  expect((await list()).status).toBe(200);
  const held: Promise<Response>[] = [];
  await using stack = new AsyncDisposableStack();
  stack.use(await holdAccounts());
  held.push(...Array.from({ length: burst }, () => list()));
  const refused = await vi.waitUntil(async () => {
    const answer = await ask("/trpc/user.me");
    return answer.status === 503 ? answer : undefined;
  }, patience);
  const { "retry-after": retryAfter, ...said } = Object.fromEntries(refused.headers);
  expect(Number(retryAfter)).toBeGreaterThan(0);
  expect(said).toMatchObject({ ...answerPolicies.api, vary: expect.any(String), "access-control-allow-origin": web });
  // Those behind the ten connections stand in line: without them no more may be under way than the ten.
  // The limit rises again wherever nobody comes for a moment, which on a busy machine is between two questions of this test.
  const knocking = setInterval(() => void ask("/trpc/user.me").catch(() => {}), 10);
  stack.defer(() => clearInterval(knocking));
  await vi.waitUntil(async () => (await limit()) <= 11, patience);

  // A client of ours understands it, for each call of a batch.
  const { crm, user: person } = createStewardClient({ url: server.url, tenant: "acme" });
  const failures = await Promise.allSettled([crm.tag.list.query({}), person.me.query()]);
  for (const failure of failures) {
    const error = failure.status === "rejected" ? failure.reason : undefined;
    expect([codeOf(error), reasonOf(error)]).toEqual(["UNAVAILABLE", "overloaded"]);
  }

  // Whoever looks whether the process is well, or why it is not, still gets in; here to be told that they are no operator.
  expect((await ask("/health/live")).status).toBe(200);
  expect((await ask("/health/ready")).status).toBe(200);
  expect((await ask("/trpc/operator.health.current")).status).toBe(403);

  await stack.disposeAsync();
  expect((await Promise.all(held)).map(({ status }) => status)).toEqual(held.map(() => 200));
  await vi.waitUntil(async () => (await ask("/trpc/user.me")).status === 200 && (await limit()) === burst, patience);
});

test("streams of events need room to begin, and then take none", async () => {
  await using stack = new AsyncDisposableStack();
  stack.use(await holdAccounts());
  const streams = Array.from({ length: burst * 2 }, () => list({ accept: "text/event-stream" }));
  for (let times = 20; times > 0; times -= 1) expect((await ask("/trpc/user.me")).status).toBe(200);
  await stack.disposeAsync();
  await Promise.all(streams);
});

test("what was turned away is counted, and the log has a line for all of them", async () => {
  const metrics = await (await ask("/metrics")).text();
  const counted = [
    ...metrics.matchAll(/^steward_http_requests_total\{procedure="overloaded",.*status="503".*\} (\d+)$/gm),
  ];
  const refused = counted.reduce((sum, [, count]) => sum + Number(count), 0);
  expect(refused).toBeGreaterThanOrEqual(2);
  await vi.waitFor(() => {
    const lines = server.lines.filter(({ msg }) => msg === "overloaded");
    expect(lines.reduce((sum, line) => sum + Number(line.refused), 0)).toBe(refused);
  }, patience);
});
