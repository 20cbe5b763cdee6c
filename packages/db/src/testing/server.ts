import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { isProcessAlive, startEmbedded, stopAbandoned } from "../embedded/index.ts";
import { migrate } from "../migrate/index.ts";

/** Where the databases of a test run live; plain data, because it is handed to the test workers. */
export interface TestServer {
  /** The owner's address of the server's first database, from which others are made. */
  readonly ownerUrl: string;
  readonly template: string;
  readonly secret: string;
}

const directoryPrefix = "steward-test-";

/**
 * One PostgreSQL for a whole test run, in a directory of its own, with a migrated database to clone. Without
 * fsync: nothing in it outlives the run.
 */
export async function startTestServer(): Promise<{ server: TestServer; stop(): Promise<void> }> {
  await removeAbandoned();
  const dataDir = mkdtempSync(join(tmpdir(), `${directoryPrefix}${process.pid}-`));
  // The server may run under an account of its own, which has to get in.
  chmodSync(dataDir, 0o755);
  const embedded = await startEmbedded({ dataDir, durable: false });
  const stop = async () => {
    await embedded.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const server = {
      ownerUrl: embedded.ownerUrl,
      template: "steward_template",
      secret: randomBytes(16).toString("hex"),
    };
    await createTemplate(server);
    return { server, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A killed run leaves its server behind; the next one clears it away. */
async function removeAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const [, pid] = new RegExp(`^${directoryPrefix}(\\d+)-`).exec(name) ?? [];
    if (!pid || isProcessAlive(Number(pid))) continue;
    const dataDir = join(tmpdir(), name);
    try {
      await stopAbandoned(dataDir);
      rmSync(dataDir, { recursive: true, force: true });
    } catch {
      // Another run that starts now is clearing the same directory; whatever is left, a later run finds.
    }
  }
}

async function createTemplate({ ownerUrl, template, secret }: TestServer): Promise<void> {
  await asOwner(ownerUrl, (client) => client.query(`create database ${template}`));
  await migrate({ ownerUrl: databaseUrl(ownerUrl, template), secret });
  // No connection may be open to a database that is being cloned.
  await asOwner(ownerUrl, (client) =>
    client.query(`alter database ${template} with is_template true allow_connections false`),
  );
}

export function databaseUrl(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.toString();
}

export async function asOwner<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {
    // Fails the statement under way, which is where it is handled.
  });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
