import type { TenantDb } from "@steward/db";
import { getTableColumns, getTableName, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";

/** Values of many rows as one parameter: PostgreSQL takes at most 65,535 of them, and planning them one by one is slow. */
function recordset(table: PgTable, fields: readonly string[], rows: readonly object[]): SQL {
  const columns = getTableColumns(table);
  const typed = fields.map((field) => {
    const column = columns[field];
    if (!column) throw new TypeError(`${getTableName(table)} has no column for ${field}.`);
    return sql`${sql.identifier(column.name)} ${sql.raw(column.getSQLType())}`;
  });
  const json = JSON.stringify(
    rows.map((row) =>
      Object.fromEntries(
        fields.map((field) => [columns[field]?.name, (row as Readonly<Record<string, unknown>>)[field]]),
      ),
    ),
  );
  return sql`jsonb_to_recordset(${json}::jsonb) as given(${sql.join(typed, sql`, `)})`;
}

const names = (table: PgTable, fields: readonly string[]) =>
  fields.map((field) => sql.identifier(getTableColumns(table)[field]?.name ?? field));

/**
 * Inserts many rows by one statement. A column that no row mentions gets the database's default, one that a row leaves out
 * while another has it is null there. Drizzle's own defaults (ids) do not apply.
 */
export async function insertMany(db: TenantDb, table: PgTable, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  const fields = [...new Set(rows.flatMap(Object.keys))];
  const columns = sql.join(names(table, fields), sql`, `);
  await db.execute(sql`insert into ${table} (${columns}) select ${columns} from ${recordset(table, fields, rows)}`);
}

/** The planner may compare each row with each given one: a million times is nothing, a hundred million is. */
const updateChunk = 1_000;

/**
 * Sets columns of many rows, each to its own values, by one statement.
 *
 * @param rows with `id` and the members in `fields`; a member that is left out is set to null.
 * @param also further assignments, the same for all rows; the table goes by its own name.
 */
export async function updateMany(
  db: TenantDb,
  table: PgTable,
  fields: readonly string[],
  rows: readonly { id: string }[],
  also: readonly SQL[] = [],
): Promise<void> {
  const assignments = [...names(table, fields).map((name) => sql`${name} = given.${name}`), ...also];
  for (let start = 0; start < rows.length; start += updateChunk) {
    const chunk = rows.slice(start, start + updateChunk);
    await db.execute(
      sql`update ${table} set ${sql.join(assignments, sql`, `)}
          from ${recordset(table, ["id", ...fields], chunk)}
          where ${table}.id = given.id
            -- Says what the planner cannot know: that few rows of a large table are meant, so that it uses the key.
            and ${table}.id = any(${sql.param(chunk.map(({ id }) => id))}::uuid[])`,
    );
  }
}
