import { readdirSync, readFileSync } from "node:fs";

/** Memory of a process and everything it started. */
export interface Memory {
  /** Each page counted once, shared ones in proportion: what the machine would win back. */
  readonly bytes: number;
  readonly processes: number;
}

/** Reads `/proc`, so Linux only. A process that ends while it is read counts as nothing. */
export function readMemory(rootPid: number): Memory {
  const pids = familyOf(rootPid);
  return { bytes: pids.reduce((total, pid) => total + proportionalBytes(pid), 0), processes: pids.length };
}

function familyOf(rootPid: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync("/proc")) {
    const parent = /^\d+$/.test(name) ? parentOf(Number(name)) : undefined;
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const family: number[] = [];
  const visit = (pid: number) => {
    family.push(pid);
    for (const child of children.get(pid) ?? []) visit(child);
  };
  visit(rootPid);
  return family;
}

function parentOf(pid: number): number | undefined {
  const stat = readText(`/proc/${pid}/stat`);
  // The command stands in parentheses and may hold anything, parentheses included.
  const parent = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1];
  return parent === undefined ? undefined : Number(parent);
}

function proportionalBytes(pid: number): number {
  const [, kibibytes] = /^Pss:\s+(\d+) kB/m.exec(readText(`/proc/${pid}/smaps_rollup`)) ?? [];
  return Number(kibibytes ?? 0) * 1024;
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** Reads now and then until it is stopped; yields the largest reading. */
export function watchMemory(rootPid: number, everyMs = 500): { stop(): Memory } {
  let peak: Memory = { bytes: 0, processes: 0 };
  const look = () => {
    const now = readMemory(rootPid);
    if (now.bytes > peak.bytes) peak = now;
  };
  const timer = setInterval(look, everyMs);
  return {
    stop() {
      clearInterval(timer);
      look();
      return peak;
    },
  };
}
