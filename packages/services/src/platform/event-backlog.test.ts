import { defineEvent } from "@steward/contracts";
import { firstEventId, mayHear } from "@steward/contracts/kernel/live";
import { permissionsOf } from "@steward/contracts/permissions";
import { uuidv7 } from "@steward/db";
import { actingAs, createTwoTenants, type TestTenant, type TwoTenants } from "@steward/testing";
import pg from "pg";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { emitMany } from "../kernel/index.ts";
import { readBacklog } from "./event-backlog.ts";

const happened = defineEvent("test.fact.happened", z.object({}));

/** What other tests have not committed yet holds the events of all back: they share a PostgreSQL. */
const patience = { timeout: 60_000, interval: 20 };

let two: TwoTenants;
beforeEach(async () => {
  two = await createTwoTenants();
});
afterEach(() => two?.close());

const note = async (tenant: TestTenant, count = 1) => {
  const ids = Array.from({ length: count }, () => uuidv7());
  await actingAs(two.database, tenant).write((ctx) =>
    emitMany(
      ctx,
      happened,
      ids.map((entityId) => ({ entityId, payload: {} })),
    ),
  );
  return ids;
};
const read = (from: Parameters<typeof readBacklog>[1] = null) => readBacklog(two.database.read(two.acme.id), from);
const entities = async (from: Parameters<typeof readBacklog>[1] = null) =>
  (await read(from)).events?.map(({ entityId }) => entityId);
const settled = (wanted: readonly string[] | undefined) =>
  vi.waitFor(async () => expect(await entities()).toEqual(wanted), patience);

test("is what happened in the organisation after a place, and nothing of another's", async () => {
  const [first = ""] = await note(two.acme);
  await note(two.globex);
  await settled([first]);
  const { end } = await read();
  const [second = ""] = await note(two.acme);
  await settled([first, second]);
  expect(await entities(end)).toEqual([second]);
});

test("holds what a long transaction has committed just now, also for those who have just come", async () => {
  const client = new pg.Client({ connectionString: two.ownerUrl });
  await client.connect();
  await client.query("begin");
  const id = uuidv7();
  // As of a transaction that began two minutes ago.
  await client.query(
    `insert into audit_event (tenant_id, id, created_at, name, address, entity_id, actor_name, request_id, payload)
     values ($1, $2, now() - interval '2 minutes', 'test.fact.happened', 'test.fact', $3, 'somebody', 'request', '{}')`,
    [two.acme.id, uuidv7(), id],
  );
  await note(two.acme);
  expect(await entities()).toEqual([]);
  await client.query("commit");
  await client.end();
  await vi.waitFor(async () => expect(await entities()).toContain(id), patience);
});

test("is refused where it would be too much, or the place is of another time", async () => {
  const { end } = await read();
  await note(two.acme, 5_001);
  await vi.waitFor(async () => expect((await read(end)).events).toBeNull(), patience);
  const { events } = await read({ xid: "18446744073709551615", id: firstEventId });
  expect(events).toBeNull();
});

test("people hear of the kinds of records they may do something with", () => {
  const guest = permissionsOf("guest");
  expect(mayHear(guest, "org.tenant")).toBe(true);
  expect(mayHear(guest, "crm.account")).toBe(false);
  expect(mayHear(permissionsOf("manager"), "crm.account")).toBe(true);
  expect(mayHear(permissionsOf("owner"), "test.fact")).toBe(false);
  // The beginning of an address is not the address.
  expect(mayHear(permissionsOf("owner"), "crm.acc")).toBe(false);
});
