import { setTimeout as delay } from "node:timers/promises";
import { count, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createDatabase, type Database, isUniqueViolation, type TenantDb, uuidv7 } from "./index.ts";
import { savedView, tag, tenant } from "./schema/index.ts";
import { createTestDatabase, type TestDatabase } from "./testing/index.ts";
import { asOwner } from "./testing/server.ts";
import { slowWire } from "./testing/slow-wire.ts";

const [acme, globex] = [uuidv7(), uuidv7()];

let testDatabase: TestDatabase;
let database: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = createDatabase(testDatabase.appUrl, { max: 4 });
  await asOwner(testDatabase.ownerUrl, (client) =>
    client.query("insert into tenant (id, slug, name) values ($1, 'acme', 'Acme'), ($2, 'globex', 'Globex')", [
      acme,
      globex,
    ]),
  );
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});
beforeEach(async () => {
  await asOwner(testDatabase.ownerUrl, (client) => client.query("delete from crm_tag"));
});

const tagNames = async (db: Pick<TenantDb, "select">) => {
  const rows = await db.select({ name: tag.name }).from(tag).orderBy(tag.name);
  return rows.map(({ name }) => name);
};
const addTag = (db: Pick<TenantDb, "insert">, name: string) => db.insert(tag).values({ name, colour: "blue" });

describe("a read handle", () => {
  test("sees its own tenant and cannot write", async () => {
    await database.withTenant(acme, (db) => addTag(db, "ours"));
    await database.withTenant(globex, (db) => addTag(db, "theirs"));
    expect(await tagNames(database.read(acme))).toEqual(["ours"]);
    expect(await tagNames(database.read(globex))).toEqual(["theirs"]);
    await expect(addTag(database.read(acme), "no")).rejects.toMatchObject({ code: "25006" });
    await expect(database.read(acme).delete(tag)).rejects.toMatchObject({ code: "25006" });
    expect(await database.read(acme).select({ id: tenant.id }).from(tenant)).toEqual([{ id: acme }]);
  });

  test("gives columns their types, and instants in raw SQL too", async () => {
    await database.withTenant(acme, (db) => addTag(db, "typed"));
    const [row] = await database.read(acme).select().from(tag);
    expect(row?.createdAt).toBeInstanceOf(Date);
    const { rows } = await database
      .read(acme)
      .execute(sql`select timestamptz '2026-01-02 03:04:05.678+00' at, 9007199254740993::bigint big, 1.10::numeric exact,
        date '2026-01-02' as day, null::timestamptz as never, array['a']::text[] as list, '{"a":1}'::jsonb as json`);
    expect(rows).toEqual([
      {
        at: new Date("2026-01-02T03:04:05.678Z"),
        big: "9007199254740993",
        exact: "1.10",
        day: "2026-01-02",
        never: null,
        list: ["a"],
        json: { a: 1 },
      },
    ]);
    expect(await database.read(acme).$count(tag)).toBe(1);
  });

  test("reports each statement's own failure and goes on", async () => {
    const db = database.read(acme);
    const results = await Promise.allSettled([
      db.execute(sql`select 1 as one`),
      db.execute(sql`select 1 / 0`),
      db.execute(sql`select 'x'::uuid`),
      db.execute(sql`select nothing from nowhere`),
      db.execute(sql`select 2 as two`),
    ]);
    expect(results.map((result) => (result.status === "rejected" ? result.reason.code : "ok"))).toEqual([
      "ok",
      "22012",
      "22P02",
      "42P01",
      "ok",
    ]);
  });

  test("takes one round trip for a query, and one for ten issued together", async () => {
    await using wire = await slowWire(testDatabase.appUrl, 100);
    const slow = createDatabase(wire.url, { max: 3 });
    const tripsOf = async (work: () => Promise<unknown>) => {
      wire.roundTrips();
      await work();
      return wire.roundTrips();
    };
    try {
      const db = slow.read(acme);
      const together = () => Promise.all(Array.from({ length: 10 }, (_, i) => db.select({ n: sql`${i}` }).from(tag)));
      await together();
      expect(await tripsOf(() => db.select({ id: tag.id }).from(tag))).toBe(1);
      expect(await tripsOf(together)).toBe(1);
      expect(slow.stats()).toMatchObject({ total: 3, waiting: 0 });
      // begin, tenant and the first statement in one, the commit in another.
      const write = () => slow.withTenant(acme, (tx) => addTag(tx, uuidv7()));
      expect(await tripsOf(write)).toBe(2);
    } finally {
      await slow.close();
    }
  });

  test("shows one snapshot in a transaction", async () => {
    await database
      .read(acme)
      .transaction(async (db) => {
        expect(await tagNames(db)).toEqual([]);
        await database.withTenant(acme, (other) => addTag(other, "later"));
        expect(await tagNames(db)).toEqual([]);
        await expect(addTag(db, "no")).rejects.toMatchObject({ code: "25006" });
        // What failed above has ended the transaction, as everywhere in PostgreSQL.
        await expect(tagNames(db)).rejects.toMatchObject({ code: "25P02" });
        throw new Error("enough");
      })
      .catch((error: Error) => expect(error.message).toBe("enough"));
    expect(await tagNames(database.read(acme))).toEqual(["later"]);
  });
});

describe("a transaction", () => {
  test("that has sent a statement without waiting commits behind it", async () => {
    await database.withTenant(acme, (db) => db.send(db.insert(tag).values({ name: "sent", colour: "blue" })));
    expect(await tagNames(database.read(acme))).toEqual(["sent"]);
    await expect(database.read(acme).send(addTag(database.read(acme), "no"))).rejects.toMatchObject({ code: "25006" });
  });

  test("fails with a statement it has not waited for, and saves nothing", async () => {
    const failed = database.withTenant(acme, async (db) => {
      await addTag(db, "before");
      await db.send(db.execute(sql`select 1 / 0`));
    });
    await expect(failed).rejects.toMatchObject({ cause: { code: "22012" } });
    const noticed = database.withTenant(acme, async (db) => {
      await db.send(db.execute(sql`select 1 / 0`));
      await tagNames(db);
    });
    await expect(noticed).rejects.toMatchObject({ code: "25P02", cause: { code: "22012" } });
    expect(await tagNames(database.read(acme))).toEqual([]);
  });

  test("keeps everything or nothing", async () => {
    await database.withTenant(acme, async (db) => {
      await addTag(db, "a");
      await addTag(db, "b");
    });
    const failed = database.withTenant(acme, async (db) => {
      await addTag(db, "c");
      throw new Error("changed my mind");
    });
    await expect(failed).rejects.toThrow("changed my mind");
    expect(await tagNames(database.read(acme))).toEqual(["a", "b"]);
  });

  test("whose failed statement was ignored says that nothing was saved", async () => {
    const work = database.withTenant(acme, async (db) => {
      await addTag(db, "lost");
      await addTag(db, "lost").catch(() => {});
    });
    await expect(work).rejects.toThrow("nothing was saved");
    await expect(work).rejects.toMatchObject({ cause: { code: "23505" } });
    expect(await tagNames(database.read(acme))).toEqual([]);
  });

  test("refuses its handle afterwards, to those who did not wait too", async () => {
    let kept: TenantDb | undefined;
    let straggler: Promise<unknown> | undefined;
    await database.withTenant(acme, async (db) => {
      kept = db;
      await addTag(db, "in time");
      straggler = delay(20).then(() => addTag(db, "too late"));
    });
    await expect(straggler).rejects.toThrow("has ended");
    await expect(kept && tagNames(kept)).rejects.toThrow("has ended");
    await expect(kept?.transaction((db) => addTag(db, "x"))).rejects.toThrow("has ended");
    expect(await tagNames(database.read(acme))).toEqual(["in time"]);
  });

  test("refuses a nested handle too, once the outer one has ended without waiting", async () => {
    let straggler: Promise<unknown> | undefined;
    await database.withTenant(acme, async (db) => {
      await addTag(db, "in time");
      straggler = db.transaction(async (inner) => {
        await delay(20);
        await addTag(inner, "too late");
      });
      straggler.catch(() => {});
    });
    await expect(straggler).rejects.toThrow("has ended");
    expect(await tagNames(database.read(acme))).toEqual(["in time"]);
  });

  test("undoes a nested one alone", async () => {
    await database.withTenant(acme, async (db) => {
      await addTag(db, "outer");
      await expect(
        db.transaction(async (inner) => {
          await addTag(inner, "inner");
          await inner.transaction((innermost) => addTag(innermost, "innermost"));
          await addTag(inner, "outer");
        }),
      ).rejects.toSatisfy((error) => isUniqueViolation(error));
      const results = await Promise.allSettled([
        db.transaction((inner) => addTag(inner, "one")),
        db.transaction((inner) => addTag(inner, "at a time")),
      ]);
      expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
      await db.transaction((inner) => addTag(inner, "second"));
    });
    expect(await tagNames(database.read(acme))).toEqual(["one", "outer", "second"]);
  });

  test("that only ever failed inside a nested one still commits", async () => {
    await database.withTenant(acme, async (db) => {
      await db.transaction((inner) => inner.execute(sql`select 1 / 0`)).catch(() => {});
      await addTag(db, "kept");
    });
    expect(await tagNames(database.read(acme))).toEqual(["kept"]);
  });

  test("does not run statements that would end it or change its tenant", async () => {
    const forbidden = [
      "commit",
      "rollback",
      "set app.x = 1",
      "reset all",
      "discard all",
      "begin",
      "select set_config('a.b','c',false)",
      " /* hm */ commit",
      "prepare transaction 'x'",
      "select 1; commit",
      "end",
      "abort",
      "copy tag to stdout",
    ];
    for (const text of forbidden) {
      await expect(database.withTenant(acme, (db) => db.execute(sql.raw(text)))).rejects.toThrow();
      await expect(database.read(acme).execute(sql.raw(text))).rejects.toThrow();
    }
    await expect(
      database
        .withTenant(acme, (db) => db.update(tag).set({ tenantId: globex }))
        .then(async () => {
          await database.withTenant(acme, async (db) => {
            await addTag(db, "mine");
            await db.update(tag).set({ tenantId: globex });
          });
        }),
    ).rejects.toMatchObject({ code: "42501" });
  });

  test("can ask for a stronger isolation", async () => {
    const both = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const clash = Promise.all(
      ["x", "y"].map((name, index) =>
        database.withTenant(
          acme,
          async (db) => {
            const [row] = await db.select({ total: count() }).from(tag);
            both[index]?.resolve();
            await Promise.all(both.map(({ promise }) => promise));
            await addTag(db, `${name}${row?.total}`);
          },
          { isolation: "serializable" },
        ),
      ),
    );
    await expect(clash).rejects.toMatchObject({ code: "40001" });
  });

  test("without a statement touches nothing", async () => {
    expect(await database.withTenant(acme, async () => 7)).toBe(7);
  });

  test("is of a tenant, not of whatever string", async () => {
    await expect(database.withTenant("", async () => 1)).rejects.toThrow("not a UUID");
    expect(() => database.read("' or 1=1")).toThrow("not a UUID");
  });
});

const backend = async (db: TenantDb) => {
  const { rows } = await db.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  return rows[0]?.pid;
};

describe("a lost connection", () => {
  const kill = (pid: number | undefined) =>
    asOwner(testDatabase.ownerUrl, (client) => client.query("select pg_terminate_backend($1, 1000)", [pid]));

  test("fails the transaction in words a screen knows, and the pool goes on", async () => {
    const work = database.withTenant(acme, async (db) => {
      await addTag(db, "gone with it");
      await kill(await backend(db));
      await addTag(db, "never");
    });
    await expect(work).rejects.toMatchObject({ code: "UNAVAILABLE", reason: "database_unavailable" });
    expect(await tagNames(database.read(acme))).toEqual([]);
  });

  test("before the commit is not taken for success", async () => {
    const work = database.withTenant(acme, async (db) => {
      await addTag(db, "unsaved");
      await kill(await backend(db));
    });
    await expect(work).rejects.toMatchObject({ code: "UNAVAILABLE" });
    expect(await tagNames(database.read(acme))).toEqual([]);
  });

  test("under a read is made up for once, without the caller noticing", async () => {
    const db = database.read(acme);
    const sleeping = db.execute(sql`select pg_sleep(0.4) is null as slept, pg_backend_pid() as pid`);
    await delay(100);
    await asOwner(testDatabase.ownerUrl, (client) =>
      client.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like '%pg_sleep(0.4)%' and pid <> pg_backend_pid()",
      ),
    );
    expect((await sleeping).rows).toHaveLength(1);
  });

  test("of every idle connection is noticed before the next query", async () => {
    const errors: Error[] = [];
    const watched = createDatabase(testDatabase.appUrl, { max: 3, onError: (error) => errors.push(error) });
    await Promise.all([acme, globex, acme].map((id) => watched.read(id).execute(sql`select pg_sleep(0.05)`)));
    await asOwner(testDatabase.ownerUrl, (client) =>
      client.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'steward_app' and datname = current_database()",
      ),
    );
    await expect.poll(() => errors.length).toBeGreaterThan(0);
    expect(await tagNames(watched.read(acme))).toEqual([]);
    await watched.close();
  });

  test("to a server that is not there is an outage, not a bug", async () => {
    const nowhere = createDatabase("postgres://steward_app:x@127.0.0.1:1/steward");
    await expect(tagNames(nowhere.read(acme))).rejects.toMatchObject({ code: "UNAVAILABLE" });
    await expect(nowhere.withTenant(acme, tagNames)).rejects.toMatchObject({ code: "UNAVAILABLE" });
    await nowhere.close();
  });
});

describe("limits", () => {
  test("cancel a statement that runs too long", async () => {
    const strict = createDatabase(testDatabase.appUrl, { statementTimeoutMs: 100 });
    const sleep = sql`select pg_sleep(5)`;
    await expect(strict.read(acme).execute(sleep)).rejects.toMatchObject({ reason: "database_timeout" });
    await expect(strict.withTenant(acme, (db) => db.execute(sleep))).rejects.toMatchObject({
      reason: "database_timeout",
    });
    await strict.close();
  });

  test("end a transaction that has been forgotten", async () => {
    const strict = createDatabase(testDatabase.appUrl, { idleInTransactionTimeoutMs: 100 });
    const work = strict.withTenant(acme, async (db) => {
      await addTag(db, "forgotten");
      const pid = await backend(db);
      await asOwner(testDatabase.ownerUrl, (owner) =>
        expect
          .poll(async () => (await owner.query("select from pg_stat_activity where pid = $1", [pid])).rowCount)
          .toBe(0),
      );
      await addTag(db, "woken up");
    });
    await expect(work).rejects.toMatchObject({ code: "UNAVAILABLE" });
    expect(await tagNames(strict.read(acme))).toEqual([]);
    await strict.close();
  });

  test("of connections make others wait, then fail in words", async () => {
    const small = createDatabase(testDatabase.appUrl, { max: 1, checkoutTimeoutMs: 1_500 });
    const [begun, done] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const busy = small.withTenant(acme, async (db) => {
      await tagNames(db);
      begun.resolve();
      await done.promise;
    });
    await begun.promise;
    await expect(tagNames(small.read(acme))).rejects.toMatchObject({ code: "UNAVAILABLE" });
    done.resolve();
    expect(small.stats()).toMatchObject({ max: 1, total: 1 });
    await busy;
    expect(await tagNames(small.read(acme))).toEqual([]);
    await small.close();
  });
});

test("a table that changes under prepared statements is read as it is now", async () => {
  const ids = { view: uuidv7(), person: uuidv7(), member: uuidv7() };
  await asOwner(testDatabase.ownerUrl, async (client) => {
    await client.query(`insert into "user" (id, email, name) values ('${ids.person}', 'a@acme.test', 'A')`);
    await client.query(`insert into member (tenant_id, id, user_id, role, name, email)
      values ('${acme}', '${ids.member}', '${ids.person}', 'owner', 'A', 'a@acme.test')`);
  });
  await database.withTenant(acme, (db) =>
    db.insert(savedView).values({ id: ids.view, address: "crm.account", name: "v", memberId: ids.member, state: {} }),
  );
  const read = () => database.read(acme).select().from(savedView).where(eq(savedView.id, ids.view));
  for (let i = 0; i < 8; i += 1) await Promise.all([read(), read(), read()]);
  await asOwner(testDatabase.ownerUrl, (client) =>
    client.query("alter table saved_view alter column shared type text using shared::text"),
  );
  for (let i = 0; i < 8; i += 1) expect((await read())[0]?.shared).toBe("false");
});
