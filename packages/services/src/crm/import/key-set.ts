import { type SQL, sql } from "drizzle-orm";

/** Lower case as PostgreSQL makes it: a sigma at the end of a word is no other letter there. */
export function lowerCase(text: string): string {
  return text.replaceAll("Σ", "σ").toLowerCase();
}

/**
 * A set of keys as one parameter, to ask each row of a table whether it has one of them: `keySet(keys) ? column`.
 *
 * Neither a join nor `any`, on purpose. Row level security keeps the planner from using an index on `lower(name)`, and in the
 * middle of an import its statistics know nothing of the rows that have just come in: it would compare each with each. This
 * costs one pass over the organisation's rows, whatever the planner believes.
 */
export function keySet(keys: Iterable<string>): SQL {
  return sql`${JSON.stringify(Object.fromEntries([...keys].map((key) => [key, 1])))}::jsonb`;
}
