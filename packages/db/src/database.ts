import type pg from "pg";
import { FlightLane } from "./driver/flight-lane.ts";
import type { Lane } from "./driver/lane.ts";
import type { PoolStatistics } from "./driver/pool.ts";
import { createPool, type DatabaseOptions, poolStatistics } from "./driver/pool.ts";
import type { PreludeStatement } from "./driver/scoped-query.ts";
import { type Queries, queriesOver } from "./driver/session.ts";
import { TransactionLane } from "./driver/transaction-lane.ts";

/**
 * drizzle, for one tenant. From `read` each query stands alone and cannot write; from `withTenant` all of them are
 * one transaction.
 */
export interface TenantDb extends Queries {
  readonly tenantId: string;
  /**
   * Sends a statement whose answer nobody needs. In a transaction it is not waited for, so that it travels with what
   * follows: what it fails with, the commit fails with, and nothing is saved.
   */
  send(query: { execute(): Promise<unknown> }): Promise<void>;
  /**
   * In a transaction: a savepoint, undone alone when `work` rejects. On a read handle: one snapshot for several
   * queries that must agree with each other.
   */
  transaction<T>(work: (db: TenantDb) => Promise<T>): Promise<T>;
}

export interface TransactionOptions {
  /** "read committed" unless set; the stronger levels may fail with a serialization failure, to be tried again. */
  isolation?: "read committed" | "repeatable read" | "serializable";
}

/** The tenants' database, as the application's role: without a tenant there is nothing to see in it. */
export interface Database {
  /**
   * A handle for queries of one tenant. Each query is one round trip and its own read-only transaction; queries
   * issued together travel together. It holds no connection: make one whenever it is needed.
   * @throws {AppError} UNAVAILABLE `database_unavailable` | `database_timeout`, from each query.
   */
  read(tenantId: string): TenantDb;
  /**
   * Runs `work` in one transaction of the tenant: committed when it resolves, rolled back when it rejects. The handle
   * is refused afterwards. No network call belongs inside.
   * @throws {AppError} UNAVAILABLE `database_unavailable`; after a lost COMMIT the outcome is unknown.
   */
  withTenant<T>(tenantId: string, work: (db: TenantDb) => Promise<T>, options?: TransactionOptions): Promise<T>;
  stats(): PoolStatistics;
  /** Waits for what is under way, then closes all connections. */
  close(): Promise<void>;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function assertTenantId(tenantId: string): void {
  if (!uuid.test(tenantId)) throw new TypeError("The tenant's id is not a UUID.");
}

const beginStatements = {
  "read committed": "steward_begin",
  "repeatable read": "steward_begin_repeatable",
  serializable: "steward_begin_serializable",
} as const satisfies Record<NonNullable<TransactionOptions["isolation"]>, PreludeStatement>;

/** @param url of the role `steward_app`: `roleUrl(ownerUrl, "steward_app", secret)`. */
export function createDatabase(url: string, options: DatabaseOptions = {}): Database {
  return databaseOver(createPool(url, options));
}

/** The database behind a pool that the caller looks into, too: the fault proof does. */
export function databaseOver(pool: pg.Pool): Database {
  const transaction = <T>(tenantId: string, begin: PreludeStatement, work: (lane: Lane) => Promise<T>) =>
    TransactionLane.run(pool, begin, [{ statement: "steward_tenant", values: [tenantId] }], work);
  return {
    read(tenantId) {
      assertTenantId(tenantId);
      const prelude = [{ statement: "steward_tenant_read", values: [tenantId] }] as const;
      return tenantDb(
        tenantId,
        new FlightLane(pool, prelude, true, (work) => transaction(tenantId, "steward_begin_snapshot", work)),
      );
    },
    async withTenant(tenantId, work, { isolation = "read committed" } = {}) {
      assertTenantId(tenantId);
      return await transaction(tenantId, beginStatements[isolation], (lane) => work(tenantDb(tenantId, lane)));
    },
    stats: () => poolStatistics(pool),
    close: () => pool.end(),
  };
}

/** drizzle for one tenant over whatever carries its statements. */
export function tenantDb(tenantId: string, lane: Lane): TenantDb {
  return Object.assign(queriesOver(lane), {
    tenantId,
    send: async (query: { execute(): Promise<unknown> }) => {
      const sent = query.execute();
      if (!lane.commits) await sent;
      else
        sent.catch(() => {
          // The commit says it.
        });
    },
    transaction: <T>(work: (db: TenantDb) => Promise<T>) => lane.nested((inner) => work(tenantDb(tenantId, inner))),
  });
}
