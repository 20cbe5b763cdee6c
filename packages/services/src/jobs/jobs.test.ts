import { AppError, defineEvent, defineJob, type JobDefinition, jobs } from "@steward/contracts";
import { sendNotificationMailJob, sendPushJob } from "@steward/contracts/notifications/preference";
import { type TenantDb, uuidv7 } from "@steward/db";
import { installJobQueue } from "@steward/db/migrate";
import { auditEvent, member } from "@steward/db/schema";
import { openObjectStore } from "@steward/ports/storage";
import { actingScope, createTwoTenants, type TestTenant, type TwoTenants } from "@steward/testing";
import { eq, sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { emit, enqueue, handleJob, type ServiceContext } from "../kernel/index.ts";
import { platformHandlers } from "../platform/index.ts";
import { jobHandlers } from "./handlers.ts";
import { isWorthRetrying, runJob } from "./run.ts";

const job = defineJob("test.note", z.object({ on: z.iso.datetime() }), { retries: 7, timeoutSeconds: 60 });
const payload = { on: "2026-11-20T10:00:00.000Z" };

let fixture: TwoTenants;
let owner: pg.Client;

beforeAll(async () => {
  fixture = await createTwoTenants();
  owner = new pg.Client({ connectionString: fixture.ownerUrl });
  await owner.connect();
  await installJobQueue(owner, fixture.ownerUrl, [job]);
});
afterAll(async () => {
  await owner?.end();
  await fixture?.close();
});

function contextOf(tenant: TestTenant, db: TenantDb): ServiceContext {
  return { ...actingScope(tenant, "manager"), db, requestId: "req-jobs-test" };
}

const stored = async (id: string) =>
  (await owner.query("select *, keep_until - start_after as keep from pgboss.job where id = $1", [id])).rows;

test("a job asked for in a transaction exists once that commits, with its declared limits", async () => {
  const id = await fixture.database.withTenant(fixture.acme.id, (db) =>
    enqueue(contextOf(fixture.acme, db), job, payload),
  );
  expect(await stored(id)).toMatchObject([
    {
      name: "test.note",
      state: "created",
      retry_limit: 7,
      retry_backoff: true,
      expire_seconds: 60,
      dead_letter: "dead",
      group_id: fixture.acme.id,
      data: {
        tenantId: fixture.acme.id,
        memberId: fixture.acme.members.manager.memberId,
        requestId: "req-jobs-test",
        payload,
      },
    },
  ]);
});

test("a job asked for in a transaction that fails does not exist", async () => {
  let id = "";
  const work = fixture.database.withTenant(fixture.acme.id, async (db) => {
    id = await enqueue(contextOf(fixture.acme, db), job, payload);
    throw new Error("the rest of the mutation failed");
  });
  await expect(work).rejects.toThrow("the rest");
  expect(id).not.toBe("");
  expect(await stored(id)).toEqual([]);
});

test("the database names the tenant: what the caller claims to be does not count", async () => {
  const id = await fixture.database.withTenant(fixture.globex.id, (db) =>
    enqueue(contextOf(fixture.acme, db), job, payload),
  );
  expect(await stored(id)).toMatchObject([{ data: { tenantId: fixture.globex.id } }]);
  // Globex knows no such member, so the job does nothing.
  const [row] = await stored(id);
  const ran = runJob(
    fixture.database,
    handleJob(job, async () => expect.unreachable()),
    row.data,
    {
      jobId: id,
      attempt: 1,
      lastAttempt: false,
      signal: new AbortController().signal,
    },
  );
  await expect(ran).rejects.toMatchObject({ code: "NOT_FOUND", reason: "job_actor_unknown" });
});

test("a job that an operator asked for in somebody's name bears both names", async () => {
  const { acme, database } = fixture;
  const id = await database.withTenant(acme.id, (db) => {
    const ctx = contextOf(acme, db);
    return enqueue({ ...ctx, actor: { ...ctx.actor, impersonator: "Olga Operator" } }, job, payload);
  });
  const [row] = await stored(id);
  const attempt = { jobId: id, attempt: 1, lastAttempt: false, signal: new AbortController().signal };
  const done = defineEvent("test.note.done", z.object({}));
  const handler = handleJob(job, (run) => run.transaction((ctx) => emit(ctx, done, id, {})));
  await runJob(database, handler, row.data, attempt);
  const [event] = await database.read(acme.id).select().from(auditEvent).where(eq(auditEvent.entityId, id));
  expect(event).toMatchObject({ actorName: "acme manager", impersonatorName: "Olga Operator" });
});

test("the app's role cannot read, write or forge jobs past the function", async () => {
  const { database, acme } = fixture;
  const attempt = (statement: string) => database.withTenant(acme.id, (db) => db.execute(sql.raw(statement)));
  await expect(attempt("select * from pgboss.job")).rejects.toThrow("permission denied");
  await expect(attempt("insert into pgboss.job (name, data) values ('test.note', '{}')")).rejects.toThrow(
    "permission denied",
  );
  await expect(attempt("select pgboss.create_queue('mine', '{}')")).rejects.toThrow("permission denied");
  const client = new pg.Client({ connectionString: fixture.appUrl });
  await client.connect();
  try {
    const call = client.query(
      `select enqueue_job('${uuidv7()}', 'test.note', '{}', '${acme.members.owner.memberId}', 'r', null)`,
    );
    await expect(call).rejects.toThrow("a job needs a tenant");
  } finally {
    await client.end();
  }
});

test("a payload that its schema would refuse, or would refuse after JSON, is refused at once", async () => {
  const { database, acme } = fixture;
  const wrong = database.withTenant(acme.id, (db) => enqueue(contextOf(acme, db), job, { on: "tomorrow" }));
  await expect(wrong).rejects.toThrow(z.ZodError);
  const dated = defineJob("test.note", z.object({ on: z.date() }));
  const lost = database.withTenant(acme.id, (db) => enqueue(contextOf(acme, db), dated, { on: new Date() }));
  await expect(lost).rejects.toThrow(z.ZodError);
});

test("a job nobody declared is an error, not a row nobody reads", async () => {
  const { database, acme } = fixture;
  const unknown = defineJob("test.unknown", z.object({}));
  const asked = database.withTenant(acme.id, (db) => enqueue(contextOf(acme, db), unknown, {}));
  await expect(asked).rejects.toThrow("no job is called test.unknown");
});

test("a job may be asked for later", async () => {
  const startAfter = new Date(Date.now() + 3_600_000);
  const id = await fixture.database.withTenant(fixture.acme.id, (db) =>
    enqueue(contextOf(fixture.acme, db), job, payload, { startAfter }),
  );
  expect((await stored(id))[0]).toMatchObject({ start_after: startAfter, keep: { days: 14 } });
});

test("what a try has done whose claim is gone is taken back", async () => {
  const { database, acme } = fixture;
  const claim = new AbortController();
  const done = defineEvent("test.note.done", z.object({}));
  const entityId = uuidv7();
  const id = await database.withTenant(acme.id, (db) => enqueue(contextOf(acme, db), job, payload));
  const handler = handleJob(job, (run) =>
    run.transaction(async (ctx) => {
      await emit(ctx, done, entityId, {});
      claim.abort();
    }),
  );
  const [row] = await stored(id);
  const attempt = { jobId: id, attempt: 1, lastAttempt: false, signal: claim.signal };
  await expect(runJob(database, handler, row.data, attempt)).rejects.toThrow("aborted");
  expect(await database.read(acme.id).$count(auditEvent, eq(auditEvent.entityId, entityId))).toBe(0);
});

test("what only one person was to be told is dropped once they are gone; anything else says who is missing", async () => {
  const { database, acme, system } = fixture;
  const { memberId } = acme.members.technician;
  const done: string[] = [];
  const attempt = { jobId: uuidv7(), attempt: 1, lastAttempt: false, signal: new AbortController().signal };
  const envelope = { tenantId: acme.id, memberId, requestId: "req-jobs-test", payload };
  const tryAt = (definition: JobDefinition) =>
    runJob(
      database,
      handleJob(definition, async () => void done.push(definition.name)),
      envelope,
      attempt,
    );
  const forOne = defineJob("test.forOne", job.payload, { onceGone: "drop" });
  await tryAt(forOne);
  await system.update(member).set({ disabledAt: new Date() }).where(eq(member.id, memberId));
  await tryAt(forOne);
  await expect(tryAt(job)).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(done).toEqual(["test.forOne"]);
  await system.update(member).set({ disabledAt: null }).where(eq(member.id, memberId));
  for (const one of [sendNotificationMailJob, sendPushJob]) expect(one.options.onceGone).toBe("drop");
});

test("organisations take turns, however much one of them asks for", async () => {
  const { database, acme, globex } = fixture;
  await owner.query("delete from pgboss.job");
  const ask = (tenant: TestTenant, times: number) =>
    database.withTenant(tenant.id, async (db) => {
      for (let time = 0; time < times; time += 1) await enqueue(contextOf(tenant, db), job, payload);
    });
  /** Takes so many jobs, as pg-boss does, and says whose they were. */
  const take = async (count: number) => {
    const { rows } = await owner.query<{ whose: string }>(
      `delete from pgboss.job where id in (select id from pgboss.job where name = $1 and state < 'active'
         order by priority desc, created_on limit $2) returning case group_id when $3 then 'acme' else 'globex' end as whose`,
      [job.name, count, acme.id],
    );
    return rows.map(({ whose }) => whose).sort();
  };
  await ask(acme, 200);
  await take(50);
  await ask(globex, 10);
  // Ten of acme's have the same turns as globex' ten, and one stands before.
  expect(await take(20)).toEqual([...Array(10).fill("acme"), ...Array(10).fill("globex")]);
  // Who was idle has saved up nothing.
  await take(100);
  await ask(globex, 30);
  expect((await take(20)).filter((whose) => whose === "globex")).toHaveLength(10);
});

test("every declared job has a queue, and a changed declaration changes the queue", async () => {
  const { rows } = await owner.query("select name from pgboss.queue order by name");
  expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(["crm.import.run", "dead", "test.note"]));
  await installJobQueue(owner, fixture.ownerUrl, [{ ...job, options: { ...job.options, retries: 2 } }]);
  const changed = await owner.query("select retry_limit from pgboss.queue where name = 'test.note'");
  expect(changed.rows).toEqual([{ retry_limit: 2 }]);
});

test("only what may succeed later is worth another try", () => {
  expect(isWorthRetrying(new Error("socket"))).toBe(true);
  expect(isWorthRetrying(new AppError("UNAVAILABLE", "database_unavailable"))).toBe(true);
  expect(isWorthRetrying(new AppError("PRECONDITION", "import.already_run"))).toBe(false);
  expect(isWorthRetrying(new z.ZodError([]))).toBe(false);
});

test("every declared job has a handler, and no other job has", () => {
  const means = {
    system: fixture.system,
    store: openObjectStore({ kind: "disk", directory: "unused" }),
    pusher: null,
    site: { webUrl: "http://localhost:3000", adminUrl: "http://localhost:3001", apiUrl: "http://localhost:4000" },
  };
  const handlers = [...jobHandlers(means), ...platformHandlers(means)];
  expect(handlers.map(({ job }) => job.name).sort()).toEqual(jobs.map(({ name }) => name).sort());
});
