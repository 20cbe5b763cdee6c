import type { TenantDb } from "@steward/db";
import { getTableColumns, is, SQL } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";

type Row = Record<string, unknown>;

/** Columns that say when a row was written, or when what it tells of happened unless somebody says otherwise. */
const written = new Set(["createdAt", "updatedAt", "occursAt", "occurredAt"]);
const justNowMs = 60_000;

/**
 * The handle, writing as if it were `at`: the services that make the demo's history stamp it with the clock, but it
 * happened over a year. Times a service takes from the clock are replaced, times it was given stay.
 */
export function backdate(db: TenantDb, at: Date): TenantDb {
  return new Proxy(db, {
    get(target, property) {
      if (property === "insert") {
        return (table: PgTable) =>
          replaceMethod(target.insert(table), "values", (rows) =>
            isMany(rows) ? rows.map((row) => stampNew(table, row, at)) : stampNew(table, rows, at),
          );
      }
      if (property === "update") {
        return (table: PgTable) =>
          replaceMethod(target.update(table), "set", (row) => (isMany(row) ? row : stampChanged(table, row, at)));
      }
      if (property === "transaction") {
        return <T>(work: (inner: TenantDb) => Promise<T>) => target.transaction((inner) => work(backdate(inner, at)));
      }
      return Reflect.get(target, property);
    },
  });
}

/** The builder with one method that takes its argument through `change` first. */
function replaceMethod<Builder extends object>(
  builder: Builder,
  name: string,
  change: (argument: Row | readonly Row[]) => unknown,
): Builder {
  return new Proxy(builder, {
    get(target, property) {
      const member: unknown = Reflect.get(target, property);
      if (typeof member !== "function") return member;
      if (property !== name) return member.bind(target);
      return (argument: Row | readonly Row[]) => member.call(target, change(argument));
    },
  });
}

function stampNew(table: PgTable, row: Row, at: Date): Row {
  const missing = Object.keys(getTableColumns(table)).filter((name) => written.has(name) && row[name] === undefined);
  return { ...stampGiven(table, row, at), ...Object.fromEntries(missing.map((name) => [name, at])) };
}

function isMany(argument: Row | readonly Row[]): argument is readonly Row[] {
  return Array.isArray(argument);
}

function stampChanged(table: PgTable, row: Row, at: Date): Row {
  const changed = stampGiven(table, row, at);
  return "updatedAt" in getTableColumns(table) ? { ...changed, updatedAt: at } : changed;
}

function stampGiven(table: PgTable, row: Row, at: Date): Row {
  const columns = getTableColumns(table);
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      columns[name]?.columnType === "PgTimestamp" && isClock(value) ? at : value,
    ]),
  );
}

/** A time the database or the service has just taken from the clock. */
function isClock(value: unknown): boolean {
  if (is(value, SQL)) return true;
  return value instanceof Date && Math.abs(value.getTime() - Date.now()) < justNowMs;
}
