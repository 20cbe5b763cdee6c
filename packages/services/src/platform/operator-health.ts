import type { MailState } from "@steward/contracts/operator/mail";
import { mailMessage, tenant, user } from "@steward/db/schema";
import type { SystemDb } from "@steward/db/system";
import { count, isNull, min, sql } from "drizzle-orm";

export interface QueueState {
  name: string;
  /** Not begun, or to be tried again. */
  waiting: number;
  active: number;
  /** Given up. */
  failed: number;
}

/** How the installation is doing, as far as its database knows. */
export interface PlatformHealth {
  database: {
    /** `18.1` */
    version: string;
    sizeBytes: number;
    connections: number;
    maxConnections: number;
    startedAt: Date;
    migrations: number;
  };
  /** Connections by what our processes call themselves: a process that runs has at least one. */
  processes: { name: string; connections: number }[];
  queues: QueueState[];
  mail: Record<MailState, number> & { oldestQueuedAt: Date | null };
  tenants: number;
  users: number;
}

interface DatabaseRow extends Record<string, unknown> {
  version: string;
  size: string;
  connections: number;
  most: number;
  startedAt: string;
  state: { migrations: number; queues: QueueState[] };
}

/** Figures for the operator's console. Each query is cheap enough for a page that asks again every few seconds. */
export async function getHealth(db: SystemDb): Promise<PlatformHealth> {
  const [{ rows: found }, { rows: processes }, mail, [tenants], [users]] = await Promise.all([
    db.execute<DatabaseRow>(
      sql`select current_setting('server_version') as version, pg_database_size(current_database()) as size,
            (select numbackends from pg_stat_database where datname = current_database()) as connections,
            current_setting('max_connections')::int as most, to_json(pg_postmaster_start_time()) as "startedAt",
            public.platform_state() as state`,
    ),
    db.execute<PlatformHealth["processes"][number] & Record<string, unknown>>(
      sql`select application_name as name, count(*)::int as connections from pg_stat_activity
          where datname = current_database() and application_name like 'steward%' group by 1 order by 1`,
    ),
    db
      .select({ status: mailMessage.status, count: count(), oldestAt: min(mailMessage.createdAt) })
      .from(mailMessage)
      .groupBy(mailMessage.status),
    db.select({ count: count() }).from(tenant).where(isNull(tenant.purgeAfter)),
    db.select({ count: count() }).from(user).where(isNull(user.disabledAt)),
  ]);
  const [row] = found;
  if (!row) throw new Error("PostgreSQL answered nothing about itself.");
  const ofStatus = (status: MailState) => mail.find((one) => one.status === status);
  const mailCount = (status: MailState) => ofStatus(status)?.count ?? 0;
  return {
    database: {
      version: row.version,
      sizeBytes: Number(row.size),
      connections: row.connections,
      maxConnections: row.most,
      startedAt: new Date(row.startedAt),
      migrations: row.state.migrations,
    },
    processes,
    queues: row.state.queues,
    mail: {
      queued: mailCount("queued"),
      sent: mailCount("sent"),
      kept: mailCount("kept"),
      failed: mailCount("failed"),
      oldestQueuedAt: ofStatus("queued")?.oldestAt ?? null,
    },
    tenants: tenants?.count ?? 0,
    users: users?.count ?? 0,
  };
}
