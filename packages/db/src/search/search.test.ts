import { eq, sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDatabase, type Database, searchFilter, searchIds, searchTextOf, uuidv7 } from "../index.ts";
import { account } from "../schema/index.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";

const tenants = Array.from({ length: 10 }, () => uuidv7());
const [acme, globex] = [tenants[0] ?? "", tenants[1] ?? ""];

let testDatabase: TestDatabase;
let database: Database;
let owner: pg.Client;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = createDatabase(testDatabase.appUrl);
  owner = new pg.Client({ connectionString: testDatabase.ownerUrl });
  await owner.connect();
  await owner.query(
    "insert into tenant (id, slug, name) select id, 'tenant-' || n, 'T' from unnest($1::uuid[]) with ordinality t (id, n)",
    [tenants],
  );
  // Names of words that many rows share, so that the index has something to decide.
  await owner.query(
    `insert into crm_account (tenant_id, id, name, search_text)
     select tenant_id, gen_random_uuid(), words, words from unnest($1::uuid[]) tenant_id, lateral (
       select i, (array['north','south','river','mountain','global','united','silver','prime'])[1 + i % 8] || ' '
         || (array['logistics','foods','medical','systems','energy','textiles','partners'])[1 + i % 7] || ' ' || i as words
       from generate_series(1, 10000) i) rows`,
    [tenants],
  );
  await database.withTenant(acme, async (db) => {
    await db.insert(account).values(
      [
        ["Hottechi", "info@hottechi.test", "+14155550123"],
        ["Škoda Čapek", null, "+493012345678"],
        ["100% Juice_Bar \\ Co", null, null],
      ].map(([name = null, ...rest]) => ({ name: name ?? "", searchText: searchTextOf([name, ...rest]) })),
    );
  });
  await database.withTenant(globex, async (db) => {
    await db.insert(account).values({ name: "Hottechi of Globex", searchText: searchTextOf(["Hottechi of Globex"]) });
  });
  await owner.query("vacuum analyze crm_account");
});
afterAll(async () => {
  await database.close();
  await owner.end();
  await testDatabase.drop();
});

async function names(tenantId: string, query: string): Promise<string[]> {
  const db = database.read(tenantId);
  const hits = await searchIds(db, account, query);
  const rows = await Promise.all(
    hits.map(({ id }) => db.select({ name: account.name }).from(account).where(eq(account.id, id))),
  );
  return rows.flat().map(({ name }) => name);
}

describe("a search", () => {
  test.each([
    ["hottechi", "Hottechi"],
    ["HOTT", "Hottechi"],
    ["ttech", "Hottechi"],
    ["info@hottechi", "Hottechi"],
    ["hottechi info", "Hottechi"],
    ["(415) 555-0123", "Hottechi"],
    ["030 1234 5678", "Škoda Čapek"],
    ["skoda", "Škoda Čapek"],
    ["ČAPEK", "Škoda Čapek"],
    ["100%", "100% Juice_Bar \\ Co"],
    ["juice_bar", "100% Juice_Bar \\ Co"],
    ["\\ co", "100% Juice_Bar \\ Co"],
  ])("for %s finds %s", async (query, name) => {
    expect((await names(acme, query))[0]).toBe(name);
  });

  test.each(["hotechi", "hottehci", "hottecki", "hotttechi", "scoda capec"])("forgives %s", async (query) => {
    expect(["Hottechi", "Škoda Čapek"]).toContain((await names(acme, query))[0]);
  });

  test("takes wildcards and quotes as what they are", async () => {
    expect(await names(acme, "%")).toEqual(["100% Juice_Bar \\ Co"]);
    expect(await names(acme, "_")).toEqual(["100% Juice_Bar \\ Co"]);
    expect(await names(acme, "'; drop table crm_account; --")).toEqual([]);
    expect(await names(acme, "zzzzqqq")).toEqual([]);
    expect(await names(acme, " \u0000 ")).toEqual([]);
  });

  test("shows similar words only when nothing has the words themselves", async () => {
    const { length } = await names(acme, "silver energy 7");
    expect(length).toBeGreaterThan(0);
    for (const name of await names(acme, "silver energy 7")) expect(name).toMatch(/silver energy .*7/);
  });

  test("filters a list", async () => {
    const rows = await database
      .read(acme)
      .select({ name: account.name })
      .from(account)
      .where(searchFilter(account, "hottechi"));
    expect(rows).toEqual([{ name: "Hottechi" }]);
    expect(searchFilter(account, "  ")).toBeUndefined();
  });
});

describe("tenants", () => {
  test("never see each other's ids, in a hit or behind a filter", async () => {
    const own = await database.read(acme).select({ id: account.id }).from(account);
    const ids = new Set(own.map(({ id }) => id));
    for (const query of ["hottechi", "globex", "hotechi", "north foods", "e", "1"]) {
      const hits = await searchIds(database.read(acme), account, query, 1000);
      expect(hits.filter(({ id }) => !ids.has(id))).toEqual([]);
    }
    expect(await names(acme, "hottechi globex")).toEqual([]);
    expect(await names(globex, "hottechi")).toEqual(["Hottechi of Globex"]);
  });

  test("do not come from anywhere but the transaction: without one there are no hits", async () => {
    const client = new pg.Client({ connectionString: testDatabase.appUrl });
    await client.connect();
    try {
      const call = "select count(*)::int as hits from search.crm_account('{hottechi}', 10)";
      expect((await client.query(call)).rows).toEqual([{ hits: 0 }]);
      await client.query("select set_config('app.tenant_id', $1, false)", [acme]);
      expect((await client.query(call)).rows).toEqual([{ hits: 1 }]);
      await expect(client.query("set role steward_search")).rejects.toThrow("permission denied");
    } finally {
      await client.end();
    }
  });
});

describe("the trigram index", () => {
  /** Runs a search as the app's role and reports what it read of the table, by its connection's own counters. */
  async function readBy(query: string) {
    const fresh = createDatabase(testDatabase.appUrl, { max: 1 });
    const read = await fresh.withTenant(acme, async (db) => {
      await searchIds(db, account, query);
      const { rows } = await db.execute<{ indexScans: number; seqScans: number; heapRows: number }>(sql`
        select pg_stat_get_xact_numscans('crm_account_search'::regclass)::int as "indexScans",
          pg_stat_get_xact_numscans('crm_account'::regclass)::int as "seqScans",
          pg_stat_get_xact_tuples_fetched('crm_account'::regclass)::int as "heapRows"`);
      return rows[0];
    });
    await fresh.close();
    return read;
  }

  test.each(["hottechi", "hotechi", "silver energy 777"])("serves %s", async (query) => {
    const read = await readBy(query);
    expect(read?.indexScans).toBeGreaterThan(0);
    expect(read?.seqScans).toBe(0);
    expect(read?.heapRows).toBeLessThan(500);
  });

  test("cannot serve LIKE under the app's own policy, which is why the function exists", async () => {
    const { rows } = await database
      .read(acme)
      .execute<{ "QUERY PLAN": string }>(sql`explain select id from crm_account where search_text like '%hottechi%'`);
    expect(rows.map((row) => row["QUERY PLAN"]).join("\n")).toMatch(/Filter: .*search_text ~~ /);
  });
});
