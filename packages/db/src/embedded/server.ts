import { type ChildProcess, execFile, spawn } from "node:child_process";
import { chownSync, closeSync, openSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";
import { DatabaseSetupError } from "../setup-error.ts";
import { type Cluster, lastLine, serverEnvironment } from "./cluster.ts";
import { isAlive } from "./process.ts";

const startTimeoutMs = 60_000;
const stopTimeoutMs = 60_000;
const logLimitBytes = 5_000_000;

export interface RunningServer {
  readonly pid: number;
  readonly port: number;
  /** The process that started it, which may be gone. */
  readonly startedBy: number;
}

const starterPrefix = "steward-";

const settings = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "200",
  shared_buffers: "256MB",
  work_mem: "16MB",
  maintenance_work_mem: "128MB",
  random_page_cost: "1.1",
  timezone: "UTC",
  log_timezone: "UTC",
};

/** For data that may be lost with the machine: test runs. */
const volatileSettings = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  wal_level: "minimal",
  max_wal_senders: "0",
  shared_buffers: "128MB",
};

export function clusterUrl({ password }: Cluster, port: number, database: string): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;
}

/** The live server of this cluster, whoever started it. A pid file left by a crash names none. */
export async function findServer(cluster: Cluster): Promise<RunningServer | undefined> {
  const named = readPidFile(cluster);
  if (!named || !isAlive(named.pid)) return undefined;
  // The password is this cluster's own, so an answer proves that the process behind a reused port is not another's.
  const startedBy = await askStarter(cluster, named.port);
  return startedBy === undefined ? undefined : { ...named, startedBy };
}

/**
 * Starts the server, or finds the one that another process starts at the same moment: PostgreSQL itself lets
 * only one live in a data directory, and the loser looks again.
 */
export async function ensureServer(cluster: Cluster, durable: boolean): Promise<RunningServer> {
  const deadline = Date.now() + startTimeoutMs;
  let complaint = "it did not answer in time";
  while (Date.now() < deadline) {
    const running = await findServer(cluster);
    if (running) return running;
    const port = await freePort();
    const logOffset = logSize(cluster);
    const child = launch(cluster, port, durable);
    if (await becameReady(cluster, child, port, deadline)) {
      return { pid: child.pid ?? 0, port, startedBy: process.pid };
    }
    complaint = lastLine(readFileSync(logFile(cluster)).subarray(logOffset).toString("utf8")) || complaint;
    if (!isTransient(readFileSync(logFile(cluster)).subarray(logOffset).toString("utf8"))) break;
    await delay(100);
  }
  throw new DatabaseSetupError(`The embedded PostgreSQL does not start: ${complaint} (see ${logFile(cluster)}).`);
}

/** Another start won, the port was taken meanwhile, or processes of a killed server are still going away. */
function isTransient(log: string): boolean {
  return /lock file "postmaster.pid"|Address already in use|pre-existing shared memory block|database files are in use/i.test(
    log,
  );
}

function logFile(cluster: Cluster): string {
  return join(cluster.home, "postgres.log");
}

function logSize(cluster: Cluster): number {
  const size = statSync(logFile(cluster), { throwIfNoEntry: false })?.size ?? 0;
  return size > logLimitBytes ? 0 : size;
}

function launch(cluster: Cluster, port: number, durable: boolean): ChildProcess {
  const program = join(cluster.binaries, "bin", process.platform === "win32" ? "postgres.exe" : "postgres");
  const identity = { port: String(port), cluster_name: `${starterPrefix}${process.pid}` };
  const options = Object.entries({ ...settings, ...(durable ? {} : volatileSettings), ...identity });
  const log = openSync(logFile(cluster), logSize(cluster) === 0 ? "w" : "a", 0o600);
  try {
    if (cluster.user) chownSync(logFile(cluster), cluster.user.uid, cluster.user.gid);
    const child = spawn(
      program,
      ["-D", cluster.data, ...options.flatMap(([name, value]) => ["-c", `${name}=${value}`])],
      {
        ...cluster.user,
        cwd: cluster.data,
        env: serverEnvironment,
        // Its own process group: Ctrl-C in the terminal must not stop the database before those who use it.
        detached: true,
        windowsHide: true,
        stdio: ["ignore", "ignore", log],
      },
    );
    child.on("error", () => {
      // A program that cannot be run is noticed by becameReady.
    });
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

async function becameReady(cluster: Cluster, child: ChildProcess, port: number, deadline: number): Promise<boolean> {
  while (Date.now() < deadline) {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return false;
    if (readPidFile(cluster)?.pid === child.pid && (await askStarter(cluster, port)) !== undefined) return true;
    await delay(25);
  }
  child.kill("SIGINT");
  return false;
}

/** Who started the server that answers on this port, or undefined when none answers to this cluster's password. */
async function askStarter(cluster: Cluster, port: number): Promise<number | undefined> {
  const client = new pg.Client({
    connectionString: clusterUrl(cluster, port, "postgres"),
    connectionTimeoutMillis: 5000,
  });
  client.on("error", () => {
    // Reported by connect().
  });
  try {
    await client.connect();
    const { rows } = await client.query<{ cluster_name: string }>("show cluster_name");
    return Number(rows[0]?.cluster_name.replace(starterPrefix, ""));
  } catch {
    return undefined;
  } finally {
    await client.end().catch(() => {});
  }
}

function readPidFile(cluster: Cluster): { pid: number; port: number } | undefined {
  let text: string;
  try {
    text = readFileSync(join(cluster.data, "postmaster.pid"), "utf8");
  } catch {
    return undefined;
  }
  const lines = text.split("\n");
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return pid > 0 && port > 0 ? { pid, port } : undefined;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", resolve);
  });
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === "string") throw new Error("a listening TCP socket has a port");
  return address.port;
}

/** Ends the server: open transactions are rolled back, what was committed is on disk. */
export async function stopServer(cluster: Cluster, { pid }: RunningServer): Promise<void> {
  if (process.platform === "win32") {
    const control = join(cluster.binaries, "bin", "pg_ctl.exe");
    await promisify(execFile)(control, ["stop", "-D", cluster.data, "-m", "fast", "-w"], { env: serverEnvironment });
    return;
  }
  // The pid file goes last. A process without a parent that collects it stays visible after its end, so its pid alone
  // would not tell.
  const runs = () => isAlive(pid) && readPidFile(cluster)?.pid === pid;
  const deadline = Date.now() + stopTimeoutMs;
  if (runs()) process.kill(pid, "SIGINT");
  while (runs() && Date.now() < deadline) await delay(20);
  if (runs()) throw new DatabaseSetupError(`The embedded PostgreSQL (process ${pid}) does not stop.`);
}
