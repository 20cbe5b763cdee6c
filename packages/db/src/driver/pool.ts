import { AppError } from "@steward/contracts/kernel/error";
import pg from "pg";
import { PreparePrelude } from "./scoped-query.ts";

export interface DatabaseOptions {
  /** Connections at most; 10 unless set. */
  max?: number;
  /** Shown in pg_stat_activity. */
  applicationName?: string;
  /** A statement that runs longer is cancelled; 15 s unless set, 0 for no limit. */
  statementTimeoutMs?: number;
  /** A transaction that waits longer for its process is ended with its connection; 15 s unless set. */
  idleInTransactionTimeoutMs?: number;
  /** How long to wait for a free connection before giving up; 10 s unless set. */
  checkoutTimeoutMs?: number;
  /** Told about connections that break while nobody uses them. The pool replaces them; this is for the log. */
  onError?: (error: Error) => void;
}

/** How busy a pool is; for metrics. */
export interface PoolStatistics {
  readonly max: number;
  readonly total: number;
  readonly idle: number;
  readonly waiting: number;
  /** How long the first of those who wait for a connection has waited, in milliseconds; 0 where nobody does. */
  readonly waitedMs: number;
}

/** Since when each caller waits, the first in line first; also, for a moment, callers who get a connection at once. */
const lines = new WeakMap<pg.Pool, Set<{ readonly sinceMs: number }>>();

export function createPool(url: string, options: DatabaseOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    application_name: options.applicationName ?? "steward",
    pipeline: true,
    keepAlive: true,
    connectionTimeoutMillis: options.checkoutTimeoutMs ?? 10_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: options.statementTimeoutMs ?? 15_000,
    idle_in_transaction_session_timeout: options.idleInTransactionTimeoutMs ?? 15_000,
  });
  pool.on("error", options.onError ?? (() => {}));
  pool.on("connect", (client) => {
    client.on("error", () => {
      // While checked out a client has no other listener, and without one a lost connection would end the
      // process. Whoever uses it learns of the loss through the query that fails.
    });
    client.query(new PreparePrelude());
  });
  return pool;
}

export function poolStatistics(pool: pg.Pool): PoolStatistics {
  const [first] = lines.get(pool) ?? [];
  return {
    max: pool.options.max,
    total: pool.totalCount,
    idle: pool.idleCount,
    waiting: pool.waitingCount,
    waitedMs: first ? performance.now() - first.sinceMs : 0,
  };
}

export async function checkOut(pool: pg.Pool): Promise<pg.PoolClient> {
  const line = lines.get(pool) ?? new Set();
  lines.set(pool, line);
  const place = { sinceMs: performance.now() };
  line.add(place);
  try {
    return await pool.connect();
  } catch (error) {
    throw new AppError("UNAVAILABLE", "database_unavailable", {}, { cause: error });
  } finally {
    line.delete(place);
  }
}

/** SQLSTATEs with which a server takes its leave: shutting down, crashed, starting, full. */
const goodbyes = new Set(["57P01", "57P02", "57P03", "57P05", "53300", "25P03", "25P04"]);

function isConnectionLoss(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) {
    return goodbyes.has(error.code ?? "") || error.code?.startsWith("08") === true;
  }
  return (
    error instanceof Error &&
    /^(Connection terminated|Client (has encountered|was closed)|(read|write) E)/.test(error.message)
  );
}

/** A migration changed a table under a prepared statement of this connection. */
function isStalePlan(error: unknown): boolean {
  if (!(error instanceof pg.DatabaseError)) return false;
  return error.code === "26000" || (error.code === "0A000" && /cached plan/.test(error.message));
}

/** Whether the connection must not be used again; a new one may serve. */
export function isUnusable(error: unknown): boolean {
  return isConnectionLoss(error) || isStalePlan(error);
}

/** Translates a failure of the connection; what the server said about a statement passes as it is. */
export function explainQueryFailure(error: unknown): unknown {
  if (isUnusable(error)) return new AppError("UNAVAILABLE", "database_unavailable", {}, { cause: error });
  if (error instanceof pg.DatabaseError && error.code === "57014") {
    return new AppError("UNAVAILABLE", "database_timeout", {}, { cause: error });
  }
  return error;
}
