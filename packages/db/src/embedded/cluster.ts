import { execFile } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import {
  accessSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { DatabaseSetupError } from "../setup-error.ts";
import { locateBinaries, sharedHome } from "./binaries.ts";
import { isAlive } from "./process.ts";
import { canTraverse, type ServerUser, serverUser } from "./user.ts";

const run = promisify(execFile);

/** A database cluster on disk and what is needed to run it. */
export interface Cluster {
  /** Holds the cluster's files, its password and its log. */
  readonly home: string;
  readonly data: string;
  readonly password: string;
  readonly binaries: string;
  readonly user: ServerUser | undefined;
}

/** The environment of PostgreSQL's programs: nothing of ours, no PG* variable, one language for messages. */
export const serverEnvironment = { PATH: process.env.PATH ?? "", LC_ALL: "C", TZ: "UTC" };

/**
 * Opens the cluster of a data directory, creating it at the first start.
 *
 * It is made under a temporary name and moved to its place whole, so that of several processes that start at
 * once one wins, the others use the winner's, and a start killed half-way leaves nothing that looks complete.
 * @throws {DatabaseSetupError} the directory cannot be used, or there is no PostgreSQL for this platform.
 */
export async function openCluster(dataDir: string, log: (message: string) => void): Promise<Cluster> {
  const directory = resolve(dataDir);
  const user = serverUser(join(directory, "cluster", "data"));
  makeDirectory(directory);
  const reachable = canTraverse(directory, user);
  const parent = reachable
    ? directory
    : join(sharedHome(), createHash("sha256").update(directory).digest("hex").slice(0, 16));
  if (!reachable) {
    log(`the database's account cannot reach ${directory}; its files are in ${parent}`);
    makeDirectory(parent);
  }
  await removeUnfinished(parent);
  const home = join(parent, "cluster");
  const binaries = locateBinaries(user);
  if (!existsSync(home)) {
    log("creating the database cluster");
    await createCluster(home, binaries, user);
  }
  const data = join(home, "data");
  assertUsable(home, data);
  return { home, data, binaries, user, password: readFileSync(join(home, "password"), "utf8") };
}

function makeDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true });
    accessSync(directory, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new DatabaseSetupError(
      `The directory ${directory} cannot be written (${reason(error)}); make it writable or set STEWARD_DATA to another one.`,
      { cause: error },
    );
  }
}

function reason(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}

/**
 * What starts that were killed on their way have left behind; the name says whose it was. The initdb of such a start may
 * still be writing: it ends when its files are gone, and what it put there meanwhile goes with the next try.
 */
async function removeUnfinished(parent: string): Promise<void> {
  for (const name of readdirSync(parent)) {
    const [, pid] = /^cluster\.(\d+)\.[0-9a-f]{8}$/.exec(name) ?? [];
    if (!pid || isAlive(Number(pid))) continue;
    await rm(join(parent, name), { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  }
}

async function createCluster(home: string, binaries: string, user: ServerUser | undefined): Promise<void> {
  const staging = `${home}.${process.pid}.${randomBytes(4).toString("hex")}`;
  const passwordFile = join(staging, "password");
  try {
    mkdirSync(staging, { mode: 0o700 });
    writeFileSync(passwordFile, randomBytes(24).toString("base64url"), { mode: 0o600 });
    if (user) for (const path of [staging, passwordFile]) chownSync(path, user.uid, user.gid);
    await initdb(staging, binaries, user);
    renameSync(staging, home);
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  }
}

async function initdb(staging: string, binaries: string, user: ServerUser | undefined): Promise<void> {
  const program = join(binaries, "bin", process.platform === "win32" ? "initdb.exe" : "initdb");
  const locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
  const signIn = ["-U", "postgres", "-A", "scram-sha-256", "--pwfile=password"];
  try {
    // --no-sync: until the first checkpoint nothing in the cluster is worth keeping. Relative paths: an initdb that
    // outlives the start it was made for cannot make its directory anew once it has been cleared away.
    await run(program, ["-D", "data", ...signIn, "-E", "UTF8", ...locale, "--no-sync"], {
      ...user,
      cwd: staging,
      env: serverEnvironment,
    });
  } catch (error) {
    const detail = error instanceof Error && "stderr" in error ? lastLine(String(error.stderr)) : reason(error);
    throw new DatabaseSetupError(`PostgreSQL could not create its cluster in ${staging}: ${detail}`, { cause: error });
  }
}

export function lastLine(text: string): string {
  return text.trimEnd().split("\n").at(-1) ?? "";
}

function assertUsable(home: string, data: string): void {
  let version: string;
  try {
    accessSync(join(home, "password"), constants.R_OK);
    version = readFileSync(join(data, "PG_VERSION"), "utf8").trim();
  } catch (error) {
    throw new DatabaseSetupError(
      `The database files in ${home} cannot be read (${reason(error)}); they belong to another user or are not a database.`,
      { cause: error },
    );
  }
  if (version !== embeddedMajor) {
    throw new DatabaseSetupError(
      `The database files in ${home} are of PostgreSQL ${version}, this version of Steward brings ${embeddedMajor}; move the data over or set STEWARD_DATA to a new directory.`,
    );
  }
}

const embeddedMajor = "18";
