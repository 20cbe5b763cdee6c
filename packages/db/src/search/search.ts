import { getTableName, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { TenantDb } from "../database.ts";
import { searchWords } from "./fold.ts";

/** A tenant table with the columns of `searchText()`: those have a search function (see `migrate/search-function.ts`). */
export type SearchableTable = PgTable & { readonly id: PgColumn; readonly searchText: PgColumn };

export interface SearchHit {
  readonly id: string;
  /** 0 to 1; a hit by what was typed scores higher than a similar one. */
  readonly score: number;
}

/** More hits than anybody reads; keeps a one-letter search from sorting a whole table. */
const maxHits = 1000;

function callSearch(table: SearchableTable, words: readonly string[], limit: number, scopes?: SQLWrapper): SQL {
  const within = scopes ? sql`, array${scopes}::uuid[]` : sql``;
  return sql`search.${sql.identifier(getTableName(table))}(${sql.param([...words])}::text[], ${limit}::int${within})`;
}

/**
 * The condition that a row of `table` is among the hits of a search: those that have every word typed, or, where
 * there are none, those with similar words. Undefined when nothing was typed. At most the best thousand count.
 *
 * @param scopes for a table whose rows only some may find, as `searchWithin` has them; then the newest thousand count
 */
export function searchFilter(table: SearchableTable, query: string | undefined, scopes?: SQLWrapper): SQL | undefined {
  const words = searchWords(query ?? "");
  if (words.length === 0) return undefined;
  return sql`${table.id} in (select hit.id from ${callSearch(table, words, maxHits, scopes)} hit)`;
}

/** The best hits first, for a command palette or a picker; read the records themselves under the caller's policy. */
export async function searchIds(
  db: Pick<TenantDb, "execute">,
  table: SearchableTable,
  query: string,
  limit = 20,
): Promise<SearchHit[]> {
  const words = searchWords(query);
  if (words.length === 0) return [];
  const { rows } = await db.execute<{ id: string; score: number }>(
    sql`select id, score from ${callSearch(table, words, Math.min(limit, maxHits))} hit order by score desc, id`,
  );
  return rows;
}

/**
 * The newest hits first, of a table whose rows only some may find: among what belongs to the ids that the query `scopes`
 * answers with (conversations the caller is in). At most a thousand.
 */
export async function searchWithin(
  db: Pick<TenantDb, "execute">,
  table: SearchableTable,
  query: string,
  scopes: SQLWrapper,
): Promise<string[]> {
  const words = searchWords(query);
  if (words.length === 0) return [];
  const { rows } = await db.execute<{ id: string }>(
    sql`select id from ${callSearch(table, words, maxHits, scopes)} hit order by id desc`,
  );
  return rows.map(({ id }) => id);
}
