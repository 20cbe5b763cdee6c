import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** Whether a process runs. One that has ended and waits for a parent to notice does not. */
export function isAlive(pid: number): boolean {
  if (process.platform === "linux") return runs(readStat(pid));
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Whether any process of a group runs. */
export function isGroupAlive(groupId: number): boolean {
  if (process.platform === "linux") {
    return processIds().some((pid) => {
      const stat = readStat(pid);
      return stat?.groupId === groupId && runs(stat);
    });
  }
  try {
    process.kill(-groupId, 0);
    return true;
  } catch {
    return false;
  }
}

interface ProcessStat {
  readonly state: string;
  readonly parentId: number;
  readonly groupId: number;
}

const runs = (stat: ProcessStat | undefined) => stat !== undefined && stat.state !== "Z" && stat.state !== "X";

function readStat(pid: number): ProcessStat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The command stands in parentheses and may hold anything, parentheses included.
    const [state = "", parentId, groupId] = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { state, parentId: Number(parentId), groupId: Number(groupId) };
  } catch {
    return undefined;
  }
}

function processIds(): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** The command line of a process, or undefined where the system does not tell. */
export function commandOf(pid: number): string | undefined {
  try {
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8", stdio: "pipe" }).trim();
  } catch {
    return undefined;
  }
}

/** The processes of the package managers that started us: from our parent up to the `npm start` somebody typed. */
export function packageManagers(parent = process.ppid): number[] {
  const found: { pid: number; command: string }[] = [];
  for (let pid: number | undefined = parent; pid !== undefined && pid > 1; pid = parentOf(pid)) {
    const command = commandOf(pid) ?? "";
    if (!/\b(npm|npx|pnpm)\b|tooling\/launch/.test(command)) break;
    found.push({ pid, command });
  }
  // A shell whose command line has npm in it may have left us behind on purpose: only npm itself is the top.
  const top = found.findLastIndex(({ command }) => /^(npm|pnpm|node\S* \S*npm\S*) /.test(command));
  return found.slice(0, top + 1).map(({ pid }) => pid);
}

function parentOf(pid: number): number | undefined {
  if (process.platform === "linux") return readStat(pid)?.parentId;
  try {
    return Number(execFileSync("ps", ["-o", "ppid=", "-p", String(pid)], { encoding: "utf8", stdio: "pipe" }));
  } catch {
    return undefined;
  }
}

/** Who listens on a TCP port: process and command, or undefined where that is not ours to know. */
export function listenerOn(port: number): { pid: number; command: string } | undefined {
  const pid = process.platform === "linux" ? listenerFromProc(port) : listenerFromLsof(port);
  if (pid === undefined) return undefined;
  const command = commandOf(pid) ?? "";
  return { pid, command: command.length > 60 ? `${command.slice(0, 59)}…` : command };
}

function listenerFromLsof(port: number): number | undefined {
  try {
    const found = execFileSync("lsof", ["-nP", `-iTCP:${port}`, "-sTCP:LISTEN", "-t"], {
      encoding: "utf8",
      stdio: "pipe",
    });
    return Number.parseInt(found, 10) || undefined;
  } catch {
    return undefined;
  }
}

const listening = "0A";

function listenerFromProc(port: number): number | undefined {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  const sockets = new Set(
    ["/proc/net/tcp", "/proc/net/tcp6"].flatMap(readLines).flatMap((line) => {
      const [, local, , state, , , , , , inode] = line.trim().split(/\s+/);
      return local?.endsWith(suffix) && state === listening ? [`socket:[${inode}]`] : [];
    }),
  );
  if (sockets.size === 0) return undefined;
  return processIds().find((pid) => descriptorsOf(pid).some((target) => sockets.has(target)));
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, "utf8").split("\n").slice(1);
  } catch {
    return [];
  }
}

function descriptorsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).map((fd) => {
      try {
        return readlinkSync(`/proc/${pid}/fd/${fd}`);
      } catch {
        return "";
      }
    });
  } catch {
    // Another user's process, or one that has just ended.
    return [];
  }
}
