import type { Page, Sort } from "@steward/contracts/kernel/list";
import { is, type SQL, sql } from "drizzle-orm";
import { PgColumn } from "drizzle-orm/pg-core";
import { databaseFailure } from "../failure.ts";
import { decodeCursor, encodeCursor, invalidCursor, type KeysetPosition } from "./cursor.ts";

export interface KeysetOptions {
  /** The sort the client asked for; the cursor is bound to it. */
  readonly sort: Sort;
  /** What `sort.field` means: a column, or an expression (`lower(name)`) that an index has too. */
  readonly by: PgColumn | SQL;
  /** Whether `by` can be null. Columns know; an expression is taken to be nullable unless this says otherwise. */
  readonly nullable?: boolean;
  /** Unique within the list and not null: breaks ties. */
  readonly id: PgColumn;
  readonly limit: number;
  readonly cursor?: string | null | undefined;
}

/** What a query of one stretch of the list adds to its own selection and filter. */
export interface KeysetPart {
  /** To be spread into the selection; `keysetPage` takes them out of the items again. */
  readonly columns: { readonly keysetValue: SQL<string | null>; readonly keysetId: SQL<string> };
  readonly where: SQL | undefined;
  readonly orderBy: SQL[];
  readonly limit: number;
}

interface KeysetRow {
  keysetValue: string | null;
  keysetId: string;
}

/**
 * One page of a list in any order, found by position instead of by offset: rows inserted or removed meanwhile neither
 * repeat nor hide others. Empty values come last in both directions.
 *
 * `query` runs once, and a second time on the page where the values end and the empty ones begin. Kept apart, both
 * stretches are ranges of an index on `(tenant_id, by, id)`, read forwards or backwards; in one condition (`or … is
 * null`, `nulls last`) they would not be.
 *
 * ```ts
 * return keysetPage({ sort, by: account.name, id: account.id, limit, cursor }, (part) =>
 *   ctx.db
 *     .select({ id: account.id, name: account.name, ...part.columns })
 *     .from(account)
 *     .where(and(isNull(account.deletedAt), part.where))
 *     .orderBy(...part.orderBy)
 *     .limit(part.limit),
 * );
 * ```
 * @throws {AppError} INVALID `cursor_invalid`: damaged, or of another sort.
 */
export async function keysetPage<Row extends KeysetRow>(
  options: KeysetOptions,
  query: (part: KeysetPart) => PromiseLike<Row[]>,
): Promise<Page<Omit<Row, keyof KeysetRow>>> {
  const { sort, limit, cursor } = options;
  const after = cursor ? decodeCursor(sort, cursor) : undefined;
  const rows = await fetchRows(options, after, query).catch((error: unknown) => {
    // Class 22 is a value PostgreSQL cannot read as the sort's type: somebody made this cursor up.
    throw after && databaseFailure(error)?.code?.startsWith("22") ? invalidCursor(error) : error;
  });
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return {
    items: items.map(({ keysetValue: _value, keysetId: _id, ...item }) => item),
    nextCursor: last ? encodeCursor(sort, { value: last.keysetValue, id: last.keysetId }) : null,
  };
}

async function fetchRows<Row>(
  options: KeysetOptions,
  after: KeysetPosition | undefined,
  query: (part: KeysetPart) => PromiseLike<Row[]>,
): Promise<Row[]> {
  // One row more than asked for tells whether there is a next page.
  const wanted = options.limit + 1;
  const inEmpties = after !== undefined && after.value === null;
  const valued = inEmpties ? [] : await query(valuedPart(options, after, wanted));
  if (valued.length === wanted || !isNullable(options)) return valued;
  return [...valued, ...(await query(emptyPart(options, inEmpties ? after : undefined, wanted - valued.length)))];
}

function isNullable({ by, nullable }: KeysetOptions): boolean {
  return nullable ?? !(is(by, PgColumn) && by.notNull);
}

function valuedPart(options: KeysetOptions, after: KeysetPosition | undefined, limit: number): KeysetPart {
  const { by, id, sort } = options;
  const order = sql.raw(sort.direction);
  const beyond = sql.raw(sort.direction === "asc" ? ">" : "<");
  const conditions = [
    ...(isNullable(options) ? [sql`${by} is not null`] : []),
    // One row comparison, so that an index on both columns starts exactly behind the position.
    ...(after
      ? [by === id ? sql`${id} ${beyond} ${after.id}` : sql`(${by}, ${id}) ${beyond} (${after.value}, ${after.id})`]
      : []),
  ];
  return {
    columns: keysetColumns(options),
    where: conditions.length > 0 ? sql.join(conditions, sql` and `) : undefined,
    orderBy: by === id ? [sql`${id} ${order}`] : [sql`${by} ${order}`, sql`${id} ${order}`],
    limit,
  };
}

function emptyPart(options: KeysetOptions, after: KeysetPosition | undefined, limit: number): KeysetPart {
  const { by, id, sort } = options;
  const order = sql.raw(sort.direction);
  const beyond = sql.raw(sort.direction === "asc" ? ">" : "<");
  return {
    columns: keysetColumns(options),
    where: after ? sql`${by} is null and ${id} ${beyond} ${after.id}` : sql`${by} is null`,
    // `by` is the same for all of these, but only with it the planner sees that the index has them in this order.
    orderBy: [sql`${by} ${order}`, sql`${id} ${order}`],
    limit,
  };
}

function keysetColumns({ by, id }: KeysetOptions): KeysetPart["columns"] {
  return { keysetValue: sql<string | null>`(${by})::text`, keysetId: sql<string>`${id}` };
}
