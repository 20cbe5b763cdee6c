import { defineConsumer, defineEvent } from "@steward/contracts";
import { maxReplayed, replayEventsInput } from "@steward/contracts/operator/event";
import { uuidv7 } from "@steward/db";
import { installJobQueue } from "@steward/db/migrate";
import { securityEvent } from "@steward/db/schema";
import { actingAs, createTwoTenants, type TestTenant, type TwoTenants } from "@steward/testing";
import { eq } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { emit } from "../kernel/index.ts";
import { getEventState, replayEvents } from "./event.ts";
import type { OperatorContext } from "./operator-record.ts";

const won = defineEvent("test.deal.won", z.object({}));
const lost = defineEvent("test.deal.lost", z.object({}));
const consumer = defineConsumer("test.replayed", ["test.deal.*"]);
const other = defineConsumer("test.other", ["test.deal.won"]);

let two: TwoTenants;
let owner: pg.Client;
let ctx: OperatorContext;
beforeAll(async () => {
  two = await createTwoTenants();
  owner = new pg.Client({ connectionString: two.ownerUrl });
  await owner.connect();
  await installJobQueue(owner, two.ownerUrl, [consumer.job, other.job]);
  const { userId, name } = two.globex.members.owner;
  const source = { procedure: "operator.event.replay", clientAddress: null, userAgent: null };
  ctx = { db: two.system, operator: { userId, name }, requestId: "replay", source };
  await note(two.acme, won);
  await note(two.acme, lost);
  await note(two.globex, won);
});
beforeEach(() => owner.query("delete from pgboss.job"));
afterAll(async () => {
  await owner?.end();
  await two?.close();
});

const note = (tenant: TestTenant, event: typeof won | typeof lost) =>
  actingAs(two.database, tenant).write((acting) => emit(acting, event, uuidv7(), {}));

const replay = (input: object = {}) => {
  const from = new Date(Date.now() - 600_000).toISOString();
  const to = new Date(Date.now() + 60_000).toISOString();
  return replayEvents(ctx, replayEventsInput.parse({ from, to, ...input }), [consumer, other]);
};
const queued = async () => {
  const { rows } = await owner.query<{ line: string }>(
    "select name || ' ' || (data ->> 'tenantId') as line from pgboss.job",
  );
  return rows.map(({ line }) => line);
};

test("hands the events of a time to their consumers once more, and says who asked for it", async () => {
  expect(await replay({ name: "test.*" })).toEqual({ events: 3, jobs: 5 });
  const { acme, globex } = two;
  expect((await queued()).sort()).toEqual(
    [
      `test.replayed ${acme.id}`,
      `test.other ${acme.id}`,
      `test.replayed ${acme.id}`,
      `test.replayed ${globex.id}`,
      `test.other ${globex.id}`,
    ].sort(),
  );
  const [event] = await two.system
    .select()
    .from(securityEvent)
    .where(eq(securityEvent.name, "operator.events_replayed"));
  expect(event).toMatchObject({ actorId: ctx.operator.userId, details: { name: "test.*", events: 3, jobs: 5 } });
});

test.each([
  [{ name: "test.deal.lost" }, { events: 1, jobs: 1 }],
  [
    { name: "test.deal.*", consumer: "test.other" },
    { events: 3, jobs: 2 },
  ],
  [{ to: new Date(Date.now() - 300_000) }, { events: 0, jobs: 0 }],
])("%o is %o", async (input, expected) => {
  expect(await replay(input)).toEqual(expected);
});

test("of one organisation only, where one is named", async () => {
  expect(await replay({ name: "test.*", tenantId: two.globex.id })).toEqual({ events: 1, jobs: 2 });
});

test("refuses a consumer that nobody knows, a time that nobody knows of, and more than it can hand over at once", async () => {
  await expect(replay({ from: "2020-01-01T00:00:00Z" })).rejects.toMatchObject({ reason: "event.replay_too_old" });
  await expect(replay({ consumer: "test.nobody" })).rejects.toMatchObject({ reason: "event.consumer_unknown" });
  await owner.query(
    `insert into audit_event (tenant_id, id, name, address, entity_id, actor_name, request_id, payload)
     select $1, gen_random_uuid(), 'test.flood.came', 'test.flood', gen_random_uuid(), 'somebody', 'request', '{}'
     from generate_series(1, $2::int)`,
    [two.acme.id, maxReplayed + 1],
  );
  await expect(replay({ name: "test.flood.*" })).rejects.toMatchObject({ reason: "event.replay_too_large" });
  expect(await queued()).toEqual([]);
});

test("the console knows how far the relay is behind, and that none runs", async () => {
  expect(await getEventState(two.system)).toMatchObject({ relaying: false, waiting: maxReplayed + 1 + 3 });
});
