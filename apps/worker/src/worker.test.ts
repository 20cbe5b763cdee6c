import { fileURLToPath } from "node:url";
import { defineEvent, type EventDefinition } from "@steward/contracts";
import { uuidv7 } from "@steward/db";
import { installJobQueue } from "@steward/db/migrate";
import { auditEvent, member } from "@steward/db/schema";
import { startProcess, type TestProcess } from "@steward/ports/process/testing";
import { emit, enqueue } from "@steward/services/kernel";
import { actingScope, createTwoTenants, type TestTenant, type TwoTenants } from "@steward/testing";
import { asc, eq, sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import {
  type askedJobs,
  echoed,
  flaky,
  quick,
  refused,
  steady,
  steadyLock,
  stuck,
  testJobs,
  ticked,
} from "./testing/jobs.ts";

let fixture: TwoTenants;
let owner: pg.Client;
const running: TestProcess[] = [];

beforeAll(async () => {
  fixture = await createTwoTenants();
  owner = new pg.Client({ connectionString: fixture.ownerUrl });
  await owner.connect();
  await installJobQueue(owner, fixture.ownerUrl, testJobs);
  // Below what pg-boss lets a queue declare: the tests would wait for nothing else.
  await owner.query("update pgboss.queue set heartbeat_seconds = 2");
});

afterAll(async () => {
  await Promise.all(running.splice(0).map((worker) => worker.end("SIGKILL")));
  await owner?.end();
  await fixture?.close();
});

const entry = (file: string) => fileURLToPath(new URL(file, import.meta.url));

async function start(environment: Record<string, string> = {}): Promise<TestProcess> {
  const worker = await startProcess(entry("testing/main.ts"), {
    STEWARD_WORKER_PORT: "0",
    DATABASE_URL: fixture.ownerUrl,
    STEWARD_APP_DATABASE_URL: fixture.appUrl,
    STEWARD_SYSTEM_DATABASE_URL: fixture.systemUrl,
    // Longer than what ends, shorter than what does not.
    STEWARD_WORKER_PATIENCE_MS: "2000",
    TEST_LOOK_SECONDS: "1",
    ...environment,
  });
  running.push(worker);
  return worker;
}

/** The worker that runs, or one that is started now: most of what these tests would take is starting processes. */
const anyWorker = async (environment?: Record<string, string>) => running[0] ?? start(environment);

/** Ends the worker that runs. */
async function end(signal: NodeJS.Signals) {
  const worker = running.shift();
  return worker?.end(signal);
}

type TestJob = (typeof askedJobs)[number];

async function ask(tenant: TestTenant, job: TestJob, requestId = "req-from-test"): Promise<string> {
  const entityId = uuidv7();
  const scope = { ...actingScope(tenant, "member"), requestId };
  await fixture.database.withTenant(tenant.id, (db) => enqueue({ ...scope, db }, job, { entityId }));
  return entityId;
}

/** The events a job left about its entity, oldest first. */
async function trail(tenant: TestTenant, entityId: string) {
  const rows = await fixture.database
    .read(tenant.id)
    .select({
      name: auditEvent.name,
      actorId: auditEvent.actorId,
      requestId: auditEvent.requestId,
      payload: auditEvent.payload,
    })
    .from(auditEvent)
    .where(eq(auditEvent.entityId, entityId))
    .orderBy(asc(auditEvent.id));
  return rows;
}

const names = async (tenant: TestTenant, entityId: string) => (await trail(tenant, entityId)).map(({ name }) => name);
/** What comes at all comes soon; on a machine with other work, less soon. */
const patience = { timeout: 60_000, interval: 50 };

describe("a job that its worker is told of", () => {
  /** It would find it by itself when these tests are long over. */
  const told = { TEST_LOOK_SECONDS: "600", STEWARD_WORKER_PATIENCE_MS: "60000" };

  test("of somebody who was disabled meanwhile does nothing", async () => {
    const { memberId } = fixture.globex.members.member;
    const entityId = await ask(fixture.globex, quick);
    await fixture.system.update(member).set({ disabledAt: new Date() }).where(eq(member.id, memberId));
    const worker = await anyWorker(told);
    await vi.waitFor(
      () =>
        expect(worker.lines).toContainEqual(
          expect.objectContaining({ msg: "job", level: "error", retry: false, actor: memberId }),
        ),
      patience,
    );
    expect(await names(fixture.globex, entityId)).toEqual([]);
    await fixture.system.update(member).set({ disabledAt: null }).where(eq(member.id, memberId));
  });

  test("runs at once, as the organisation and the member who asked, under the request's id", async () => {
    const worker = await anyWorker(told);
    let entityId = "";
    for (let count = 0; count < 4; count += 1) {
      entityId = await ask(fixture.acme, quick, "req-12345678");
      await vi.waitFor(
        async () => expect(await names(fixture.acme, entityId)).toEqual(["test.job.finished"]),
        patience,
      );
    }
    expect(await trail(fixture.acme, entityId)).toMatchObject([
      { actorId: fixture.acme.members.member.memberId, requestId: "req-12345678", payload: { attempt: 1 } },
    ]);
    expect(await names(fixture.globex, entityId)).toEqual([]);
    await vi.waitFor(
      () =>
        expect(worker.lines).toContainEqual(
          expect.objectContaining({ msg: "job", job: "test.quick", outcome: "completed", requestId: "req-12345678" }),
        ),
      patience,
    );
  });

  test("that a rule refuses is not tried again and waits among the dead, with the reason", async () => {
    await anyWorker(told);
    const entityId = await ask(fixture.acme, refused);
    await vi.waitFor(async () => {
      const { rows } = await owner.query(
        "select data, source_name, source_retry_count, source_output from pgboss.job where name = 'dead' and data #>> '{payload,entityId}' = $1",
        [entityId],
      );
      expect(rows).toMatchObject([
        { source_name: "test.refused", source_retry_count: 0, source_output: { message: "PRECONDITION test.never" } },
      ]);
    }, patience);
  });

  test("is finished by a worker that is told to stop, which takes no other", async () => {
    const worker = await anyWorker(told);
    await owner.query("select pg_advisory_lock($1)", [steadyLock]);
    const entityId = await ask(fixture.acme, steady);
    await vi.waitFor(async () => expect(await names(fixture.acme, entityId)).toHaveLength(1), patience);
    const ended = end("SIGTERM");
    await vi.waitFor(async () => expect((await fetch(`${worker.url}/health/ready`)).status).toBe(503), patience);
    const next = await ask(fixture.acme, quick);
    await owner.query("select pg_advisory_unlock($1)", [steadyLock]);
    expect(await ended).toEqual({ code: 0, signal: null });
    expect(await names(fixture.acme, entityId)).toEqual(["test.job.started", "test.job.finished"]);
    expect(await names(fixture.acme, next)).toEqual([]);
    await start();
    await vi.waitFor(async () => expect(await names(fixture.acme, next)).toHaveLength(1), patience);
  });
});

test("a job that fails because something was away is tried again, with a pause", async () => {
  const worker = await anyWorker();
  const entityId = await ask(fixture.acme, flaky);
  await vi.waitFor(
    async () =>
      expect((await trail(fixture.acme, entityId)).map(({ name, payload }) => [name, payload])).toMatchObject([
        ["test.job.started", { attempt: 1 }],
        ["test.job.started", { attempt: 2 }],
        ["test.job.finished", { attempt: 2 }],
      ]),
    patience,
  );
  expect(worker.lines).toContainEqual(
    expect.objectContaining({ msg: "job", level: "warn", attempt: 1, retry: true, outcome: "failed" }),
  );
});

describe("a worker", () => {
  test("that is told to stop hands back a job that takes too long", async () => {
    await anyWorker();
    const entityId = await ask(fixture.acme, stuck);
    await vi.waitFor(async () => expect(await names(fixture.acme, entityId)).toHaveLength(1), patience);
    expect(await end("SIGTERM")).toEqual({ code: 0, signal: null });
    await start();
    await vi.waitFor(
      async () => expect((await names(fixture.acme, entityId)).at(-1)).toBe("test.job.finished"),
      patience,
    );
  });

  test("that is killed in the middle of a job loses nothing: the job runs again", async () => {
    await anyWorker();
    const entityId = await ask(fixture.acme, stuck);
    await vi.waitFor(async () => expect(await names(fixture.acme, entityId)).toHaveLength(1), patience);
    expect(await end("SIGKILL")).toEqual({ code: null, signal: "SIGKILL" });
    await start();
    await vi.waitFor(
      async () =>
        expect((await trail(fixture.acme, entityId)).map(({ name, payload }) => [name, payload])).toMatchObject([
          ["test.job.started", { attempt: 1 }],
          ["test.job.started", { attempt: 2 }],
          ["test.job.finished", { attempt: 2 }],
        ]),
      patience,
    );
  });

  test("answers live, ready and metrics, and nothing else", async () => {
    const worker = await anyWorker();
    await vi.waitFor(async () => expect((await fetch(`${worker.url}/health/ready`)).status).toBe(200), patience);
    expect((await fetch(`${worker.url}/health/live`)).status).toBe(200);
    const metrics = await (await fetch(`${worker.url}/metrics`)).text();
    expect(metrics).toContain("steward_jobs_waiting");
    expect(metrics).toContain('steward_db_pool_connections{pool="app",state="total",service="worker"}');
    expect((await fetch(`${worker.url}/trpc/crm.account.list`)).status).toBe(404);
  });

  test("that lacks a setting ends with a sentence that says what to set", async () => {
    await expect(startProcess(entry("main.ts"), { STEWARD_APP_DATABASE_URL: fixture.appUrl })).rejects.toThrow(
      "ended with 1: DATABASE_URL is missing: set it to postgres://user:password@host:5432/database.",
    );
  });
});

test("a job says how far it is; one that is cancelled while it is being done is left alone, and nothing of it comes after", async () => {
  await anyWorker();
  const entityId = await ask(fixture.acme, stuck);
  await vi.waitFor(async () => expect(await names(fixture.acme, entityId)).toEqual(["test.job.started"]), patience);
  await vi.waitFor(async () => {
    const runs = await owner.query("select state, attempts, done, total from job_runs() where name = 'test.stuck'");
    expect(runs.rows).toContainEqual({ state: "active", attempts: 1, done: 1, total: 2 });
  }, patience);
  const ofJob = "name = 'test.stuck' and data -> 'payload' ->> 'entityId' = $1";
  const { rows } = await owner.query(`select cancel_job(id) as done from pgboss.job where ${ofJob}`, [entityId]);
  expect(rows).toEqual([{ done: true }]);
  await vi.waitFor(async () => {
    const ended = await owner.query(`select state from pgboss.job where ${ofJob}`, [entityId]);
    expect(ended.rows).toEqual([{ state: "completed" }]);
  }, patience);
  expect(await names(fixture.acme, entityId)).toEqual(["test.job.started"]);
});

describe("an event", () => {
  const fact = defineEvent("test.fact.happened", z.object({}));
  const happen = async (event: EventDefinition = fact, payload = {}) => {
    const entityId = uuidv7();
    const scope = actingScope(fixture.acme, "member");
    await fixture.database.withTenant(fixture.acme.id, (db) => emit({ ...scope, db }, event, entityId, payload));
    return entityId;
  };

  /** How many events each of the workers has handed on. */
  const handedOn = () =>
    Promise.all(
      running.map(async ({ url }) => {
        const metrics = await (await fetch(`${url}/metrics`)).text();
        return Number(/^steward_relayed_events\{[^}]*\} (\d+)$/m.exec(metrics)?.[1] ?? 0);
      }),
    );

  /** The worker that hands events on: one that stands still for seconds, on a busy machine, is followed by another. */
  const relaying = (before: readonly number[]) =>
    vi.waitFor(async () => {
      const since = (await handedOn()).map((count, index) => count - (before[index] ?? 0));
      const most = Math.max(...since);
      expect(most).toBeGreaterThan(0);
      return running[since.indexOf(most)];
    }, patience);

  test("reaches its consumer at once, also when the worker that relays is killed again and again", async () => {
    await Promise.all([anyWorker(), start(), start()]);
    const entities: string[] = [];
    const happenTenTimes = async () =>
      entities.push(...(await Promise.all(Array.from({ length: 10 }, () => happen()))));
    while (running.length > 1) {
      const before = await handedOn();
      await happenTenTimes();
      const victim = await relaying(before);
      await happenTenTimes();
      if (victim) running.splice(running.indexOf(victim), 1);
      await victim?.end("SIGKILL");
    }
    for (const id of entities) {
      await vi.waitFor(
        async () => expect(await names(fixture.acme, id)).toEqual(["test.fact.happened", "test.note.made"]),
        patience,
      );
    }
  });

  test("that causes another like itself stops causing more at some depth, and the metrics say so", async () => {
    const worker = await anyWorker();
    const entityId = await happen(echoed, { depth: 0 });
    await vi.waitFor(async () => expect(await trail(fixture.acme, entityId)).toHaveLength(17), patience);
    await vi.waitFor(async () => {
      const metrics = await (await fetch(`${worker.url}/metrics`)).text();
      expect(metrics).toMatch(/steward_events_cut\{[^}]*\} 1\n/);
      expect(metrics).toMatch(/steward_outbox_depth\{[^}]*\} 0\n/);
      expect(metrics).toMatch(/steward_relay_lag_seconds\{[^}]*\} 0\n/);
    }, patience);
    expect(await trail(fixture.acme, entityId)).toHaveLength(17);
  });
});

test("work by the clock is done once for each time, over several workers of which some were killed, and goes on", async () => {
  await anyWorker();
  const since = new Date().toISOString();
  const ticks = () =>
    fixture.system
      .select({ tenantId: auditEvent.tenantId, dueAt: sql<string>`${auditEvent.payload} ->> 'dueAt'` })
      .from(auditEvent)
      .where(eq(auditEvent.name, ticked.name));
  await vi.waitFor(async () => {
    const lately = (await ticks()).filter(({ dueAt }) => dueAt > since);
    expect(new Set(lately.map(({ tenantId }) => tenantId))).toEqual(new Set([fixture.acme.id, fixture.globex.id]));
  }, patience);
  const all = (await ticks()).map(({ tenantId, dueAt }) => `${tenantId} ${dueAt}`);
  expect(new Set(all).size).toBe(all.length);
  const { rows } = await owner.query(
    "select from pgboss.job where name = 'test.ticker' group by group_id, data #> '{payload,dueAt}' having count(*) > 1",
  );
  expect(rows).toEqual([]);
});
