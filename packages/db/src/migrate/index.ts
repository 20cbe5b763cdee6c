import { fileURLToPath } from "node:url";
import { jobs } from "@steward/contracts/jobs";
import { sql } from "drizzle-orm";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as applyMigrations } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import { DatabaseSetupError } from "../setup-error.ts";
import { connectOwner } from "./connect.ts";
import { mendEventOrder } from "./event-order.ts";
import { installJobQueue } from "./job-queue.ts";
import { ensurePasswords, ensureRoles } from "./roles.ts";
import { applySecurity } from "./security.ts";

export { DatabaseSetupError, printableUrl } from "../setup-error.ts";
export { deadLetterQueue, installJobQueue, queueSchema } from "./job-queue.ts";
export { type LoginRole, roleUrl } from "./roles.ts";

export const migrationsFolder = fileURLToPath(new URL("../../migrations", import.meta.url));

const requiredExtensions = ["pg_trgm", "btree_gin"] as const;
/** Any constant will do, so long as every version of Steward uses the same one. */
const lockKey = 7_310_524_861;

export interface MigrateOptions {
  /** Must reach the server directly: the lock lives in the session, which a transaction pooler would change. */
  ownerUrl: string;
  /** What the passwords of the application's roles are derived from. */
  secret: string;
  log?: (message: string) => void;
}

export interface MigrateResult {
  /** Migrations applied by this run. */
  applied: number;
  /** What the security step had to change; empty when everything stood as declared. */
  security: readonly string[];
}

/**
 * Brings a database to what this version of the code declares: roles, extensions, tables, privileges.
 *
 * Any number of processes may call it at once: one works, the others wait and find nothing to do.
 * @throws {DatabaseSetupError} one sentence that says what to change.
 */
export async function migrate(options: MigrateOptions): Promise<MigrateResult> {
  const log = options.log ?? (() => {});
  const client = await connectOwner(options.ownerUrl);
  try {
    await lock(client, log);
    await ensureRoles(client, options.secret);
    await ensureExtensions(client);
    const applied = await applyPending(client, log);
    const security = await applySecurity(client);
    await mendEventOrder(client);
    await ensurePasswords(client, options.ownerUrl, options.secret);
    await installJobQueue(client, options.ownerUrl, jobs);
    if (security.length > 0) log(`privileges: ${security.length} statements`);
    return { applied, security };
  } finally {
    // Ending the session releases the lock, also after an error in the middle of a transaction.
    await client.end().catch(() => {});
  }
}

async function lock(client: pg.Client, log: (message: string) => void): Promise<void> {
  const { rows } = await client.query<{ taken: boolean }>("select pg_try_advisory_lock($1) as taken", [lockKey]);
  if (rows[0]?.taken) return;
  log("waiting for another process that is setting up the database");
  await client.query("select pg_advisory_lock($1)", [lockKey]);
}

async function ensureExtensions(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string; installed: boolean }>(
    "select name, installed_version is not null as installed from pg_available_extensions where name = any ($1)",
    [requiredExtensions],
  );
  for (const name of requiredExtensions) {
    const found = rows.find((row) => row.name === name);
    if (!found) {
      throw new DatabaseSetupError(
        `The PostgreSQL server lacks the extension ${name}; install its contrib package (postgresql-contrib).`,
      );
    }
    if (!found.installed) await createExtension(client, name);
  }
}

async function createExtension(client: pg.Client, name: string): Promise<void> {
  try {
    await client.query(`create extension if not exists ${pg.escapeIdentifier(name)} schema public`);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError && error.code === "42501")) throw error;
    throw new DatabaseSetupError(
      `The user may not create the extension ${name}; let an administrator run: create extension ${name}.`,
      { cause: error },
    );
  }
}

async function applyPending(client: pg.Client, log: (message: string) => void): Promise<number> {
  const before = await appliedMigrations(client);
  const known = readMigrationFiles({ migrationsFolder });
  const newest = known.at(-1)?.folderMillis ?? 0;
  for (const [index, row] of before.entries()) {
    if (known[index]?.hash === row.hash) continue;
    if (row.createdAt > newest) {
      log("the database was set up by a newer version of Steward; going on with it as it is");
      break;
    }
    throw new DatabaseSetupError(
      "The database was set up by a version of Steward with other migrations; start with an empty database or data directory.",
    );
  }
  await applyMigrations(drizzle(client), { migrationsFolder });
  const applied = (await appliedMigrations(client)).length - before.length;
  if (applied > 0) log(`${applied} ${applied === 1 ? "migration" : "migrations"} applied`);
  return applied;
}

async function appliedMigrations(client: pg.Client): Promise<{ hash: string; createdAt: number }[]> {
  const db = drizzle(client);
  const exists = await db.execute<{ found: boolean }>(
    sql`select to_regclass('drizzle.__drizzle_migrations') is not null as found`,
  );
  if (!exists.rows[0]?.found) return [];
  const { rows } = await db.execute<{ hash: string; created_at: string }>(
    sql`select hash, created_at from drizzle.__drizzle_migrations order by created_at, id`,
  );
  return rows.map((row) => ({ hash: row.hash, createdAt: Number(row.created_at) }));
}
