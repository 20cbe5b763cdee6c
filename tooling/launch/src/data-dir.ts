import { createECDH, randomBytes } from "node:crypto";
import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { LaunchError } from "./failure.ts";
import { commandOf, isAlive } from "./processes.ts";

/** Makes sure that the data directory exists and may be written. */
export function prepareDataDir(dataDir: string): void {
  try {
    makeDirectory(join(dataDir, "logs"));
    for (const path of [dataDir, join(dataDir, "logs")]) accessSync(path, constants.W_OK | constants.X_OK);
    // A read-only file system passes the check of permissions when root asks.
    const probe = join(dataDir, `.probe-${process.pid}`);
    writeFileSync(probe, "");
    rmSync(probe);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new LaunchError(
      `The directory ${dataDir} cannot be written (${code}): make it writable, or set STEWARD_DATA to another one.`,
      [],
      { cause: error },
    );
  }
}

/** Level by level: Node's own recursive variant never returns where a file system refuses, as below `/proc`. */
function makeDirectory(directory: string): void {
  if (existsSync(directory)) return;
  makeDirectory(dirname(directory));
  mkdirSync(directory);
}

const vapidSchema = z.object({ publicKey: z.string().length(87), privateKey: z.string().length(43) });
const secretsSchema = z.object({
  session: z.string().min(32),
  database: z.string().min(32),
  // Installations from before there was push have none yet.
  vapid: vapidSchema.optional(),
});
export type Secrets = Required<z.output<typeof secretsSchema>>;

/**
 * The installation's secrets, made at its first start: one signs sessions and tokens, from the other come the
 * passwords of the database's roles. With the pair of keys push services know it (RFC 8292). Mode 0600.
 */
export function readSecrets(dataDir: string): Secrets {
  const file = join(dataDir, "secrets.json");
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    const made: Secrets = {
      session: randomBytes(36).toString("base64url"),
      database: randomBytes(36).toString("base64url"),
      vapid: makeVapid(),
    };
    writeFileSync(file, asText(made), { mode: 0o600, flag: "wx" });
    return made;
  }
  const { success, data } = secretsSchema.safeParse(parseJson(text));
  if (success) return { ...data, vapid: data.vapid ?? addVapid(file, data) };
  throw new LaunchError(
    `The file ${file} is damaged: restore it, or delete it to sign everybody out and make a new one.`,
  );
}

const asText = (secrets: Secrets) => `${JSON.stringify(secrets, null, 2)}\n`;

/** Beside the file and in its place: whoever is killed meanwhile leaves the old one. */
function addVapid(file: string, secrets: Omit<Secrets, "vapid">): Secrets["vapid"] {
  const vapid = makeVapid();
  writeFileSync(`${file}.new`, asText({ ...secrets, vapid }), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return vapid;
}

function makeVapid(): Secrets["vapid"] {
  const pair = createECDH("prime256v1");
  const publicKey = pair.generateKeys("base64url", "uncompressed");
  // A number, and so shorter in one case of 256.
  const privateKey = Buffer.concat([Buffer.alloc(32), pair.getPrivateKey()])
    .subarray(-32)
    .toString("base64url");
  return { publicKey, privateKey };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const holderSchema = z.object({ pid: z.number().int().positive(), address: z.string() });

/** Holds the data directory for this process until it is released. @throws {LaunchError} when another one holds it. */
export function holdDataDir(dataDir: string, address: string): () => void {
  const file = join(dataDir, "running.json");
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      writeFileSync(file, JSON.stringify({ pid: process.pid, address }), { flag: "wx" });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
    const holder = readHolder(file);
    if (holder) {
      throw new LaunchError(
        `Steward is running already (process ${holder.pid}, ${holder.address}): stop it first, ` +
          `or set STEWARD_DATA and the ports to run a second one.`,
      );
    }
    rmSync(file, { force: true });
  }
  throw new LaunchError(`The file ${file} keeps coming back: another start is under way.`);
}

/** Who holds the directory, unless it was killed: its number may belong to another program by now. */
function readHolder(file: string): z.output<typeof holderSchema> | undefined {
  const { data } = holderSchema.safeParse(parseJson(readIfThere(file)));
  if (!data || data.pid === process.pid || !isAlive(data.pid)) return undefined;
  const command = commandOf(data.pid);
  return command === undefined || /node|launch/.test(command) ? data : undefined;
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
