import { runImportJob } from "@steward/contracts/crm/import";
import { uuidv7 } from "@steward/db";
import { killNextJob } from "@steward/db/testing";
import { enqueue } from "@steward/services/kernel";
import { actingScope } from "@steward/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createHarness, type Harness, outcome } from "../contract/harness.ts";
import { type Recruit, recruit } from "../contract/recruit.ts";
import { createCaller } from "../router.ts";

let harness: Harness;
let operator: Recruit;
beforeAll(async () => {
  harness = await createHarness();
  operator = await recruit(harness, harness.globex, { user: { operator: true } });
});
afterAll(() => harness.close());

const console = () => createCaller(harness.asking(operator.headers())).operator;
const waiting = async () => {
  const { queues } = await console().health.current();
  return queues.find(({ name }) => name === runImportJob.name);
};

it("a job that was given up is shown with its reason, counted, and put back into its queue once", async () => {
  const { acme, database } = harness;
  const scope = { ...actingScope(acme, "manager"), requestId: "req-of-the-import" };
  await database.withTenant(acme.id, (db) => enqueue({ ...scope, db }, runImportJob, { importId: uuidv7() }));
  expect(await waiting()).toEqual({ name: runImportJob.name, waiting: 1, active: 0, failed: 0 });
  await killNextJob(harness.ownerUrl, runImportJob.name, "PRECONDITION import.not_running");
  expect(await waiting()).toMatchObject({ waiting: 0, active: 0, failed: 1 });

  const { items } = await console().job.list({});
  expect(items).toEqual([
    {
      id: expect.any(String),
      name: runImportJob.name,
      tenantId: acme.id,
      organisation: acme.name,
      requestId: "req-of-the-import",
      createdAt: expect.any(Date),
      failedAt: expect.any(Date),
      attempts: 1,
      error: "PRECONDITION import.not_running",
    },
  ]);
  const found = async (input: Parameters<ReturnType<typeof console>["job"]["list"]>[0]) =>
    (await console().job.list(input)).items.length;
  expect(await found({ filter: { tenantId: acme.id, name: runImportJob.name }, search: "not_running" })).toBe(1);
  expect(await found({ filter: { tenantId: harness.globex.id } })).toBe(0);
  expect(await found({ search: "another reason" })).toBe(0);

  const [{ id } = { id: "" }] = items;
  // Two operators press the button at the same moment.
  const answers = await Promise.all([1, 2].map(() => outcome(console().job.retry({ id }))));
  expect(answers).toContainEqual({ value: undefined });
  expect(answers).toContainEqual({ refused: expect.stringContaining("operator.job") });
  expect(await waiting()).toMatchObject({ waiting: 1, active: 0, failed: 0 });
  expect(await found({})).toBe(0);
  const history = await console().securityEvent.list({ filter: { name: "operator.job_retried" } });
  expect(history.items).toMatchObject([
    { actorId: operator.userId, tenantId: acme.id, details: { jobId: id, job: runImportJob.name } },
  ]);
});

it("the console says how the installation is doing, in figures", async () => {
  const health = await console().health.current();
  expect(health).toMatchObject({ tenants: 2, mail: { queued: 0, sent: 0, kept: 0, failed: 0, oldestQueuedAt: null } });
  expect(health.users).toBeGreaterThan(2);
  expect(health.database.version).toMatch(/^18\./);
  expect(health.database.migrations).toBeGreaterThan(0);
  expect(health.database.sizeBytes).toBeGreaterThan(1_000_000);
  expect(health.database.connections).toBeLessThanOrEqual(health.database.maxConnections);
  expect(health.database.startedAt.getTime()).toBeLessThan(Date.now());
  expect(health.processes.map(({ name }) => name)).toContain("steward-test");
});

it("a job that waits is shown with what it is to do, and cancelled once", async () => {
  const { acme, database } = harness;
  const scope = { ...actingScope(acme, "manager"), requestId: "req-to-cancel" };
  const importId = uuidv7();
  const id = await database.withTenant(acme.id, (db) => enqueue({ ...scope, db }, runImportJob, { importId }));
  const { items } = await console().job.runs({ filter: { state: "waiting" } });
  expect(items.find((item) => item.id === id)).toEqual({
    id,
    name: runImportJob.name,
    tenantId: acme.id,
    organisation: acme.name,
    requestId: "req-to-cancel",
    state: "waiting",
    createdAt: expect.any(Date),
    startAfter: expect.any(Date),
    startedAt: null,
    attempts: 0,
    done: null,
    total: null,
  });
  expect(await console().job.payload({ id })).toEqual({ payload: { importId } });
  const answers = await Promise.all([1, 2].map(() => outcome(console().job.cancel({ id }))));
  expect(answers).toContainEqual({ value: undefined });
  expect(answers).toContainEqual({ refused: expect.stringContaining("operator.job") });
  const history = await console().securityEvent.list({ filter: { name: "operator.job_cancelled" } });
  expect(history.items).toMatchObject([{ details: { jobId: id, job: runImportJob.name } }]);
  expect(await outcome(console().job.payload({ id: uuidv7() }))).toEqual({
    refused: expect.stringContaining("operator.job"),
  });
});

it("what is done by the clock is shown, also before a worker has planned it", async () => {
  expect(await console().job.schedules()).toContainEqual({
    name: "platform.upkeep",
    description: expect.any(String),
    cron: "17 * * * *",
    timeZone: "UTC",
    organisations: null,
    nextAt: null,
    lastAt: null,
    waiting: 0,
    active: 0,
    failed: 0,
  });
});
