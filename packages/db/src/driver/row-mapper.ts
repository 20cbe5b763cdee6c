import { Column, getTableName, is, noopDecoder, SQL, Subquery } from "drizzle-orm";
import type { SelectedFieldsOrdered } from "drizzle-orm/pg-core";
import type { DriverValueDecoder } from "drizzle-orm/sql";

type Row = Record<string, unknown>;
type Field = SelectedFieldsOrdered[number]["field"];

/** Tables of a query by name, and whether a row of it has a row of theirs in any case: not so behind an outer join. */
export type JoinedTables = Record<string, boolean> | undefined;

/** Where a value goes, and what becomes of it on the way. */
interface Cell {
  /** The objects it stands in, from the outside; most stand in the row itself. */
  readonly within: readonly string[];
  readonly name: string;
  readonly decoder: DriverValueDecoder<unknown, unknown> | undefined;
}

/** A joined table's object, which becomes null where the value at `index`, its first, is null. */
interface OptionalObject {
  readonly name: string;
  readonly index: number;
}

/**
 * Makes the objects that a selection describes out of rows of values. The same objects as drizzle's own mapper makes,
 * which asks for every value of every row again what its column is: here that is asked once for all rows.
 */
export function rowMapper(fields: SelectedFieldsOrdered, joined: JoinedTables): (values: readonly unknown[]) => Row {
  const cells = fields.map(cellOf);
  const optional = joined ? optionalObjects(fields, joined) : [];
  return (values) => {
    const row: Row = {};
    for (let index = 0; index < cells.length; index += 1) {
      const { within, name, decoder } = cells[index] as Cell;
      const value = values[index];
      let holder = row;
      for (const outer of within) {
        holder[outer] ??= {};
        holder = holder[outer] as Row;
      }
      holder[name] = value === null || decoder === undefined ? value : decoder.mapFromDriverValue(value);
    }
    for (const { name, index } of optional) if (values[index] === null) row[name] = null;
    return row;
  };
}

function cellOf({ path, field }: SelectedFieldsOrdered[number]): Cell {
  const decoder = decoderOf(field);
  // A column that takes a value as it comes need not be asked for each of them.
  const isPlain =
    decoder === noopDecoder || decoder.mapFromDriverValue === (Column.prototype.mapFromDriverValue as unknown);
  return { within: path.slice(0, -1), name: path.at(-1) ?? "", decoder: isPlain ? undefined : decoder };
}

/** The decoder of an expression is in none of drizzle's types; the test beside notices when it moves. */
function decoderOf(field: Field): DriverValueDecoder<unknown, unknown> {
  if (is(field, Column)) return field;
  const expression: unknown = is(field, SQL) ? field : is(field, Subquery) ? field._.sql : (field as SQL.Aliased).sql;
  return (expression as { decoder: DriverValueDecoder<unknown, unknown> }).decoder;
}

/** The objects made of one table's columns alone, of a table that may have no row. */
function optionalObjects(fields: SelectedFieldsOrdered, joined: Record<string, boolean>): OptionalObject[] {
  const found = new Map<string, { index: number; table: string; isOne: boolean }>();
  for (const [index, { path, field }] of fields.entries()) {
    const [name] = path;
    if (path.length !== 2 || name === undefined || !is(field, Column)) continue;
    const table = getTableName(field.table);
    const known = found.get(name);
    if (!known) found.set(name, { index, table, isOne: true });
    else if (known.table !== table) known.isOne = false;
  }
  return [...found].flatMap(([name, { index, table, isOne }]) => (isOne && !joined[table] ? [{ name, index }] : []));
}
