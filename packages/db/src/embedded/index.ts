import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { type Cluster, openCluster } from "./cluster.ts";
import { isAlive } from "./process.ts";
import { clusterUrl, ensureServer, findServer, stopServer } from "./server.ts";

export { DatabaseSetupError } from "../setup-error.ts";
export { isAlive as isProcessAlive } from "./process.ts";

const databaseName = "steward";

export interface EmbeddedServer {
  /** The owner's address of the database `steward`; carries the password. */
  readonly ownerUrl: string;
  readonly port: number;
  readonly pid: number;
  /** Stops the server if this process answers for it; a server that another live process started keeps running. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Created when missing. Holds the cluster, its generated password (mode 0600) and its log. */
  dataDir: string;
  log?: (message: string) => void;
  /** False trades safety against a crash of the machine for speed; for tests. */
  durable?: boolean;
}

/**
 * Starts the PostgreSQL that comes with Steward, or joins the one that runs on this directory already.
 *
 * Safe to call from several processes at once, and after any of them, or the server, was killed.
 * @throws {DatabaseSetupError} one sentence: the directory is not writable, the platform has no binaries, …
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const log = options.log ?? (() => {});
  const cluster = await openCluster(options.dataDir, log);
  const server = await ensureServer(cluster, options.durable ?? true);
  const startedHere = server.startedBy === process.pid;
  const keeping = startedHere || !(isAlive(server.startedBy) || isKept(cluster));
  if (keeping) writeFileSync(keeperFile(cluster), String(process.pid));
  await ensureDatabase(cluster, server.port);
  log(`PostgreSQL ${startedHere ? "started" : "found running"} on port ${server.port}`);
  let stopping: Promise<void> | undefined;
  return {
    ownerUrl: clusterUrl(cluster, server.port, databaseName),
    port: server.port,
    pid: server.pid,
    stop: () => {
      stopping ??= keeping ? stopServer(cluster, server) : Promise.resolve();
      return stopping;
    },
  };
}

/** Stops the server of a directory whose processes are all gone; nothing happens when none runs. */
export async function stopAbandoned(dataDir: string): Promise<void> {
  if (!existsSync(join(dataDir, "cluster"))) return;
  const cluster = await openCluster(dataDir, () => {});
  const running = await findServer(cluster);
  if (running) await stopServer(cluster, running);
}

/** Names the process that stops the server when it ends. If that process was killed, the next one takes over. */
function keeperFile(cluster: Cluster): string {
  return join(cluster.home, "keeper");
}

function isKept(cluster: Cluster): boolean {
  try {
    return isAlive(Number(readFileSync(keeperFile(cluster), "utf8")));
  } catch {
    return false;
  }
}

async function ensureDatabase(cluster: Cluster, port: number): Promise<void> {
  const client = new pg.Client({ connectionString: clusterUrl(cluster, port, "postgres") });
  await client.connect();
  try {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [databaseName]);
    if (rowCount === 0) await client.query(`create database ${databaseName}`);
  } catch (error) {
    // Another process that starts now has created it.
    const taken = error instanceof pg.DatabaseError && (error.code === "42P04" || error.code === "23505");
    if (!taken) throw error;
  } finally {
    await client.end();
  }
}
