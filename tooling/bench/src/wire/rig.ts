import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { House } from "../list/house.ts";
import { type Fixture, writeFixture } from "./fixture-file.ts";
import type { LoadJob, LoadResult } from "./load.ts";
import { type Cores, clientCore, databaseCores, moveTo, serverCore, spawnOn } from "./machine.ts";

const patienceMs = 30_000;

/** A process under measurement. */
export interface Contestant {
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
}

interface Start {
  readonly name: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  /** Besides what every contestant gets; told the port to listen on, which also stands in `PORT`. */
  readonly env?: (port: string) => NodeJS.ProcessEnv;
}

/** The bench with everything in its place: database, load generator, and contestants to be started. */
export interface Rig extends AsyncDisposable {
  readonly fixture: Fixture;
  /** What a contestant's environment has to hold. */
  readonly environment: NodeJS.ProcessEnv;
  start(start: Start): Promise<Contestant>;
  load(job: LoadJob): Promise<LoadResult>;
  /** A process of the given entry that is told jobs by messages, where the servers run. */
  worker<Job, Result>(name: string, entry: string): Promise<(job: Job) => Promise<Result>>;
}

/** An entry by its path from this folder. */
export const entryOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Set to a folder, each contestant leaves a `.cpuprofile` there when it ends. */
const profileDir = process.env.STEWARD_BENCH_PROFILE;
const profileArgs = (name: string) =>
  profileDir ? ["--cpu-prof", `--cpu-prof-dir=${profileDir}`, `--cpu-prof-name=${name}.cpuprofile`] : [];

export async function openRig(house: House, fixture: Fixture): Promise<Rig> {
  moveTo(databaseCores, postmasterOf(house));
  const directory = mkdtempSync(join(tmpdir(), "steward-bench-wire-"));
  const environment = writeFixture(join(directory, "fixture.json"), fixture);
  const children: ChildProcess[] = [];

  const spawnLogged = (cores: Cores, { name, args, cwd }: Start, env: NodeJS.ProcessEnv, isWorker: boolean) => {
    const log = openSync(join(directory, `${name}.log`), "a");
    const child = spawnOn(cores, {
      args: [...(isWorker ? [] : profileArgs(name)), ...args],
      env: { ...environment, NODE_ENV: "production", ...env },
      stdio: isWorker ? ["ignore", log, log, "ipc"] : ["ignore", log, log],
      ...(cwd ? { cwd } : {}),
    });
    children.push(child);
    return child;
  };
  const worker = async <Job, Result>(cores: Cores, name: string, entry: string) => {
    const child = spawnLogged(cores, { name, args: [entry] }, {}, true);
    return (job: Job) => tell<Job, Result>(child, name, job);
  };
  const generator = await worker<LoadJob, LoadResult>(clientCore, "generator", entryOf("./generator.ts"));

  return {
    fixture,
    environment,
    load: generator,
    worker: (name, entry) => worker(serverCore, name, entry),
    async start(start) {
      const port = await freePort();
      const environment = { PORT: String(port), ...start.env?.(String(port)) };
      const child = spawnLogged(serverCore, start, environment, false);
      await listening(child, port, () => readFileSync(join(directory, `${start.name}.log`), "utf8"));
      return { port, pid: child.pid ?? 0, stop: () => end(child) };
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(children.map(end));
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL writes its process id into the first line of a file beside its data. */
function postmasterOf(house: House): number {
  return Number(readFileSync(join(dirname(house.logFile), "data", "postmaster.pid"), "utf8").split("\n", 1)[0]);
}

async function tell<Job, Result>(child: ChildProcess, name: string, job: Job): Promise<Result> {
  const settled = new AbortController();
  const { signal } = settled;
  try {
    child.send(job as object);
    const gone = once(child, "exit", { signal }).then(([code]) => [{ error: `ended with ${code}` }]);
    const [answer] = await Promise.race([once(child, "message", { signal }), gone]);
    if (answer.error) throw new Error(`${name}: ${answer.error}`);
    return answer.result;
  } finally {
    settled.abort();
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  if (child.connected) child.disconnect();
  else child.kill("SIGTERM");
  const slow = setTimeout(() => child.kill("SIGKILL"), 10_000);
  await exited;
  clearTimeout(slow);
}

async function listening(child: ChildProcess, port: number, output: () => string): Promise<void> {
  const deadlineMs = performance.now() + patienceMs;
  while (!(await accepts(port))) {
    if (child.exitCode !== null) throw new Error(`a contestant ended with ${child.exitCode}:\n${output()}`);
    if (performance.now() > deadlineMs) throw new Error(`a contestant was not ready in time:\n${output()}`);
    await delay(50);
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return address !== null && typeof address === "object" ? address.port : 0;
}
