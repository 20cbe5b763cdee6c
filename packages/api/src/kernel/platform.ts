import { findTenantByHost, startAuthFeed } from "@steward/auth";
import { createDatabase, type Database } from "@steward/db";
import { createSystemDatabase, type SystemDatabase } from "@steward/db/system";
import type { Bus } from "@steward/ports/bus";
import { createLimits, type LimitQuery, type Limits, type RequestRates } from "@steward/ports/limit";
import type { PushPlace } from "@steward/ports/push";
import { type FileSettings, openStorage, storageOrigin } from "@steward/ports/storage";
import type { Logger } from "@steward/ports/telemetry";
import type { FilePlace } from "@steward/services/files";
import { openBus } from "@steward/services/platform";
import { sql } from "drizzle-orm";

/** What a process opens once and every request shares. */
export interface Platform {
  readonly database: Database;
  readonly system: SystemDatabase;
  readonly logger: Logger;
  /** The parent domain of tenant subdomains: `localhost`, `steward.example`. */
  readonly domain: string;
  /** Where people reach the workspace, for links in mail: an origin without a slash behind it. */
  readonly webUrl: string;
  /** Where people reach the administration. */
  readonly adminUrl: string;
  /** Name servers that custom host names are looked up with; the machine's own where there are none. */
  readonly dnsServers?: readonly string[] | undefined;
  /** The secret that signs sessions and tokens. */
  readonly secret: string;
  /** How much may be asked, and the counters that know how much was. */
  readonly rates: RequestRates;
  readonly limits: Limits;
  /** Where processes tell each other what has just happened. */
  readonly bus: Bus;
  /** Where the bytes of files are, and how many there may be. */
  readonly files: FilePlace;
  /** How devices are told; null where they are not. */
  readonly push: PushPlace | null;
}

export interface PlatformSettings extends Omit<Platform, "database" | "system" | "limits" | "bus" | "files" | "push"> {
  /** Of the roles `steward_app` and `steward_system`. */
  readonly appDatabaseUrl: string;
  readonly systemDatabaseUrl: string;
  /** What the process is called in the database's list of connections. */
  readonly applicationName: string;
  /** Where the limits are counted and events are told; in PostgreSQL unless set. */
  readonly redisUrl?: string | undefined;
  readonly files: FileSettings;
  readonly push?: PushPlace | null | undefined;
}

/** The platform of the process that opened it. */
export interface OpenPlatform extends Platform {
  /**
   * The slug of the organisation whose own host name this is, or null; from memory (see `findTenantByHost` of auth). Here,
   * because Next builds its modules into several bundles, and only the one that opened the platform hears of changes.
   */
  findTenantByHost(host: string): Promise<string | null>;
  /** Where browsers reach files, if not at the API. */
  readonly storageOrigin: string | null;
  /** Closes the connections, when nothing uses them any more. */
  close(): Promise<void>;
}

/**
 * Opens what a process needs to serve requests. Connections are made when they are first used, but for one that listens
 * for changes of access from the start.
 */
export function createPlatform({
  appDatabaseUrl,
  systemDatabaseUrl,
  applicationName,
  redisUrl,
  files: { place, ...fileLimits },
  push = null,
  ...settings
}: PlatformSettings): OpenPlatform {
  const { logger } = settings;
  const onError = (error: Error) => logger.warn({ error }, "database connection lost");
  const database = createDatabase(appDatabaseUrl, { applicationName, onError });
  const system = createSystemDatabase(systemDatabaseUrl, { applicationName, onError });
  const limits = createLimits({
    store: redisUrl
      ? { kind: "redis", url: redisUrl, onError: (error) => logger.warn({ error }, "redis connection lost") }
      : { kind: "postgres", query: queryOf(system) },
    onError: (error) => logger.warn({ error }, "requests could not be counted"),
  });
  const bus = openBus({
    system,
    systemDatabaseUrl,
    redisUrl: redisUrl ?? null,
    onError: (error) => logger.warn({ error }, "bus connection lost"),
  });
  const storage = openStorage(place, settings.secret);
  const platform: OpenPlatform = {
    ...settings,
    database,
    system,
    limits,
    bus,
    push,
    files: { storage, ...fileLimits },
    storageOrigin: storageOrigin(place),
    findTenantByHost: (host: string) => findTenantByHost(platform, host),
    close: async () => {
      await Promise.all([limits.close(), bus.close()]);
      await feed.close();
      storage.close();
      await Promise.all([database.close(), system.close()]);
    },
  };
  const feed = startAuthFeed(platform, systemDatabaseUrl, onError);
  return platform;
}

/** Lets a library that writes its own SQL with numbered placeholders use the cross-tenant handle. */
export function queryOf(system: SystemDatabase): LimitQuery {
  return (text, values) => {
    const [first = "", ...parts] = text.split(/\$(\d+)/);
    return system.execute(
      sql.join([
        sql.raw(first),
        ...parts.map((part, index) => (index % 2 === 0 ? sql`${values[Number(part) - 1]}` : sql.raw(part))),
      ]),
    );
  };
}

/** The transport's half of a request; the in-process caller makes one from the page's own headers. */
export interface RequestInfo {
  /** By name, in lower case. */
  readonly headers: Pick<Headers, "get">;
  readonly requestId: string;
  /** The peer's address, for rate limits and the audit trail. */
  readonly address: string;
}
