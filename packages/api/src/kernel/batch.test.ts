import { createDatabase, type Database } from "@steward/db";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { sql } from "drizzle-orm";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { createHarness, type Harness } from "../contract/harness.ts";
import { appRouter } from "../router.ts";
import { createContext } from "./context.ts";

/** What a page asks for at once. */
const lists = ["crm.account.list", "crm.contact.list", "crm.deal.list", "crm.activity.list", "crm.product.list"];

let harness: Harness;
beforeAll(async () => {
  harness = await createHarness();
  return () => harness.close();
});

let database: Database;
beforeEach(() => {
  database = createDatabase(harness.appUrl);
});
afterEach(() => database.close());

/** One HTTP request for all of them. Answers how many were answered with rows. */
async function askTogether(paths: readonly string[]): Promise<number> {
  const { request } = await harness.as(harness.acme, "owner");
  const input = Object.fromEntries(paths.map((_path, index) => [index, { json: {} }]));
  const url = `http://localhost/trpc/${paths.join(",")}?batch=1&input=${encodeURIComponent(JSON.stringify(input))}`;
  const answer = await fetchRequestHandler({
    endpoint: "/trpc",
    router: appRouter,
    req: new Request(url),
    createContext: () => createContext({ ...harness.platform, database }, request),
  });
  const answers = (await answer.json()) as { result?: { data: { json: { items: unknown[] } } } }[];
  return answers.filter(({ result }) => Array.isArray(result?.data.json.items)).length;
}

test("the reads of one batch travel together: five of them take two connections", async () => {
  expect(await askTogether(lists)).toBe(5);
  expect(database.stats()).toMatchObject({ total: 2, waiting: 0 });
});

test("a list that is asked for again is a prepared statement", async () => {
  await database.close();
  database = createDatabase(harness.appUrl, { max: 1 });
  for (let time = 0; time < 3; time += 1) expect(await askTogether(lists)).toBe(5);
  const { rows } = await database
    .read(harness.acme.id)
    .execute<{ statement: string }>(sql`select statement from pg_prepared_statements where name like 'q\\_%'`);
  for (const table of ["crm_account", "crm_contact", "crm_deal", "crm_activity", "crm_product"]) {
    expect(rows.filter(({ statement }) => statement.includes(`from "${table}"`)).length, table).toBeGreaterThan(0);
  }
});
