import { execFileSync, type StdioOptions, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";

/** Which processors a process may use, as `taskset` writes them: "0", "1-3". */
export type Cores = string;

const last = availableParallelism() - 1;
const canPin = process.platform === "linux" && existsSync("/usr/bin/taskset") && last > 0;

/** Whoever is measured has the first processor for itself. */
export const serverCore: Cores = "0";
/** Who asks. */
export const clientCore: Cores = "1";
/** The database; on a machine with two processors it shares the client's. */
export const databaseCores: Cores = last > 1 ? `2-${last}` : clientCore;

/** How the processors were shared out, for whoever reads the figures. */
export const placement = canPin
  ? `server on processor ${serverCore}, load on ${clientCore}, PostgreSQL on ${databaseCores}`
  : "processes were not tied to processors: this needs taskset and more than one of them";

/** Starts a Node process on the given processors; `nodeArgs` come before the entry. */
export function spawnOn(
  cores: Cores,
  { args, env, stdio, cwd }: { args: readonly string[]; env: NodeJS.ProcessEnv; stdio: StdioOptions; cwd?: string },
) {
  const command = [...(canPin ? ["taskset", "-c", cores] : []), process.execPath, ...args];
  const [file = process.execPath, ...rest] = command;
  return spawn(file, rest, { env: { PATH: process.env.PATH, ...env }, stdio, cwd });
}

/** Moves a running process, its threads and its children to the given processors. */
export function moveTo(cores: Cores, pid: number): void {
  if (!canPin) return;
  for (const member of [pid, ...childrenOf(pid)]) {
    try {
      execFileSync("taskset", ["-a", "-p", "-c", cores, String(member)], { stdio: "ignore" });
    } catch {
      // One of PostgreSQL's short-lived helpers has ended meanwhile.
    }
  }
}

function childrenOf(pid: number): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((candidate) => Number(statOf(candidate)?.[1]) === pid);
}

const ticksPerSecond = 100;

/** Seconds of processor time a process has used since it began, to the hundredth; NaN where there is no `/proc`. */
export function cpuSeconds(pid: number): number {
  const stat = statOf(pid);
  return stat ? (Number(stat[11]) + Number(stat[12])) / ticksPerSecond : Number.NaN;
}

/** Bytes of memory a process holds. */
export function residentBytes(pid: number): number {
  const [, kibibytes] = /^VmRSS:\s+(\d+) kB/m.exec(readText(`/proc/${pid}/status`)) ?? [];
  return Number(kibibytes ?? Number.NaN) * 1024;
}

/** The fields behind the command in `/proc/PID/stat`: state, parent, …; the command itself may hold anything. */
function statOf(pid: number): string[] | undefined {
  const text = readText(`/proc/${pid}/stat`);
  return text === "" ? undefined : text.slice(text.lastIndexOf(")") + 2).split(" ");
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
