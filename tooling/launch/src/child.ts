import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { isGroupAlive } from "./processes.ts";

/** A process of ours, in a process group of its own, writing to a log file. */
export interface Child {
  readonly name: string;
  readonly pid: number;
  readonly logFile: string;
  /** How it ended; pending while it runs. */
  readonly ended: Promise<string>;
  isRunning(): boolean;
  /** The end of what it wrote. */
  lastLines(count?: number): string[];
  /** Asks it to end, and after `patienceMs` no longer asks. Resolves when the whole group is gone. */
  stop(patienceMs: number): Promise<void>;
  kill(): void;
}

export interface ChildOptions {
  name: string;
  args: readonly string[];
  cwd: string;
  env: Readonly<Record<string, string>>;
  logDir: string;
  /** Also gets every chunk the process writes. */
  onOutput?: ((chunk: Buffer) => void) | undefined;
}

/** Starts `node` with these arguments. The log of the run before is kept as `….previous.log`. */
export function startChild({ name, args, cwd, env, logDir, onOutput }: ChildOptions): Child {
  const logFile = join(logDir, `${name}.log`);
  if (existsSync(logFile)) renameSync(logFile, join(logDir, `${name}.previous.log`));
  const log = openSync(logFile, "a", 0o600);
  let child: ChildProcess;
  try {
    child = spawn(process.execPath, args, {
      cwd,
      env: { ...env },
      // Its own group: Ctrl-C in the terminal reaches the launcher alone, which stops everything in order.
      detached: process.platform !== "win32",
      windowsHide: true,
      stdio: ["ignore", log, log],
    });
  } finally {
    closeSync(log);
  }
  const { pid } = child;
  const follower = onOutput && followFile(logFile, onOutput);
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(`could not be started (${error.message})`));
    child.once("exit", (code, signal) => resolve(signal ? `was ended by ${signal}` : `ended with exit code ${code}`));
  }).finally(() => follower?.stop());
  return {
    name,
    pid: pid ?? 0,
    logFile,
    ended,
    isRunning: () => child.exitCode === null && child.signalCode === null && pid !== undefined,
    lastLines: (count = 12) => readFileSync(logFile, "utf8").trimEnd().split("\n").slice(-count),
    async stop(patienceMs) {
      signalGroup(child, "SIGTERM");
      const deadline = Date.now() + patienceMs;
      while (groupLives(child) && Date.now() < deadline) await delay(50);
      while (groupLives(child)) {
        signalGroup(child, "SIGKILL");
        await delay(50);
      }
      await ended;
    },
    kill: () => signalGroup(child, "SIGKILL"),
  };
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It has ended by itself.
  }
}

function groupLives(child: ChildProcess): boolean {
  if (child.pid === undefined) return false;
  if (process.platform === "win32") return child.exitCode === null && child.signalCode === null;
  return isGroupAlive(child.pid);
}

/** Hands on what is appended to a file. The process writes to the file itself, so that it outlives us unharmed. */
function followFile(file: string, onOutput: (chunk: Buffer) => void): { stop(): void } {
  let seen = 0;
  const look = () => {
    const content = readFileSync(file);
    if (content.length > seen) onOutput(content.subarray(seen));
    seen = content.length;
  };
  const timer = setInterval(look, 150);
  return {
    stop() {
      clearInterval(timer);
      look();
    },
  };
}
