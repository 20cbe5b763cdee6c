import type pg from "pg";
import { checkOut, explainQueryFailure, isUnusable } from "./pool.ts";
import { type PreludeStatement, type PreludeStep, ScopedQuery } from "./scoped-query.ts";
import { assertOrdinaryStatement } from "./statement-guard.ts";
import { statementName } from "./statement-name.ts";

/** What drizzle hands down: the text and how the rows shall come back. */
export type StatementConfig = pg.QueryConfig & { rowMode?: "array" };

/** Carries the statements of one handle to the server. */
export interface Lane {
  query(config: StatementConfig, values: readonly unknown[]): Promise<pg.QueryResult>;
  /** Runs `work` so that its statements take effect together or not at all. */
  nested<T>(work: (lane: Lane) => Promise<T>): Promise<T>;
}

function send(
  client: pg.PoolClient,
  config: StatementConfig,
  values: readonly unknown[],
  prelude: readonly PreludeStep[],
  name: string | undefined,
): Promise<pg.QueryResult> {
  return new Promise((resolve, reject) => {
    client.query(
      new ScopedQuery({ ...config, name, values: [...values] }, prelude, (error, result) =>
        error ? reject(error) : resolve(result),
      ),
    );
  });
}

interface Waiting {
  readonly config: StatementConfig;
  readonly values: readonly unknown[];
  readonly resolve: (result: pg.QueryResult) => void;
  readonly reject: (error: unknown) => void;
  attempts: number;
}

/** Statements that share a connection: enough to save connections, few enough not to wait long for a slow one. */
const flightSize = 4;

/**
 * Statements that stand alone, each its own transaction with its own prelude. Those issued together leave together, up
 * to four on one connection: their answers arrive in order, without a round trip for each.
 */
export class FlightLane implements Lane {
  readonly #pool: pg.Pool;
  readonly #prelude: readonly PreludeStep[];
  readonly #repeatable: boolean;
  readonly #nested: Lane["nested"];
  #waiting: Waiting[] = [];
  #scheduled = false;

  /** @param repeatable whether a statement may be sent again after the connection was lost: reads only. */
  constructor(pool: pg.Pool, prelude: readonly PreludeStep[], repeatable: boolean, nested: Lane["nested"]) {
    this.#pool = pool;
    this.#prelude = prelude;
    this.#repeatable = repeatable;
    this.#nested = nested;
  }

  async query(config: StatementConfig, values: readonly unknown[]): Promise<pg.QueryResult> {
    assertOrdinaryStatement(config.text);
    try {
      return await new Promise<pg.QueryResult>((resolve, reject) => {
        this.#waiting.push({ config, values, resolve, reject, attempts: 0 });
        this.#schedule();
      });
    } catch (error) {
      throw withCallerStack(error);
    }
  }

  nested<T>(work: (lane: Lane) => Promise<T>): Promise<T> {
    return this.#nested(work);
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    // After the microtasks of this tick: the queries of a Promise.all, or of a batch of procedures, are all there.
    setImmediate(() => {
      this.#scheduled = false;
      for (let left = this.#waiting.length; left > 0; left -= flightSize) void this.#depart();
    });
  }

  async #depart(): Promise<void> {
    let client: pg.PoolClient;
    try {
      client = await checkOut(this.#pool);
    } catch (error) {
      for (const { reject } of this.#waiting.splice(0, flightSize)) reject(error);
      return;
    }
    const flight = this.#waiting.splice(0, flightSize);
    const losses = await Promise.all(flight.map((waiting) => this.#carry(client, waiting)));
    client.release(losses.some(Boolean));
  }

  /** Answers whether the connection must not be used again. */
  async #carry(client: pg.PoolClient, waiting: Waiting): Promise<boolean> {
    try {
      // At the second attempt without a name: other connections may have the same outdated plan.
      const name = waiting.attempts === 0 ? statementName(waiting.config.text) : undefined;
      waiting.resolve(await send(client, waiting.config, waiting.values, this.#prelude, name));
      return false;
    } catch (error) {
      const unusable = isUnusable(error);
      waiting.attempts += 1;
      if (unusable && this.#repeatable && waiting.attempts === 1) {
        this.#waiting.push(waiting);
        this.#schedule();
      } else {
        waiting.reject(explainQueryFailure(error));
      }
      return unusable;
    }
  }
}

/** A failure read from the socket carries the parser's stack; the caller's says which query it was. */
function withCallerStack(error: unknown): unknown {
  if (error instanceof Error) Error.captureStackTrace(error, withCallerStack);
  return error;
}

/** The one connection of a transaction, shared by the transaction's lane and those of its savepoints. */
interface TransactionState {
  readonly client: pg.PoolClient;
  /** Sent ahead of the first statement, in its flight; empty afterwards. */
  prelude: readonly PreludeStep[];
  begun: boolean;
  firstFailure: unknown;
  broken: boolean;
}

export class TransactionLane implements Lane {
  readonly #state: TransactionState;
  readonly #outer: TransactionLane | undefined;
  readonly #depth: number;
  #ended = false;
  #nesting = false;

  private constructor(state: TransactionState, outer?: TransactionLane) {
    this.#state = state;
    this.#outer = outer;
    this.#depth = outer ? outer.#depth + 1 : 0;
  }

  /** Over for this lane, or for one around it that did not wait. */
  get #over(): boolean {
    const outer = this.#outer;
    return this.#ended || (outer ? outer.#over : false);
  }

  /**
   * Runs `work` in one transaction, committed when it resolves and rolled back when it rejects.
   *
   * `begin` and the prelude leave with the first statement of `work`. Afterwards the lane refuses every statement, so
   * that a promise nobody awaited cannot reach the connection's next user.
   */
  static async run<T>(
    pool: pg.Pool,
    begin: PreludeStatement,
    scope: readonly PreludeStep[],
    work: (lane: Lane) => Promise<T>,
  ): Promise<T> {
    const client = await checkOut(pool);
    const state: TransactionState = {
      client,
      prelude: [{ statement: begin, values: [] }, ...scope],
      begun: false,
      firstFailure: undefined,
      broken: false,
    };
    const lane = new TransactionLane(state);
    try {
      const result = await work(lane);
      lane.#ended = true;
      await lane.#commit();
      return result;
    } catch (error) {
      lane.#ended = true;
      await lane.#rollback();
      throw error;
    } finally {
      client.release(state.broken);
    }
  }

  async query(config: StatementConfig, values: readonly unknown[]): Promise<pg.QueryResult> {
    assertOrdinaryStatement(config.text);
    return await this.#send(config, values);
  }

  async #send(config: StatementConfig, values: readonly unknown[] = []): Promise<pg.QueryResult> {
    if (this.#over) throw new Error("This handle's transaction has ended; the statement was not sent.");
    const { client, prelude } = this.#state;
    this.#state.prelude = [];
    this.#state.begun = true;
    try {
      return await send(client, config, values, prelude, statementName(config.text));
    } catch (error) {
      this.#state.firstFailure ??= error;
      if (isUnusable(error)) this.#state.broken = true;
      throw withCallerStack(explainQueryFailure(error));
    }
  }

  async nested<T>(work: (lane: Lane) => Promise<T>): Promise<T> {
    if (this.#nesting) throw new Error("Two nested transactions of one handle cannot run at the same time.");
    this.#nesting = true;
    const savepoint = `steward_${this.#depth + 1}`;
    const lane = new TransactionLane(this.#state, this);
    try {
      await this.#send({ text: `savepoint ${savepoint}` });
      try {
        const result = await work(lane);
        lane.#ended = true;
        await this.#send({ text: `release savepoint ${savepoint}` });
        return result;
      } catch (error) {
        lane.#ended = true;
        await this.#undo(savepoint);
        throw error;
      }
    } finally {
      this.#nesting = false;
    }
  }

  async #undo(savepoint: string): Promise<void> {
    if (this.#state.broken || this.#over) return;
    await this.#send({ text: `rollback to savepoint ${savepoint}` });
    this.#state.firstFailure = undefined;
  }

  async #commit(): Promise<void> {
    const { client, begun } = this.#state;
    if (!begun) return;
    let command: string;
    try {
      ({ command } = await send(client, { text: "commit" }, [], [], "steward_commit"));
    } catch (error) {
      this.#state.broken = true;
      throw explainQueryFailure(error);
    }
    // In a transaction that failed, the server answers COMMIT by rolling back, without an error.
    if (command !== "COMMIT") {
      throw new Error("A statement of this transaction failed and its error was not passed on: nothing was saved.", {
        cause: this.#state.firstFailure,
      });
    }
  }

  async #rollback(): Promise<void> {
    const { client, begun, broken } = this.#state;
    if (!begun || broken) return;
    try {
      await send(client, { text: "rollback" }, [], [], "steward_rollback");
    } catch {
      // The connection is released as broken, and the server rolls back by itself.
      this.#state.broken = true;
    }
  }
}
