import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database, databaseOver, tenantDb } from "../database.ts";
import type { Lane } from "../driver/lane.ts";
import { faultRun } from "./fault.ts";
import { createTestDatabase, type TestDatabase } from "./index.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const run = (durationMs: number, open?: (pool: pg.Pool) => Database) =>
  faultRun({
    ownerUrl: database.ownerUrl,
    appUrl: database.appUrl,
    durationMs,
    workers: 24,
    tenants: 6,
    ...(open ? { open } : {}),
  });

test("tenants stay apart while their connections die", async () => {
  const { violations, ...counts } = await run(2000);
  expect(violations).toEqual([]);
  for (const [what, count] of Object.entries(counts)) expect(count, what).toBeGreaterThan(0);
});

/** Handles that send each statement of one lane their own way. */
function variant(pool: pg.Pool, query: (tenantId: string) => Lane["query"]): Database {
  const real = databaseOver(pool);
  return {
    ...real,
    read: (tenantId) =>
      tenantDb(tenantId, {
        commits: false,
        query: query(tenantId),
        nested: () => Promise.reject(new Error("not in this variant")),
      }),
  };
}

test("the proof notices a tenant that stays on its connection", async () => {
  const { violations } = await run(500, (pool) =>
    variant(pool, (tenantId) => async (config, values) => {
      const client = await pool.connect();
      try {
        await client.query("select set_config('app.tenant_id', $1, false)", [tenantId]);
        return await client.query(config, [...values]);
      } finally {
        client.release();
      }
    }),
  );
  expect(violations).toContain("a pooled connection kept a tenant");
});

test("the proof notices two tenants on one connection", async () => {
  const shared = new pg.Client({ connectionString: database.appUrl, pipeline: true });
  await shared.connect();
  const { violations } = await run(500, (pool) =>
    variant(pool, (tenantId) => async (config, values) => {
      await shared.query("select set_config('app.tenant_id', $1, false)", [tenantId]);
      return await shared.query(config, [...values]);
    }),
  );
  await shared.end();
  expect(violations).toContain("a read showed another tenant's row");
});
