import { NoopCache } from "drizzle-orm/cache/core";
import { NoopLogger } from "drizzle-orm/logger";
import { type NodePgClient, NodePgDatabase, NodePgPreparedQuery, NodePgSession } from "drizzle-orm/node-postgres";
import {
  PgDialect,
  type PgPreparedQuery,
  type PreparedQueryConfig,
  type SelectedFieldsOrdered,
} from "drizzle-orm/pg-core";
import type { Query } from "drizzle-orm/sql";
import pg from "pg";
import type { Lane, StatementConfig } from "./lane.ts";

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

const dialect = new PgDialect();
const logger = new NoopLogger();
const cache = new NoopCache();

const { TIMESTAMPTZ, TIMESTAMP, DATE, INTERVAL } = pg.types.builtins;
const arraysOfTimes = [1115, 1182, 1185, 1187];
const asText = new Set<number>([TIMESTAMP, DATE, INTERVAL, 1231, ...arraysOfTimes]);

/** Like drizzle's, which leave calendar types and numeric arrays as text, except that an instant is a Date everywhere. */
const types = {
  getTypeParser(oid: number, format?: "text" | "binary") {
    if (oid === TIMESTAMPTZ) return (value: string) => new Date(value);
    if (asText.has(oid)) return (value: string) => value;
    return pg.types.getTypeParser(oid, format);
  },
};

/** drizzle's prepared query without its error wrapper, whose message would carry every parameter into the logs. */
class LaneQuery<T extends PreparedQueryConfig> extends NodePgPreparedQuery<T> {
  queryWithCache<Result>(_text: string, _params: unknown[], run: () => Promise<Result>): Promise<Result> {
    return run();
  }
}

type NoSchema = Record<string, never>;

class LaneSession extends NodePgSession<NoSchema, NoSchema> {
  readonly #client: NodePgClient;

  constructor(lane: Lane) {
    // drizzle calls nothing of its client but `query`.
    const client = {
      query: (config: StatementConfig, values: unknown[]) => lane.query({ ...config, types }, values),
    } as unknown as NodePgClient;
    super(client, dialect, undefined);
    this.#client = client;
  }

  override prepareQuery<T extends PreparedQueryConfig>(
    query: Query,
    fields: SelectedFieldsOrdered | undefined,
    name: string | undefined,
    arrayMode: boolean,
    mapper?: (rows: unknown[][]) => T["execute"],
  ): PgPreparedQuery<T> {
    return new LaneQuery<T>(
      this.#client,
      query.sql,
      query.params,
      logger,
      cache,
      undefined,
      undefined,
      fields,
      name,
      arrayMode,
      mapper,
    );
  }
}

/** drizzle's surface over a lane. */
export function queriesOver(lane: Lane): Queries {
  return new NodePgDatabase<NoSchema>(dialect, new LaneSession(lane), undefined);
}
