import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { bigint, date, numeric, type PgColumn, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { encodeCursor } from "./cursor.ts";
import { keysetPage } from "./page.ts";

const sample = pgTable("keyset_sample", {
  id: uuid("id").primaryKey(),
  words: text("words"),
  title: text("title").notNull(),
  at: timestamp("at", { withTimezone: true }),
  big: bigint("big", { mode: "bigint" }),
  exact: numeric("exact"),
  day: date("day"),
});
const fields = ["id", "words", "title", "at", "big", "exact", "day"] as const;
type Field = (typeof fields)[number];

let database: TestDatabase;
let pool: pg.Pool;
let db: ReturnType<typeof drizzle>;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  // `end` does not wait for its connections to close, and the database is dropped from under them.
  pool.on("error", () => {});
  db = drizzle(pool);
  await pool.query(`create table keyset_sample (id uuid primary key, words text, title text not null,
    at timestamptz, big bigint, exact numeric, day date)`);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 4 });
const microseconds = fc
  .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }))
  .map(([second, micro]) => `2026-03-01 12:00:0${second}.00000${micro}+00`);
const record = fc.record({
  id: fc.uuid(),
  words: maybe(fc.constantFrom("", "a", "A", "b", "ä", "zz", "\\", "'", '"', "50%", "🦊", "null")),
  title: fc.constantFrom("x", "y", "Y", "ž"),
  at: maybe(microseconds),
  big: maybe(fc.constantFrom("-9223372036854775808", "0", "9007199254740993", "9007199254740992")),
  exact: maybe(fc.constantFrom("0.1", "0.10000000000000000001", "-1", "1e10")),
  day: maybe(fc.constantFrom("2026-01-31", "2026-02-01", "1999-12-31")),
});
type Sample = typeof record extends fc.Arbitrary<infer T> ? T : never;
const records = fc.uniqueArray(record, { selector: ({ id }) => id, maxLength: 40 });

async function insert(rows: readonly Sample[]): Promise<void> {
  if (rows.length === 0) return;
  await pool.query("insert into keyset_sample select * from json_populate_recordset(null::keyset_sample, $1)", [
    JSON.stringify(rows),
  ]);
}

function page(field: Field, direction: "asc" | "desc", limit: number, cursor: string | null) {
  const by: PgColumn = sample[field];
  return keysetPage({ sort: { field, direction }, by, id: sample.id, limit, cursor }, (part) =>
    db
      .select({ id: sample.id, ...part.columns })
      .from(sample)
      .where(part.where)
      .orderBy(...part.orderBy)
      .limit(part.limit),
  );
}

async function readAll(
  field: Field,
  direction: "asc" | "desc",
  limit: number,
  between: () => Promise<void> = async () => {},
): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const { items, nextCursor }: Awaited<ReturnType<typeof page>> = await page(field, direction, limit, cursor);
    expect(items.length).toBeLessThanOrEqual(limit);
    ids.push(...items.map(({ id }) => id));
    cursor = nextCursor;
    if (cursor) await between();
  } while (cursor);
  return ids;
}

async function sortedIds(field: Field, direction: "asc" | "desc"): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from keyset_sample order by ${field} ${direction} nulls last, id ${direction}`,
  );
  return rows.map(({ id }) => id);
}

const anySort = { field: fc.constantFrom(...fields), direction: fc.constantFrom("asc" as const, "desc" as const) };

describe("paging", () => {
  test("gives exactly the sorted set, whatever the data, the sort and the page size", async () => {
    await fc.assert(
      fc.asyncProperty(
        records,
        anySort.field,
        anySort.direction,
        fc.integer({ min: 1, max: 45 }),
        async (rows, field, direction, limit) => {
          await pool.query("truncate keyset_sample");
          await insert(rows);
          expect(await readAll(field, direction, limit)).toEqual(await sortedIds(field, direction));
        },
      ),
      { numRuns: 150 },
    );
  });

  test("neither repeats nor loses a row while others come and go", async () => {
    await fc.assert(
      fc.asyncProperty(
        records,
        records,
        anySort.field,
        anySort.direction,
        fc.integer({ min: 1, max: 5 }),
        async (rows, arrivals, field, direction, limit) => {
          await pool.query("truncate keyset_sample");
          const [staying, leaving] = [rows.slice(5), rows.slice(0, 5)];
          await insert(rows);
          const known = new Set(rows.map(({ id }) => id));
          const fresh = arrivals.filter(({ id }) => !known.has(id));
          const seen = await readAll(field, direction, limit, async () => {
            await insert(fresh.splice(0, 1));
            const gone = leaving.pop();
            if (gone) await pool.query("delete from keyset_sample where id = $1", [gone.id]);
          });
          expect(new Set(seen).size).toBe(seen.length);
          const expected = (await sortedIds(field, direction)).filter((id) => staying.some((row) => row.id === id));
          expect(seen.filter((id) => expected.includes(id))).toEqual(expected);
        },
      ),
      { numRuns: 80 },
    );
  });
});

describe("a cursor", () => {
  const id = "01999999-9999-7999-8999-999999999999";
  const refused = (cursor: string) =>
    expect(page("at", "asc", 10, cursor)).rejects.toMatchObject({ code: "INVALID", reason: "cursor_invalid" });

  test("of another field or direction is refused", async () => {
    await refused(encodeCursor({ field: "title", direction: "asc" }, { value: "x", id }));
    await refused(encodeCursor({ field: "at", direction: "desc" }, { value: null, id }));
  });

  test("that is damaged, empty of sense or made up is refused", async () => {
    const sort = { field: "at", direction: "asc" } as const;
    const good = encodeCursor(sort, { value: "2026-03-01 12:00:00+00", id });
    await expect(page("at", "asc", 10, good)).resolves.toBeDefined();
    for (let position = 0; position < good.length; position += 1) {
      await refused(`${good.slice(0, position)}${good[position] === "A" ? "B" : "A"}${good.slice(position + 1)}`);
    }
    for (const nonsense of ["x", "null", "🦊", good.slice(1), `${good}${good}`]) await refused(nonsense);
    await refused(encodeCursor(sort, { value: "not a time", id }));
    await refused(encodeCursor(sort, { value: "a\u0000b", id }));
    await refused(encodeCursor(sort, { value: null, id: "' or true --" }));
  });
});

test("both directions read an index from the position on, at either end of the values", async () => {
  await pool.query(
    "truncate keyset_sample; alter table keyset_sample drop constraint keyset_sample_pkey; create index on keyset_sample (at, id)",
  );
  await pool.query(`insert into keyset_sample select gen_random_uuid(), null, 't',
    case when i % 10 > 0 then timestamptz '2026-01-01' + i * interval '1 minute' end from generate_series(1, 20000) i`);
  await pool.query("analyze keyset_sample");
  for (const direction of ["asc", "desc"] as const) {
    for (const value of ["2026-01-08 00:00:00+00", null]) {
      const cursor = encodeCursor({ field: "at", direction }, { value, id: "80000000-0000-4000-8000-000000000000" });
      const plans: string[] = [];
      await keysetPage(
        { sort: { field: "at", direction }, by: sample.at, id: sample.id, limit: 50, cursor },
        async (part) => {
          const query = db
            .select({ id: sample.id, ...part.columns })
            .from(sample)
            .where(part.where);
          const { rows } = await db.execute<{ "QUERY PLAN": string }>(
            sql`explain ${query.orderBy(...part.orderBy).limit(part.limit)}`,
          );
          plans.push(rows.map((row) => row["QUERY PLAN"]).join("\n"));
          return query;
        },
      );
      expect(plans[0]).toMatch(value === null ? /Index Cond: .*at IS NULL/ : /Index Cond: .*ROW\(at, id\)/);
      expect(plans.join()).not.toMatch(/Sort|Seq Scan/);
    }
  }
});
