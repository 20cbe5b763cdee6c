import { uuidv7 } from "@steward/db";
import { tenantTables } from "@steward/db/schema";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { insertSampleRows, tenantFingerprint } from "./sample-rows.ts";
import { createTwoTenants, type TwoTenants } from "./two-tenants.ts";

const tables = [...tenantTables.keys()];
const appendOnly = new Set([...tenantTables].flatMap(([name, options]) => (options.appendOnly ? [name] : [])));
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

describe("in every tenant table, the app's role", () => {
  test.each(tables)("%s: sees and changes nothing without a tenant", async (table) => {
    expect(await count(`select from ${table}`)).toBe(0);
    expect(await asTenant("", () => count(`select from ${table}`))).toBe(0);
    if (!appendOnly.has(table)) {
      expect(await count(`update ${table} set created_at = now()`)).toBe(0);
      expect(await count(`delete from ${table}`)).toBe(0);
    }
    // Policies come before constraints, so the row need not be complete to be refused.
    const add = `insert into ${table} (tenant_id, id) values ($1, $2)`;
    expect(await refusal(add, [two.acme.id, uuidv7()])).toBe("42501");
  });

  test.each(tables)("%s: sees its own rows and no others", async (table) => {
    const seen = await asTenant(two.acme.id, () => app.query(`select distinct tenant_id from ${table}`));
    expect(seen.rows).toEqual([{ tenant_id: two.acme.id }]);
    expect(await asTenant(two.acme.id, () => count(`select from ${table} where id = $1`, [ids.acme]))).toBe(1);
    expect(await asTenant(two.acme.id, () => count(`select from ${table} where id = $1`, [ids.globex]))).toBe(0);
  });

  test.each(tables)("%s: cannot change, remove, add or take over a row of another tenant", async (table) => {
    const theirs = `from ${table} where id = '${ids.globex}'`;
    if (appendOnly.has(table)) {
      expect(await asTenant(two.acme.id, () => refusal(`delete ${theirs}`))).toBe("42501");
      expect(await asTenant(two.acme.id, () => refusal(`update ${table} set created_at = now()`))).toBe("42501");
    } else {
      expect(await asTenant(two.acme.id, () => count(`delete ${theirs}`))).toBe(0);
      expect(
        await asTenant(two.acme.id, () => count(`update ${table} set created_at = now() where id = $1`, [ids.globex])),
      ).toBe(0);
      const giveAway = `update ${table} set tenant_id = '${two.globex.id}' where id = '${ids.acme}'`;
      expect(await asTenant(two.acme.id, () => refusal(giveAway))).toBe("42501");
    }
    const add = `insert into ${table} (tenant_id, id) values ('${two.globex.id}', '${uuidv7()}')`;
    expect(await asTenant(two.acme.id, () => refusal(add))).toBe("42501");
  });
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
