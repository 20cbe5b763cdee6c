import type pg from "pg";
import { type PreludeStep, ScopedQuery, type ScopedStatement } from "./scoped-query.ts";

/** What drizzle hands down: the text and how the rows shall come back. */
export type StatementConfig = Pick<ScopedStatement, "text" | "types" | "rowMode">;

/** Carries the statements of one handle to the server. */
export interface Lane {
  /** Whether its statements take effect together, at a commit that fails where one of them failed. */
  readonly commits: boolean;
  query(config: StatementConfig, values: readonly unknown[]): Promise<pg.QueryResult>;
  /** Runs `work` so that its statements take effect together or not at all. */
  nested<T>(work: (lane: Lane) => Promise<T>): Promise<T>;
}

/** Sends a statement, its prelude ahead of it in the same flight, and answers with what came back. */
export function send(
  client: pg.PoolClient,
  { text, types, rowMode }: StatementConfig,
  values: readonly unknown[],
  prelude: readonly PreludeStep[],
  name: string | undefined,
): Promise<pg.QueryResult> {
  return new Promise((resolve, reject) => {
    client.query(
      new ScopedQuery({ text, values, name, types, rowMode }, prelude, (error, result) =>
        error ? reject(error) : resolve(result),
      ),
    );
  });
}

/** A failure read from the socket carries the parser's stack; the caller's says which query it was. */
export function withCallerStack(error: unknown): unknown {
  if (error instanceof Error) Error.captureStackTrace(error, withCallerStack);
  return error;
}
