import { eq, sql } from "drizzle-orm";
import { alias, type SelectedFieldsOrdered } from "drizzle-orm/pg-core";
import * as drizzleUtils from "drizzle-orm/utils";
import fc from "fast-check";
import { expect, test } from "vitest";
import { account, salesperson } from "../schema/index.ts";
import { type JoinedTables, rowMapper } from "./row-mapper.ts";
import { queriesOver } from "./session.ts";

/** drizzle's own mapper: in no types, as it is meant for its drivers. */
const { mapResultRow } = drizzleUtils as unknown as {
  mapResultRow(fields: SelectedFieldsOrdered, values: unknown[], joined: JoinedTables): unknown;
};

const parent = alias(account, "parent");
const nobody = { commits: false, query: () => Promise.reject(), nested: () => Promise.reject() };
const count = queriesOver(nobody)
  .select({ rows: sql<number>`count(*)`.mapWith(Number).as("rows") })
  .from(account)
  .as("counted");

/** A column of a selection, with a value as the driver hands it over. */
const columns: readonly [SelectedFieldsOrdered[number], unknown][] = [
  [{ path: ["id"], field: account.id }, "0190-1"],
  [{ path: ["employees"], field: account.employees }, "12"],
  [{ path: ["annualRevenueMinor"], field: account.annualRevenueMinor }, "9007199254740991"],
  [{ path: ["createdAt"], field: account.createdAt }, "2026-11-21 09:30:00.125+00"],
  [{ path: ["updatedAt"], field: account.updatedAt }, new Date("2026-11-21T09:30:00.125Z")],
  [{ path: ["aliases"], field: account.aliases }, '{"names":["Acme"]}'],
  [{ path: ["owner", "id"], field: salesperson.id }, "0190-2"],
  [{ path: ["owner", "name"], field: salesperson.name }, "Rosa"],
  [{ path: ["parent", "name"], field: parent.name }, "Holding"],
  [{ path: ["parent", "employees"], field: parent.employees }, 7],
  [{ path: ["mixed", "name"], field: account.name }, "Acme"],
  [{ path: ["mixed", "owner"], field: salesperson.name }, "Rosa"],
  [{ path: ["deep", "er", "name"], field: account.name }, "Acme"],
  [{ path: ["plain"], field: sql`now()` }, "as it came"],
  [{ path: ["read"], field: sql`1`.mapWith(Number) }, "41"],
  [{ path: ["named"], field: sql`1`.mapWith(Number).as("named") }, "42"],
  [{ path: ["owner", "computed"], field: sql`lower(${salesperson.name})` }, "rosa"],
  [{ path: ["counted"], field: count }, "43"],
];

test("a row becomes what drizzle's own mapper makes of it, whatever is selected, joined and null", () => {
  const selection = fc.uniqueArray(fc.nat(columns.length - 1), { minLength: 1 });
  const nulls = fc.array(fc.boolean(), { minLength: columns.length, maxLength: columns.length });
  const joined = fc.option(
    fc.record({ crm_account: fc.boolean(), crm_salesperson: fc.boolean(), parent: fc.boolean() }),
    { nil: undefined },
  );
  fc.assert(
    fc.property(selection, nulls, joined, (chosen, isNull, tables) => {
      const picked = chosen.map((index) => columns[index] as (typeof columns)[number]);
      const fields = picked.map(([column]) => column);
      const values = picked.map(([, value], index) => (isNull[index] ? null : value));
      expect(rowMapper(fields, tables)(values)).toStrictEqual(mapResultRow(fields, values, tables));
    }),
    { numRuns: 2_000 },
  );
});

test("the joins of a selection reach the mapper: a missing row is null, an inner one an object", async () => {
  const rows = [["a", null, null]];
  const db = queriesOver({ ...nobody, query: async () => ({ rows, fields: [], command: "", oid: 0, rowCount: 1 }) });
  const chosen = { id: account.id, owner: { id: salesperson.id, name: salesperson.name } };
  const condition = eq(salesperson.id, account.ownerId);
  expect(await db.select(chosen).from(account).leftJoin(salesperson, condition)).toEqual([{ id: "a", owner: null }]);
  expect(await db.select(chosen).from(account).innerJoin(salesperson, condition)).toEqual([
    { id: "a", owner: { id: null, name: null } },
  ]);
});
