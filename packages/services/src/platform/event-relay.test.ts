import { AppError, type ConsumerDefinition, defineConsumer, defineEvent, maxEventDepth } from "@steward/contracts";
import { type EventPosition, readEventMessage } from "@steward/contracts/kernel/live";
import { uuidv7 } from "@steward/db";
import { installJobQueue, migrate } from "@steward/db/migrate";
import { auditEvent, eventReceipt, member } from "@steward/db/schema";
import { actingAs, createTwoTenants, type TestTenant, type TwoTenants } from "@steward/testing";
import { eq } from "drizzle-orm";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, inject, test, vi } from "vitest";
import { z } from "zod";
import { runJob } from "../jobs/index.ts";
import { emit, emitMany, handleEvent, type StoredEvent } from "../kernel/index.ts";
import { readAhead } from "./event-ahead.ts";
import { holdRelay, type RelayOptions, relayBatch, relayState, releaseRelay } from "./event-relay.ts";

const happened = defineEvent("test.fact.happened", z.object({ email: z.string().optional() }));
const consumer = defineConsumer("test.consumer", ["test.fact.*"]);

/** What other tests have not committed yet holds the events of all back: they share a PostgreSQL. */
const patience = { timeout: 60_000, interval: 20 };

let two: TwoTenants;
let owner: pg.Client;
let told: string[];
beforeEach(async () => {
  two = await createTwoTenants();
  owner = new pg.Client({ connectionString: two.ownerUrl });
  await owner.connect();
  await installJobQueue(owner, two.ownerUrl, [consumer.job]);
  told = [];
});
afterEach(async () => {
  await owner?.end();
  await two?.close();
});

const relay = (consumers: readonly ConsumerDefinition[] = [consumer], holder = "one"): RelayOptions => ({
  system: two.system,
  holder,
  consumers,
  publish: async (messages) => {
    told.push(...messages);
  },
});

/** Relays until nothing is left, and says the ids of what was told. */
async function relayAll(options = relay()): Promise<string[]> {
  let position: EventPosition | null = await holdRelay(options);
  while (position) {
    const batch = await relayBatch(options, position);
    if (batch?.events === 0) break;
    position = batch?.position ?? (await holdRelay(options));
  }
  return told.map((line) => readEventMessage(line)?.entityId ?? "");
}

const note = async (tenant: TestTenant = two.acme, id = uuidv7()) => {
  await actingAs(two.database, tenant, "manager").write((ctx) => emit(ctx, happened, id, { email: "mary@acme.test" }));
  return id;
};

const jobs = async () =>
  (await owner.query("select id, data from pgboss.job where name = $1 order by created_on, id", [consumer.job.name]))
    .rows;

/** A transaction of a tenant that has written an event and waits. */
async function openTransaction(tenant: TestTenant, id: string) {
  const client = new pg.Client({ connectionString: two.ownerUrl });
  await client.connect();
  await client.query("begin");
  await client.query(
    `insert into audit_event (tenant_id, id, name, address, entity_id, actor_name, request_id, payload)
     values ($1, $2, 'test.fact.happened', 'test.fact', $3, 'somebody', 'request', '{}')`,
    [tenant.id, uuidv7(), id],
  );
  return {
    async end(how: "commit" | "rollback") {
      await client.query(how);
      await client.end();
    },
  };
}

describe("the relay", () => {
  test("tells each committed event once, in the order of transactions, of all organisations", async () => {
    const ids = [await note(), await note(two.globex), await note()];
    expect(
      await vi.waitFor(async () => {
        const found = await relayAll();
        expect(found).toHaveLength(3);
        return found;
      }, patience),
    ).toEqual(ids);
    expect(await relayAll()).toEqual(ids);
  });

  test("leaves no event out whose transaction began earlier and committed later", async () => {
    const early = uuidv7();
    const slow = await openTransaction(two.acme, early);
    const late = await note();
    expect(await relayAll()).toEqual([]);
    await slow.end("commit");
    await vi.waitFor(async () => expect(await relayAll()).toEqual([early, late]), patience);
  });

  test("finds what a long transaction holds back ahead of its turn, and tells it in its turn all the same", async () => {
    const from = await holdRelay(relay());
    if (!from) expect.unreachable();
    const ahead = async () => (await readAhead(two.system, from)).map(({ entityId }) => entityId);
    await owner.query("begin");
    await owner.query("select pg_current_xact_id()");
    const ids: string[] = [];
    // Not before it has waited: most transactions are over at once. This look may itself have come late.
    await vi.waitFor(async () => {
      const id = await note();
      ids.push(id);
      expect(await ahead()).not.toContain(id);
    }, patience);
    await vi.waitFor(async () => expect(await ahead()).toEqual(ids), patience);
    expect(await relayAll()).toEqual([]);
    await owner.query("rollback");
    await vi.waitFor(async () => expect(await relayAll()).toEqual(ids), patience);
    expect(await ahead()).toEqual([]);
  });

  test("knows nothing of what was taken back", async () => {
    const slow = await openTransaction(two.acme, uuidv7());
    await slow.end("rollback");
    const id = await note();
    await vi.waitFor(async () => expect(await relayAll()).toEqual([id]), patience);
  });

  test("asks for the job of each consumer, with what led to it, or for none and stays where it is", async () => {
    await note();
    const unknown = defineConsumer("test.without_queue", ["*"]);
    const position = await vi.waitFor(async () => {
      const held = await holdRelay(relay([unknown]));
      expect((await relayState(two.system)).waiting).toBe(1);
      return held ?? expect.unreachable();
    }, patience);
    await vi.waitFor(
      () => expect(relayBatch(relay([consumer, unknown]), position)).rejects.toThrow("no job is called"),
      patience,
    );
    expect(await jobs()).toEqual([]);
    await vi.waitFor(async () => {
      await relayAll();
      expect(await jobs()).toHaveLength(1);
    }, patience);
    const [event] = await two.database.read(two.acme.id).select().from(auditEvent);
    expect(await jobs()).toMatchObject([
      {
        data: {
          tenantId: two.acme.id,
          memberId: two.acme.members.manager.memberId,
          requestId: "request-of-a-test",
          payload: { eventId: event?.id },
          cause: { id: event?.id, depth: 0 },
        },
      },
    ]);
    expect(await relayState(two.system)).toEqual({ lagSeconds: 0, waiting: 0 });
  });

  test("of two that hand on at once, one does", async () => {
    const ids = [await note(), await note()];
    const position = await holdRelay(relay());
    if (!position) expect.unreachable();
    // One of the two alone would be handed on, where another test's transaction began between them.
    await vi.waitFor(async () => {
      const { rowCount } = await owner.query(
        "select from audit_event where xid < pg_snapshot_xmin(pg_current_snapshot())",
      );
      expect(rowCount).toBe(ids.length);
    }, patience);
    const batches = await Promise.all([relayBatch(relay(), position), relayBatch(relay(), position)]);
    expect(batches.filter((batch) => batch?.events === 2)).toHaveLength(1);
    expect(await jobs()).toHaveLength(ids.length);
  });

  test("is held by one worker, and by the next when that one has put it down or is silent for too long", async () => {
    expect(await holdRelay(relay([], "one"))).not.toBeNull();
    expect(await holdRelay(relay([], "two"))).toBeNull();
    await releaseRelay(relay([], "one"));
    expect(await holdRelay(relay([], "two"))).not.toBeNull();
    expect(await holdRelay(relay([], "one"))).toBeNull();
    await owner.query("update event_relay set held_until = now() - interval '1 second'");
    expect(await holdRelay(relay([], "one"))).not.toBeNull();
  });

  test("cuts a chain that has grown too long, and says so", async () => {
    const id = uuidv7();
    const cause = { id: uuidv7(), depth: maxEventDepth - 1 };
    await actingAs(two.database, two.acme).write((ctx) => emit({ ...ctx, cause }, happened, id, {}));
    const cut = await vi.waitFor(async () => {
      const position = await holdRelay(relay());
      const batch = position && (await relayBatch(relay(), position));
      expect(batch?.events).toBe(1);
      return batch?.cut;
    }, patience);
    expect(cut).toMatchObject([{ tenantId: two.acme.id, name: happened.name }]);
    expect(await jobs()).toEqual([]);
    expect(told).toHaveLength(1);
  });

  test("goes on in a copy of the database that was restored on another server, without a gap", async () => {
    const before = await note();
    await vi.waitFor(async () => expect(await relayAll()).toEqual([before]), patience);
    const waiting = await note();
    // Numbers of a server that has seen more than this one.
    await owner.query("update audit_event set xid = (xid::text::bigint + 1000000000)::text::xid8");
    await owner.query("update event_relay set xid = (xid::text::bigint + 1000000000)::text::xid8");
    await migrate({ ownerUrl: two.ownerUrl, secret: inject("stewardTestServer").secret });
    const after = await note();
    await vi.waitFor(async () => expect(await relayAll()).toEqual([before, waiting, after]), patience);
  });
});

describe("a consumer", () => {
  const run = async (handle: (event: StoredEvent, actorId: string | null) => void) => {
    const [job] = await vi.waitFor(async () => {
      await relayAll();
      const found = await jobs();
      expect(found).not.toEqual([]);
      return found;
    }, patience);
    const handler = handleEvent(consumer, async (ctx, event) => {
      handle(event, ctx.actor?.memberId ?? null);
      await emitMany(ctx, defineEvent("test.noted", z.object({})), [{ entityId: event.entityId, payload: {} }]);
    });
    const attempt = { jobId: job.id, attempt: 1, lastAttempt: false, signal: new AbortController().signal };
    return () => runJob(two.database, handler, job.data, attempt);
  };
  const noted = (id: string) =>
    two.database.read(two.acme.id).select().from(auditEvent).where(eq(auditEvent.entityId, id)).orderBy(auditEvent.id);

  test("does its work once however often it is handed an event, and names it as the cause of its own", async () => {
    const id = await note();
    const seen: StoredEvent[] = [];
    const consume = await run((event) => seen.push(event));
    await Promise.all([consume(), consume(), consume()]);
    await consume();
    expect(seen).toMatchObject([{ name: happened.name, address: "test.fact", entityId: id, depth: 0 }]);
    // What the record does not keep, a consumer does not learn.
    expect(seen[0]?.payload).toEqual({ email: "m•••@acme.test" });
    const events = await noted(id);
    expect(events).toMatchObject([{ depth: 0 }, { name: "test.noted", causeId: events[0]?.id, depth: 1 }]);
  });

  test("that fails has done nothing, and may try again", async () => {
    const id = await note();
    let broken = true;
    const consume = await run(() => {
      if (broken) throw new AppError("UNAVAILABLE", "database_unavailable");
    });
    await expect(consume()).rejects.toThrow();
    expect(await two.database.read(two.acme.id).select().from(eventReceipt)).toEqual([]);
    broken = false;
    await consume();
    expect(await noted(id)).toHaveLength(2);
  });

  test("is told of what somebody did who may no longer act, in nobody's name", async () => {
    const id = await note();
    const actors: (string | null)[] = [];
    const consume = await run((_event, actorId) => actors.push(actorId));
    const { memberId } = two.acme.members.manager;
    await two.system.update(member).set({ disabledAt: new Date() }).where(eq(member.id, memberId));
    await consume();
    expect(actors).toEqual([null]);
    expect((await noted(id)).at(-1)).toMatchObject({ actorId: null, actorName: "Steward" });
  });
});
