import { type NodePgClient, NodePgDatabase, NodePgSession } from "drizzle-orm/node-postgres";
import { PgPreparedQuery, type PreparedQueryConfig, type SelectedFieldsOrdered } from "drizzle-orm/pg-core";
import { fillPlaceholders, type Query } from "drizzle-orm/sql";
import pg from "pg";
import { readInstant } from "./instant.ts";
import type { Lane, StatementConfig } from "./lane.ts";
import { type JoinedTables, rowMapper } from "./row-mapper.ts";
import { StatementDialect } from "./statement-writer.ts";

/**
 * What a handle can do: drizzle's builders and `execute` for raw SQL. No client, and no way to another tenant.
 *
 * Columns arrive as the schema types them. In raw SQL `timestamptz` is a Date, `numeric` and `bigint` are strings.
 */
export type Queries = Pick<
  NodePgDatabase,
  | "select"
  | "selectDistinct"
  | "selectDistinctOn"
  | "insert"
  | "update"
  | "delete"
  | "execute"
  | "with"
  | "$with"
  | "$count"
>;

const dialect = new StatementDialect();

const { TIMESTAMPTZ, TIMESTAMP, DATE, INTERVAL } = pg.types.builtins;
const arraysOfTimes = [1115, 1182, 1185, 1187];
const asText = new Set<number>([TIMESTAMP, DATE, INTERVAL, 1231, ...arraysOfTimes]);

/** Like drizzle's, which leave calendar types and numeric arrays as text, except that an instant is a Date everywhere. */
const types = {
  getTypeParser(oid: number, format?: "text" | "binary") {
    if (oid === TIMESTAMPTZ) return readInstant;
    if (asText.has(oid)) return (value: string) => value;
    return pg.types.getTypeParser(oid, format);
  },
};

/**
 * A statement as drizzle's builders prepare it. Its own class wraps errors, with every parameter in a message that goes
 * to the logs, and asks for each value of each row again how it is read: see `rowMapper`.
 */
class LaneQuery<T extends PreparedQueryConfig> extends PgPreparedQuery<T> {
  /** The select builder's, set after it has prepared. */
  declare joinsNotNullableMap: JoinedTables;
  readonly #lane: Lane;
  readonly #fields: SelectedFieldsOrdered | undefined;

  constructor(lane: Lane, query: Query, fields: SelectedFieldsOrdered | undefined) {
    super(query, undefined, undefined);
    this.#lane = lane;
    this.#fields = fields;
  }

  async execute(placeholders: Record<string, unknown> = {}): Promise<T["execute"]> {
    const { sql, params } = this.query;
    const fields = this.#fields;
    const config: StatementConfig = fields ? { text: sql, types, rowMode: "array" } : { text: sql, types };
    const result = await this.#lane.query(config, fillPlaceholders(params, placeholders));
    return fields ? result.rows.map(rowMapper(fields, this.joinsNotNullableMap)) : result;
  }
}

type NoSchema = Record<string, never>;

class LaneSession extends NodePgSession<NoSchema, NoSchema> {
  readonly #lane: Lane;

  constructor(lane: Lane) {
    // Everything goes through `prepareQuery`: drizzle's own client is never asked.
    super(undefined as unknown as NodePgClient, dialect, undefined);
    this.#lane = lane;
  }

  override prepareQuery<T extends PreparedQueryConfig>(
    query: Query,
    fields: SelectedFieldsOrdered | undefined,
  ): PgPreparedQuery<T> {
    return new LaneQuery<T>(this.#lane, query, fields);
  }
}

/** drizzle's surface over a lane. */
export function queriesOver(lane: Lane): Queries {
  return new NodePgDatabase<NoSchema>(dialect, new LaneSession(lane), undefined);
}
