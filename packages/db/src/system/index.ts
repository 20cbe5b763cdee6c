import postgres from "postgres";
import { FlightLane } from "../driver/flight-lane.ts";
import type { Lane } from "../driver/lane.ts";
import { createPool, type DatabaseOptions, type PoolStatistics, poolStatistics } from "../driver/pool.ts";
import { type Queries, queriesOver } from "../driver/session.ts";
import { TransactionLane } from "../driver/transaction-lane.ts";

/**
 * drizzle across tenants, on the tables that grant it (`system` of `tenantTable`, and the global ones).
 *
 * Whatever is done with it for a person belongs in the audit trail: no policy narrows it down, so the record of who
 * asked for what is the only control that remains. Sign-in, the operator's services, the relay, migrations and tests
 * may import this module; the linter refuses it elsewhere.
 */
export interface SystemDb extends Queries {
  readonly scope: "system";
  /** In a transaction: a savepoint. Outside: a transaction of its own. */
  transaction<T>(work: (db: SystemDb) => Promise<T>): Promise<T>;
}

/** The cross-tenant client. Its queries commit one by one; `transaction` groups them. */
export interface SystemDatabase extends SystemDb {
  stats(): PoolStatistics;
  close(): Promise<void>;
}

/** @param url of the role `steward_system`: `roleUrl(ownerUrl, "steward_system", secret)`. */
export function createSystemDatabase(url: string, options: DatabaseOptions = {}): SystemDatabase {
  const pool = createPool(url, { max: 5, applicationName: "steward-system", ...options });
  const lane = new FlightLane(pool, [], false, (work) => TransactionLane.run(pool, "steward_begin", [], work));
  return Object.assign(systemDb(lane), {
    stats: () => poolStatistics(pool),
    close: () => pool.end(),
  });
}

function systemDb(lane: Lane): SystemDb {
  return Object.assign(queriesOver(lane), {
    scope: "system" as const,
    transaction: <T>(work: (db: SystemDb) => Promise<T>) => lane.nested((inner) => work(systemDb(inner))),
  });
}

export interface Listener {
  /**
   * Calls `onNotify` with the payload of every notification on the channel. After a lost connection it subscribes
   * again by itself; `onListening` then tells, as at the first time, that notifications sent meanwhile were missed.
   */
  listen(channel: string, onNotify: (payload: string) => void, onListening?: () => void): Promise<void>;
  close(): Promise<void>;
}

/**
 * LISTEN through `postgres`, which reconnects and subscribes again by itself. It carries no tenant: payloads name what
 * changed, and whoever receives one reads the change through a tenant's own handle.
 */
export function createListener(url: string): Listener {
  const client = postgres(url, {
    max: 1,
    connection: { application_name: "steward-listener" },
    onnotice: () => {},
  });
  return {
    async listen(channel, onNotify, onListening) {
      await client.listen(channel, onNotify, onListening);
    },
    close: () => client.end({ timeout: 5 }),
  };
}
