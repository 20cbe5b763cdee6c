import { uuidv7 } from "@steward/db";
import * as schema from "@steward/db/schema";
import { getTableName, is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { probeIsolation } from "./isolation-probe.ts";
import { insertSampleRows, tenantFingerprint } from "./sample-rows.ts";
import { createTwoTenants, type TwoTenants } from "./two-tenants.ts";

const { tenantTables } = schema;
const tables = [...tenantTables.keys()];
const globalTables = Object.values(schema as Record<string, unknown>)
  .flatMap((value) => (is(value, PgTable) ? [getTableName(value)] : []))
  .filter((name) => !tenantTables.has(name));
const ids = { acme: uuidv7(), globex: uuidv7() };

let two: TwoTenants;
let app: Client;
beforeAll(async () => {
  two = await createTwoTenants();
  await insertSampleRows(two.ownerUrl, two.acme, ids.acme);
  await insertSampleRows(two.ownerUrl, two.globex, ids.globex);
  app = new Client({ connectionString: two.appUrl });
  await app.connect();
});
afterAll(async () => {
  await app.end();
  await two.close();
});

/** Runs `work` as the app's role with the given tenant set, and takes back what it did. */
async function asTenant<T>(tenantId: string, work: () => Promise<T>): Promise<T> {
  await app.query("begin");
  try {
    await app.query("select set_config('app.tenant_id', $1, true)", [tenantId]);
    return await work();
  } finally {
    await app.query("rollback");
  }
}

const count = async (text: string, values: unknown[] = []) => (await app.query(text, values)).rowCount;
const refusal = (text: string, values: unknown[] = []) =>
  app.query(text, values).then(
    () => "done",
    (error: { code?: string }) => error.code,
  );

/** What the roles that serve requests can do, tried out as a superuser who puts their hat on. */
async function probe(table: string): Promise<string[]> {
  const owner = new Client({ connectionString: two.ownerUrl });
  await owner.connect();
  try {
    await owner.query("begin");
    return await probeIsolation(owner, table, {
      own: { tenantId: two.acme.id, rowId: ids.acme },
      other: { tenantId: two.globex.id, rowId: ids.globex },
    });
  } finally {
    await owner.end();
  }
}

test.each([...tables, ...globalTables])("%s keeps organisations apart, and roles to what is theirs", async (table) => {
  expect(await probe(table)).toEqual([]);
});

test("a row cannot point at a row of another tenant", async () => {
  const move = "update crm_contact set account_id = $1 where id = $2";
  expect(await asTenant(two.acme.id, () => refusal(move, [ids.globex, ids.acme]))).toBe("23503");
});

test("a tenant sees and changes itself alone", async () => {
  const seen = await asTenant(two.acme.id, () => app.query("select slug from tenant"));
  expect(seen.rows).toEqual([{ slug: "acme" }]);
  expect(await asTenant(two.acme.id, () => count("update tenant set name = 'x' where id = $1", [two.globex.id]))).toBe(
    0,
  );
  expect(await asTenant(two.acme.id, () => refusal("delete from tenant"))).toBe("42501");
  expect(await asTenant(two.acme.id, () => refusal('select from "user"'))).toBe("42501");
});

test("after all of this nobody's rows have changed", async () => {
  const prints = await tenantFingerprint(two.ownerUrl, two.globex.id);
  expect(Object.keys(prints).sort()).toEqual(tables.toSorted());
  for (const print of Object.values(prints)) expect(print).toMatch(/^[1-9]/);
});
