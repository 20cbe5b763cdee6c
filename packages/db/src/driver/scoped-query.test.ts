import { sql } from "drizzle-orm";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { tag } from "../schema/index.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { asOwner } from "../testing/server.ts";
import { uuidv7 } from "../uuid.ts";
import { FlightLane } from "./flight-lane.ts";
import { send } from "./lane.ts";
import { createPool } from "./pool.ts";
import { preludeStatements } from "./scoped-query.ts";
import { queriesOver } from "./session.ts";

let database: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool(database.appUrl, { max: 1 });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const tenantId = uuidv7();
const scoped = () =>
  queriesOver(
    new FlightLane(pool, [{ statement: "steward_tenant_read", values: [tenantId] }], true, () => Promise.reject()),
  );
const current = sql`select current_setting('app.' || 'tenant_id', true) as tenant, current_setting('transaction_read_only') as readonly`;

/** What the pool's only connection says when nobody has set anything for it. */
async function bareState(of = pool) {
  const client = await of.connect();
  try {
    const { rows } = await client.query(
      "select coalesce(current_setting('app.tenant_id', true), '') as tenant, current_setting('transaction_read_only') as readonly",
    );
    return rows;
  } finally {
    client.release();
  }
}
const untouched = [{ tenant: "", readonly: "off" }];

test("a query runs under its prelude, and nothing of that is left on the connection", async () => {
  const result = await scoped().execute(current);
  expect(result.rows).toEqual([{ tenant: tenantId, readonly: "on" }]);
  expect(result).toMatchObject({ command: "SELECT", rowCount: 1 });
  expect(await bareState()).toEqual(untouched);
});

test.each([
  ["at run time", sql`select 1 / (random() * 0)::int`],
  ["because of a value", sql`select ${"x"}::uuid`],
  ["because it does not parse", sql`select from from`],
  ["because it writes", sql`delete from crm_tag`],
  ["because a value cannot be sent", sql`select ${{ toPostgres: () => JSON.parse("not JSON") }}`],
])("nothing is left after a query that fails %s", async (_when, query) => {
  await expect(scoped().execute(query)).rejects.toThrow();
  expect(await bareState()).toEqual(untouched);
  expect((await scoped().execute(current)).rows).toEqual([{ tenant: tenantId, readonly: "on" }]);
});

describe("nothing is left after a query", () => {
  const asleep = sql`select pg_sleep(60), current_setting('app.' || 'tenant_id', true)`;
  const whileAsleep = (action: "pg_cancel_backend" | "pg_terminate_backend") =>
    asOwner(database.ownerUrl, (owner) =>
      vi.waitFor(
        async () => {
          const { rowCount } = await owner.query(
            `select ${action}(pid) from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`,
          );
          expect(rowCount).toBe(1);
        },
        { timeout: 30_000, interval: 20 },
      ),
    );

  test("that is cancelled", async () => {
    const refused = expect(scoped().execute(asleep)).rejects.toMatchObject({ reason: "database_timeout" });
    await whileAsleep("pg_cancel_backend");
    await refused;
    expect(await bareState()).toEqual(untouched);
  });

  test("that takes too long, nor of those behind it in its flight", async () => {
    const hasty = createPool(database.appUrl, { max: 1, statementTimeoutMs: 300 });
    const lane = new FlightLane(hasty, [{ statement: "steward_tenant_read", values: [tenantId] }], true, () =>
      Promise.reject(),
    );
    const db = queriesOver(lane);
    const [slow, next] = await Promise.allSettled([db.execute(asleep), db.execute(current)]);
    expect(slow).toMatchObject({ status: "rejected", reason: { reason: "database_timeout" } });
    expect(next).toMatchObject({ status: "fulfilled", value: { rows: [{ tenant: tenantId, readonly: "on" }] } });
    expect(await bareState(hasty)).toEqual(untouched);
    await hasty.end();
  });

  test("whose backend is killed, and its successor's connection is nobody's either", async () => {
    const refused = expect(scoped().execute(asleep)).rejects.toMatchObject({ reason: "database_timeout" });
    await whileAsleep("pg_terminate_backend");
    // A read is sent once more: it sleeps again, on another connection.
    await whileAsleep("pg_cancel_backend");
    await refused;
    expect(await bareState()).toEqual(untouched);
  });
});

test("statements are prepared once: the prelude with the connection, a query when it comes again", async () => {
  const twice = sql`select ${1}::int as prepared_when_it_came_again`;
  for (let i = 0; i < 3; i += 1) await scoped().execute(twice);
  const client = await pool.connect();
  const { rows } = await client.query<{ name: string; statement: string }>(
    "select name, statement from pg_prepared_statements",
  );
  client.release();
  const names = rows.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(Object.keys(preludeStatements)));
  expect(rows.filter(({ statement }) => statement.includes("prepared_when_it_came_again"))).toHaveLength(1);
  expect(rows.filter(({ statement }) => statement.includes("random() * 0"))).toHaveLength(0);
});

test("a query that comes again answers alike, with rows, without any, and as a change: how they look is asked once", async () => {
  const db = scoped();
  const rows = (
    count: number,
  ) => sql`select n, 'at' || n as name, ${new Date(0)}::timestamptz + n * interval '1 day' as at
    from generate_series(1, ${count}::int) n`;
  const expected = Array.from({ length: 3 }, (_, index) => ({
    n: index + 1,
    name: `at${index + 1}`,
    at: new Date((index + 1) * 86_400_000),
  }));
  for (const count of [3, 3, 0, 3, 1]) {
    const { rows: found, command, rowCount } = await db.execute(rows(count));
    expect([found, command, rowCount]).toEqual([expected.slice(0, count), "SELECT", count]);
  }
  // As arrays, which is how drizzle's builders ask.
  for (let time = 0; time < 3; time += 1) {
    const [known] = await db.select({ name: tag.name, at: tag.createdAt }).from(tag).limit(1);
    expect(known).toBeUndefined();
  }
  const client = await pool.connect();
  const changes: unknown[] = [];
  for (let time = 0; time < 3; time += 1) {
    const { rows: none, rowCount } = await send(
      client,
      { text: "delete from crm_tag where name = $1" },
      ["none"],
      [{ statement: "steward_tenant", values: [tenantId] }],
      "a_change_that_comes_again",
    );
    changes.push([none, rowCount]);
  }
  client.release();
  expect(changes).toEqual(Array(3).fill([[], 0]));
});

test("rows, empty results and several answers in one flight stay with their own query", async () => {
  const db = scoped();
  const results = await Promise.all([
    db.execute(sql`select generate_series(1, 3) as n`),
    db.execute(sql`select 1 as n where false`),
    db.execute(sql`select 1 / 0`).catch((error: { code?: string }) => error.code),
    db.execute(sql`select 7 as n`),
  ]);
  expect(results.map((result) => (typeof result === "object" ? result.rows : result))).toEqual([
    [{ n: 1 }, { n: 2 }, { n: 3 }],
    [],
    "22012",
    [{ n: 7 }],
  ]);
});
