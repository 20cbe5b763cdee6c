import { startAuthFeed } from "@steward/auth";
import { createDatabase, type Database } from "@steward/db";
import { createSystemDatabase, type SystemDatabase } from "@steward/db/system";
import type { Logger } from "@steward/ports/telemetry";

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
  /** Requests one actor may make in ten seconds. */
  readonly actorRateLimit: number;
}

export interface PlatformSettings extends Omit<Platform, "database" | "system"> {
  /** Of the roles `steward_app` and `steward_system`. */
  readonly appDatabaseUrl: string;
  readonly systemDatabaseUrl: string;
  /** What the process is called in the database's list of connections. */
  readonly applicationName: string;
}

/** The platform of the process that opened it. */
export interface OpenPlatform extends Platform {
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
  ...settings
}: PlatformSettings): OpenPlatform {
  const onError = (error: Error) => settings.logger.warn({ error }, "database connection lost");
  const database = createDatabase(appDatabaseUrl, { applicationName, onError });
  const system = createSystemDatabase(systemDatabaseUrl, { applicationName, onError });
  const platform = {
    ...settings,
    database,
    system,
    close: async () => {
      await feed.close();
      await Promise.all([database.close(), system.close()]);
    },
  };
  const feed = startAuthFeed(platform, systemDatabaseUrl, onError);
  return platform;
}

/** The transport's half of a request; the in-process caller makes one from the page's own headers. */
export interface RequestInfo {
  readonly headers: Headers;
  readonly requestId: string;
  /** The peer's address, for rate limits and the audit trail. */
  readonly address: string;
}
