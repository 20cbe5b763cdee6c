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
  describe(message: { type: string; name: string }): void;
  execute(message: { portal?: string }): void;
  sync(): void;
  /** Through which each of the others writes its message. */
  _send(message: Buffer): unknown;
  readonly stream: Pick<Socket, "cork" | "uncork">;
}

/** What an answer's rows consist of: pg's result reads them by it. */
interface Description {
  fields: readonly unknown[];
  _parsers: readonly unknown[] | undefined;
  _prebuiltEmptyResultObject: object | null;
}

interface ResultInternals extends Description {
  _types: pg.CustomTypesConfig | undefined;
  parseRow: unknown;
  readonly _parseRowAsArray: unknown;
}

/** What pg's Query does and its types leave out. `stream` of the connection is corked around `prepare`. */
interface QueryInternals {
  name: string | undefined;
  values: readonly unknown[];
  queryMode: string;
  callback: Answer;
  _accumulateRows: boolean;
  readonly _result: ResultInternals;
  prepare(connection: WireConnection): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: WireConnection): void;
}

// The class is public, its protocol hooks are untyped; scoped-query.test.ts notices when a new release changes them.
const Query = pg.Query as unknown as new (text: string) => QueryInternals & pg.Submittable;

/** Called once the query is answered or has failed. */
export type Answer = (error: Error | null, result: pg.QueryResult) => void;

/** A statement with its values, and how its rows shall come back. */
export interface ScopedStatement {
  readonly text: string;
  readonly values: readonly unknown[];
  /** Under which it is prepared. */
  readonly name?: string | undefined;
  readonly types?: pg.CustomTypesConfig | undefined;
  readonly rowMode?: "array" | undefined;
}

/**
 * A query preceded by prelude statements, all of them before one Sync: PostgreSQL executes everything up to a Sync as
 * one implicit transaction, so a `set_config(…, true)` in the prelude holds for exactly this query and is gone
 * after it, also when the query fails. Nothing is awaited in between, so the tenant costs no round trip.
 */
export class ScopedQuery extends Query {
  readonly #prelude: readonly PreludeStep[];
  #preludeUnanswered: number;

  constructor(
    { text, values, name, types, rowMode }: ScopedStatement,
    prelude: readonly PreludeStep[],
    answer: Answer,
  ) {
    // By its text alone: settings as an object pg copies, property by property with its descriptor.
    super(text);
    this.values = values;
    this.name = name;
    // Never the simple protocol: there one string may hold several statements.
    this.queryMode = "extended";
    this.callback = answer;
    this._result._types = types;
    if (rowMode === "array") this._result.parseRow = this._result._parseRowAsArray;
    this.#prelude = prelude;
    this.#preludeUnanswered = prelude.length;
  }

  override prepare(connection: WireConnection): void {
    sendWithTheRest(connection);
    const { described, letter } = memoryOf(connection);
    for (const { statement, values } of this.#prelude) {
      letter.bind({ statement, values });
      letter.execute({});
    }
    const known = this.name === undefined ? undefined : described.get(this.name);
    if (known) {
      Object.assign(this._result, known);
      this._accumulateRows = true;
    }
    letter.asksForDescription = !known;
    super.prepare(letter);
    connection._send(Buffer.concat(letter.messages.splice(0)));
  }

  override handleDataRow(message: unknown): void {
    if (this.#preludeUnanswered === 0) super.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, connection: WireConnection): void {
    if (this.#preludeUnanswered > 0) {
      this.#preludeUnanswered -= 1;
      return;
    }
    super.handleCommandComplete(message, connection);
    if (this.name === undefined) return;
    const { described } = memoryOf(connection);
    const { fields, _parsers, _prebuiltEmptyResultObject } = this._result;
    if (!described.has(this.name)) described.set(this.name, { fields, _parsers, _prebuiltEmptyResultObject });
  }
}

interface ConnectionMemory {
  /**
   * How the answers of prepared statements look. PostgreSQL says it whenever it is asked, in a message as long as a row or
   * two, and fails a statement rather than let it change ("cached plan must not change result type").
   */
  readonly described: Map<string, Description>;
  readonly letter: Letter;
}

/** The connection for whoever writes one query to it: the messages are kept, to leave in one piece. */
interface Letter extends WireConnection {
  readonly messages: Buffer[];
  asksForDescription: boolean;
}

const memories = new WeakMap<WireConnection, ConnectionMemory>();

function memoryOf(connection: WireConnection): ConnectionMemory {
  const known = memories.get(connection);
  if (known) return known;
  const memory = { described: new Map(), letter: letterTo(connection) };
  memories.set(connection, memory);
  return memory;
}

function letterTo(connection: WireConnection): Letter {
  const letter: Letter = Object.create(connection);
  const messages: Buffer[] = [];
  return Object.assign(letter, {
    messages,
    asksForDescription: true,
    _send: (message: Buffer) => messages.push(message),
    describe: (message: { type: string; name: string }) => {
      if (letter.asksForDescription) connection.describe.call(letter, message);
    },
  });
}

/** Queries that are issued together leave in one system call, which costs as much as writing their messages. */
function sendWithTheRest({ stream }: WireConnection): void {
  stream.cork();
  // Behind the microtasks: what follows from an answer is issued in one of them.
  process.nextTick(() => stream.uncork());
}

/** Prepares the prelude statements on a new connection; queries may follow at once, they queue behind it. */
export class PreparePrelude extends Query {
  constructor() {
    super("");
    this.queryMode = "extended";
    this.callback = () => {
      // A connection lost here fails the query behind it too, which is where it is handled.
    };
  }

  override prepare(connection: WireConnection): void {
    for (const [name, text] of Object.entries(preludeStatements)) connection.parse({ name, text });
    connection.sync();
  }
}
