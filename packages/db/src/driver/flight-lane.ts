import type pg from "pg";
import { type Lane, type StatementConfig, send, withCallerStack } from "./lane.ts";
import { checkOut, explainQueryFailure, isUnusable } from "./pool.ts";
import type { PreludeStep } from "./scoped-query.ts";
import { assertOrdinaryStatement } from "./statement-guard.ts";
import { statementName } from "./statement-name.ts";

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
  readonly commits = false;
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
