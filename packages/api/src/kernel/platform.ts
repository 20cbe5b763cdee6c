import type { Database } from "@steward/db";
import type { SystemDatabase } from "@steward/db/system";
import type { Logger } from "@steward/ports/telemetry";

/** What a process opens once and every request shares. */
export interface Platform {
  readonly database: Database;
  readonly system: SystemDatabase;
  readonly logger: Logger;
  /** The parent domain of tenant subdomains: `localhost`, `steward.example`. */
  readonly domain: string;
  /** The secret that signs sessions and tokens. */
  readonly secret: string;
  /** Requests one actor may make in ten seconds. */
  readonly actorRateLimit: number;
}

/** The transport's half of a request; the in-process caller makes one from the page's own headers. */
export interface RequestInfo {
  readonly headers: Headers;
  readonly requestId: string;
  /** The peer's address, for rate limits and the audit trail. */
  readonly address: string;
}
