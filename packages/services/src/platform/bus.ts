import { createListener, type SystemDatabase } from "@steward/db/system";
import { type Bus, createBus } from "@steward/ports/bus";
import { sql } from "drizzle-orm";

interface BusSettings {
  readonly system: SystemDatabase;
  /** Of the role `steward_system`, past any transaction pooler. */
  readonly systemDatabaseUrl: string;
  readonly redisUrl: string | null;
  readonly onError: (error: Error) => void;
}

/** The installation's bus: over Redis where there is one, else over the database. Every process needs the same. */
export function openBus({ system, systemDatabaseUrl, redisUrl, onError }: BusSettings): Bus {
  if (redisUrl !== null) return createBus({ kind: "redis", url: redisUrl, onError });
  return createBus({
    kind: "postgres",
    notify: async (channel, payloads) => {
      await system.execute(
        sql`select pg_notify(${channel}, payload) from unnest(${sql.param([...payloads])}::text[]) payload`,
      );
    },
    openListener: () => createListener(systemDatabaseUrl),
  });
}
