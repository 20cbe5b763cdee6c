import type pg from "pg";
import { type Lane, type StatementConfig, send, withCallerStack } from "./lane.ts";
import { checkOut, explainQueryFailure, isUnusable } from "./pool.ts";
import type { PreludeStatement, PreludeStep } from "./scoped-query.ts";
import { assertOrdinaryStatement } from "./statement-guard.ts";
import { statementName } from "./statement-name.ts";

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
  readonly commits = true;
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
      const { firstFailure } = this.#state;
      // "The transaction is aborted" says nothing; why it is may have been asked for by nobody.
      if (firstFailure !== undefined && error instanceof Error) error.cause ??= firstFailure;
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
      const cause = this.#state.firstFailure;
      const explained = explainQueryFailure(cause);
      if (explained !== cause) throw explained;
      throw new Error("A statement of this transaction failed and its error was not passed on: nothing was saved.", {
        cause,
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
