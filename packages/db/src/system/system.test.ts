import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { account, auditEvent, tenant, user } from "../schema/index.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { asOwner } from "../testing/server.ts";
import { createListener, createSystemDatabase, type SystemDatabase } from "./index.ts";

let database: TestDatabase;
let system: SystemDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  system = createSystemDatabase(database.systemUrl);
});
afterAll(async () => {
  await system.close();
  await database.drop();
});

const slugs = async () => (await system.select({ slug: tenant.slug }).from(tenant)).map(({ slug }) => slug).sort();

test("the cross-tenant role reaches the tables that grant it, and no tenant's records", async () => {
  await system.insert(tenant).values({ slug: "acme", name: "Acme" });
  await system.insert(user).values({ email: "a@acme.test", name: "A" });
  expect(await slugs()).toEqual(["acme"]);
  expect(await system.select().from(auditEvent)).toEqual([]);
  await expect(system.delete(auditEvent)).rejects.toMatchObject({ code: "42501" });
  await expect(system.select({ id: account.id }).from(account)).rejects.toMatchObject({ code: "42501" });
});

test("a transaction keeps everything or nothing, savepoints included", async () => {
  const failed = system.transaction(async (db) => {
    await db.insert(tenant).values({ slug: "half", name: "Half" });
    throw new Error("no");
  });
  await expect(failed).rejects.toThrow("no");
  await system.transaction(async (db) => {
    await db.insert(tenant).values({ slug: "globex", name: "Globex" });
    await db
      .transaction(async (inner) => {
        await inner.insert(tenant).values({ slug: "undone", name: "Undone" });
        await inner.insert(tenant).values({ slug: "acme", name: "Twice" });
      })
      .catch(() => {});
  });
  expect(await slugs()).toEqual(["acme", "globex"]);
});

test("a write is not sent a second time after its connection was lost", async () => {
  const slow = system.insert(tenant).values({ slug: "once", name: sql`(select 'x' from pg_sleep(10))` });
  const settled = slow.then(
    () => "written",
    (error: { code?: string }) => error.code,
  );
  await expect
    .poll(() =>
      asOwner(database.ownerUrl, async (client) => {
        const { rowCount } = await client.query(
          "select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep(10)%' and usename = 'steward_system' and datname = current_database()",
        );
        return rowCount;
      }),
    )
    .toBe(1);
  expect(await settled).toBe("UNAVAILABLE");
  expect(await slugs()).not.toContain("once");
});

test("a listener hears what others say, also after its connection was lost", async () => {
  const listener = createListener(database.appUrl);
  const heard: string[] = [];
  let subscriptions = 0;
  await listener.listen(
    "steward_test",
    (payload) => heard.push(payload),
    () => {
      subscriptions += 1;
    },
  );
  const say = (payload: string) => system.execute(sql`select pg_notify('steward_test', ${payload})`);
  await say("one");
  await expect.poll(() => heard).toEqual(["one"]);
  await asOwner(database.ownerUrl, (client) =>
    client.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'steward-listener' and datname = current_database()",
    ),
  );
  await expect.poll(() => subscriptions).toBe(2);
  await say("two");
  await expect.poll(() => heard).toEqual(["one", "two"]);
  await listener.close();
});
