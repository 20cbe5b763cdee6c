import { and, asc, eq, exists, gt, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { alias, PgDialect, pgEnum, pgTable, pgView, text, unionAll } from "drizzle-orm/pg-core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { account, auditEvent, salesperson } from "../schema/index.ts";
import { queriesOver } from "./session.ts";
import { StatementDialect } from "./statement-writer.ts";

const drizzles = new PgDialect();
const ours = new StatementDialect();
const textAndParams = (dialect: PgDialect, statement: SQL) => {
  const { sql: written, params } = dialect.sqlToQuery(statement);
  return { written, params };
};
function expectTheSame(statement: SQL): void {
  expect(textAndParams(ours, statement)).toStrictEqual(textAndParams(drizzles, statement));
}

const db = queriesOver({ commits: false, query: () => Promise.reject(), nested: () => Promise.reject() });
const parent = alias(account, "parent");
const counted = db.$with("counted").as(db.select({ id: account.id }).from(account).where(gt(account.employees, 5)));
const owned = db
  .select({ ownerId: account.ownerId, rows: sql<number>`count(*)`.as("rows") })
  .from(account)
  .groupBy(account.ownerId)
  .as("owned");

const queries: Record<string, { getSQL(): SQL }> = {
  "a page": db
    .select({ id: account.id, owner: { id: salesperson.id }, position: sql`(${account.name})::text` })
    .from(account)
    .leftJoin(salesperson, and(eq(salesperson.tenantId, account.tenantId), eq(salesperson.id, account.ownerId)))
    .leftJoin(parent, eq(parent.id, account.parentId))
    .where(and(isNull(account.deletedAt), or(eq(account.name, `"x"`), inArray(account.id, ["a", "b"]))))
    .orderBy(asc(account.name))
    .limit(51),
  "a lock": db.select().from(account).where(eq(account.id, "a")).for("key share"),
  "a condition with a query in it": db
    .selectDistinct({ id: account.id })
    .from(account)
    .where(exists(db.select({ one: sql`1` }).from(parent).where(eq(parent.id, account.parentId)))),
  "two queries in one": unionAll(
    db.select({ id: account.id }).from(account),
    db.select({ id: parent.id }).from(parent),
  ),
  "a query under a name": db.with(counted).select().from(counted),
  "a query as a table": db.select({ rows: owned.rows }).from(owned).where(gt(owned.rows, 3)),
  "a row": db
    .insert(account)
    .values({ name: "Acme", createdAt: new Date(0), aliases: null, ownerId: sql`(select ${1}::uuid)` })
    .returning({ id: account.id }),
  rows: db
    .insert(account)
    .values([{ name: "A" }, { name: "B", employees: 3 }])
    .onConflictDoNothing(),
  "a document": db.insert(auditEvent).values({
    name: "a",
    address: "b",
    entityId: "c",
    procedure: "d",
    requestId: "e",
    payload: { a: [1, null] },
  } as never),
  "a change": db
    .update(account)
    .set({ name: "B", version: sql`${account.version} + 1`, deletedAt: null })
    .returning(),
  "a removal": db.delete(account).where(eq(account.id, "a")),
};

describe("a statement is written as drizzle writes it", () => {
  test.each(Object.entries(queries))("%s", (_, query) => expectTheSame(query.getSQL()));

  const state = pgEnum("state", ["on", "off"]);
  const view = pgView("a_view", { id: text("id") }).as(sql`select 1`);
  const elsewhere = pgTable("plain", { id: text("id") });
  const rare: Record<string, SQL> = {
    "a view": sql`select ${view.id} from ${view}`,
    "an enumeration": sql`select ${"on"}::${state}`,
    "a placeholder": sql`select ${sql.placeholder("x")}, ${elsewhere.id}`,
    "values in the text": sql`select ${sql`${1} + ${"it's"}`.inlineParams()}`,
    "an expression without its name": sql`select ${sql`1`.as("one")}`,
    "an object that looks like a query": sql`select ${{ getSQL: () => sql`1` }}, ${{ plain: true }}`,
  };
  test.each(Object.entries(rare))("%s", (_, statement) => expectTheSame(statement));

  const { chunks } = fc.letrec<{ chunks: unknown[]; chunk: unknown }>((tie) => ({
    chunks: fc.array(tie("chunk"), { maxLength: 6 }),
    chunk: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(account, account.id, parent, parent.name, undefined, null, true, 7, "it's", new Date(0), owned),
      fc.string().map((name) => sql.identifier(name)),
      fc.string().map((raw) => sql.raw(raw)),
      fc.constantFrom(sql.param(new Date(5), account.createdAt), sql.param(null, account.createdAt), sql.param([1, 2])),
      tie("chunks"),
      (tie("chunks") as fc.Arbitrary<unknown[]>).map((members) => sql.join(members.map((each) => sql`${each} `))),
    ),
  }));
  test("whatever stands in it", () => {
    fc.assert(
      fc.property(chunks, (members) => expectTheSame(sql.join(members.map((each) => sql`${each}, `)))),
      { numRuns: 2_000 },
    );
  });
});
