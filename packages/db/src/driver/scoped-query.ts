import type { Socket } from "node:net";
import pg from "pg";

/**
 * A statement that runs before the query in the same flight. All are prepared once per connection, under these
 * names, so that a flight carries only their parameters.
 */
export const preludeStatements = {
  steward_begin: "begin",
  steward_begin_repeatable: "begin isolation level repeatable read",
  steward_begin_serializable: "begin isolation level serializable",
  steward_begin_snapshot: "begin isolation level repeatable read read only",
  steward_tenant: "select set_config('app.tenant_id', $1, true)",
  steward_tenant_read: "select set_config('app.tenant_id', $1, true), set_config('transaction_read_only', 'on', true)",
} as const;
export type PreludeStatement = keyof typeof preludeStatements;

export interface PreludeStep {
  readonly statement: PreludeStatement;
  readonly values: readonly string[];
}

/** The part of pg's connection that a query writes to; its public types describe an older signature. */
interface WireConnection {
  parse(message: { name: string; text: string }): void;
  bind(message: { statement: string; values: readonly string[] }): void;
  execute(message: { portal?: string }): void;
  sync(): void;
  readonly stream: Pick<Socket, "cork" | "uncork">;
}

/** What pg's Query does and its types leave out. `stream` of the connection is corked around `prepare`. */
interface QueryInternals {
  prepare(connection: WireConnection): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: WireConnection): void;
}

// The class is public, its protocol hooks are untyped; scoped-query.test.ts notices when a new release changes them.
const Query = pg.Query as unknown as new (
  config: pg.QueryConfig & { queryMode: "extended"; callback: Answer },
) => QueryInternals & pg.Submittable;

/** Called once the query is answered or has failed. */
export type Answer = (error: Error | null, result: pg.QueryResult) => void;

/**
 * A query preceded by prelude statements, all of them before one Sync: PostgreSQL executes everything up to a Sync as
 * one implicit transaction, so a `set_config(…, true)` in the prelude holds for exactly this query and is gone
 * after it, also when the query fails. Nothing is awaited in between, so the tenant costs no round trip.
 */
export class ScopedQuery extends Query {
  readonly #prelude: readonly PreludeStep[];
  #preludeUnanswered: number;

  constructor(config: pg.QueryConfig, prelude: readonly PreludeStep[], callback: Answer) {
    // Never the simple protocol: there one string may hold several statements.
    super({ ...config, queryMode: "extended", callback });
    this.#prelude = prelude;
    this.#preludeUnanswered = prelude.length;
  }

  override prepare(connection: WireConnection): void {
    sendWithTheRest(connection);
    for (const { statement, values } of this.#prelude) {
      connection.bind({ statement, values });
      connection.execute({});
    }
    super.prepare(connection);
  }

  override handleDataRow(message: unknown): void {
    if (this.#preludeUnanswered === 0) super.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, connection: WireConnection): void {
    if (this.#preludeUnanswered === 0) super.handleCommandComplete(message, connection);
    else this.#preludeUnanswered -= 1;
  }
}

/** Statements that are issued together leave in one system call, which costs as much as writing their messages. */
function sendWithTheRest({ stream }: WireConnection): void {
  stream.cork();
  // Behind the microtasks: what follows from an answer is issued in one of them.
  process.nextTick(() => stream.uncork());
}

/** Prepares the prelude statements on a new connection; queries may follow at once, they queue behind it. */
export class PreparePrelude extends Query {
  constructor() {
    super({
      text: "",
      queryMode: "extended",
      callback: () => {
        // A connection lost here fails the query behind it too, which is where it is handled.
      },
    });
  }

  override prepare(connection: WireConnection): void {
    for (const [name, text] of Object.entries(preludeStatements)) connection.parse({ name, text });
    connection.sync();
  }
}
