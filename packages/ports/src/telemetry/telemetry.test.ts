import { expect, test } from "vitest";
import { createLogger, createMetrics, requestId } from "./index.ts";

function capture() {
  const lines: string[] = [];
  const logger = createLogger({
    service: "test",
    level: "debug",
    destination: { write: (line: string) => void lines.push(line) },
  });
  return { logger, lines, last: () => JSON.parse(lines.at(-1) ?? "null") };
}

test("a line is JSON with service, level as a word, time and the bound request id", () => {
  const { logger, last } = capture();
  logger.child({ requestId: "req-12345678" }).info({ tenant: "acme", status: 200 }, "request");
  expect(last()).toMatchObject({
    service: "test",
    level: "info",
    requestId: "req-12345678",
    tenant: "acme",
    status: 200,
    msg: "request",
  });
  expect(Number.isNaN(Date.parse(last().time))).toBe(false);
});

test("credentials and mail bodies never reach a line, wherever they stand", () => {
  const { logger, lines } = capture();
  logger.info({
    password: "hunter2-a",
    request: { headers: { cookie: "s=hunter2-b", authorization: "Bearer hunter2-c", "set-cookie": ["x=hunter2-d"] } },
    list: [{ deep: { accessToken: "hunter2-e", sessionSecret: "hunter2-f", passwordHash: "$argon2id$hunter2-g" } }],
    mail: { to: "ann@acme.test", subject: "Hello", html: "<p>hunter2-h</p>", text: "hunter2-i" },
  });
  logger.child({ refreshToken: "hunter2-j" }).warn("connecting to postgres://app:hunter2-k@localhost:5432/steward");
  logger.error({ error: new Error("refused postgres://app:hunter2-l@db/x with Bearer hunter2-mmmmmm") });
  logger.info("header was %s", "Bearer hunter2-nnnnnn");
  expect(lines.join("")).not.toContain("hunter2");
  expect(lines.join("")).toContain("ann@acme.test");
});

test("an error keeps code, constraint and cause, and loses the row's values", () => {
  const { logger, last, lines } = capture();
  const database = Object.assign(new Error("duplicate key value violates unique constraint"), {
    code: "23505",
    constraint: "member_email",
    detail: "Key (email)=(secret-person@acme.test) already exists.",
  });
  const error = new Error('Failed query: insert into "member" values ($1)\nparams: secret-person@acme.test', {
    cause: database,
  });
  logger.error({ error }, "failed");
  expect(last().error).toMatchObject({ type: "Error", cause: { code: "23505", constraint: "member_email" } });
  expect(last().error.stack).toContain("telemetry.test.ts");
  expect(lines.join("")).not.toContain("secret-person");
});

test("a circular or enormous object cannot stop a line", () => {
  const { logger, last } = capture();
  const loop: Record<string, unknown> = { name: "loop" };
  loop.self = loop;
  logger.info({ loop, bytes: Buffer.alloc(10), big: 10n, long: "x".repeat(50_000) });
  expect(last().bytes).toBe("[10 bytes]");
  expect(last().long.length).toBeLessThan(3_000);
});

test("a well-formed request id is kept, anything else replaced by a UUIDv7", () => {
  expect(requestId("0190b7a4-1111-7abc-8def-000000000001")).toBe("0190b7a4-1111-7abc-8def-000000000001");
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  for (const bad of [
    undefined,
    null,
    "",
    "short",
    "a".repeat(65),
    'x","level":"fatal',
    "line\nbreak-1234",
    ["a", "b"],
  ]) {
    expect(requestId(bad)).toMatch(uuid);
  }
});

test("metrics count by procedure, read pools at scrape time, and survive a reading that fails", async () => {
  const metrics = createMetrics("test");
  metrics.observeHttp({ procedure: "crm.account.list", method: "GET", status: 200, seconds: 0.004 });
  metrics.countCall("crm.account.list", "ok");
  let waiting = 1;
  metrics.watchPool("app", () => ({ total: 4, idle: 3, waiting }));
  metrics.watch("steward_outbox_rows", "Rows to relay", () => 7);
  metrics.watch("steward_broken", "Never readable", () => Promise.reject(new Error("database away")));
  waiting = 2;
  const text = await metrics.text();
  expect(text).toContain(
    'steward_http_requests_total{procedure="crm.account.list",method="GET",status="200",service="test"} 1',
  );
  expect(text).toContain(
    'steward_http_request_duration_seconds_bucket{le="0.005",service="test",procedure="crm.account.list"} 1',
  );
  expect(text).toContain('steward_db_pool_connections{pool="app",state="waiting",service="test"} 2');
  expect(text).toContain('steward_outbox_rows{service="test"} 7');
  expect(text).toContain("nodejs_eventloop_lag_seconds");
  expect(text).not.toMatch(/^steward_broken\{/m);
});

test("two processes in one test do not share counters", async () => {
  const [a, b] = [createMetrics("a"), createMetrics("b")];
  a.countCall("x", "ok");
  expect(await b.text()).not.toContain('procedure="x"');
});
