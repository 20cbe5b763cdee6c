import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createTestDatabase } from "@steward/db/testing";
import { listen } from "@steward/ports/process";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { findFreePorts } from "./ports.ts";
import { isAlive } from "./processes.ts";

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

let scratch: string;
let environment: Record<string, string>;
const started: ChildProcess[] = [];

beforeEach(async () => {
  scratch = mkdtempSync(join(tmpdir(), "steward-launch-test-"));
  // The embedded database's own account must be able to go in.
  chmodSync(scratch, 0o755);
  const ports = await findFreePorts();
  environment = {
    PATH: process.env.PATH ?? "",
    ...(process.env.NODE_COMPILE_CACHE && { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE }),
    STEWARD_DATA: join(scratch, "data"),
    STEWARD_API_PORT: String(ports.server),
    STEWARD_WORKER_PORT: String(ports.worker),
    STEWARD_WEB_PORT: String(ports.web),
    STEWARD_ADMIN_PORT: String(ports.admin),
    STEWARD_DEMO: "0",
  };
});

afterEach(async () => {
  for (const child of started.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    const impatience = setTimeout(() => child.kill("SIGKILL"), 15_000);
    await ended;
    clearTimeout(impatience);
  }
  rmSync(scratch, { recursive: true, force: true });
});

interface Start {
  readonly child: ChildProcess;
  /** Everything it has written so far. */
  output(): string;
  ended(): Promise<number | null>;
}

/** The launcher as `npm start` runs it, with the two processes that need no build. */
function start(changes: Record<string, string> = {}, args: string[] = []): Start {
  const child = spawn(
    process.execPath,
    ["--import", here("require-node.mjs"), here("main.ts"), "--only", "server,worker", ...args],
    { env: { ...environment, ...changes }, stdio: ["ignore", "pipe", "pipe"] },
  );
  started.push(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString("utf8");
    });
  }
  const closed = once(child, "close");
  return { child, output: () => output, ended: async () => (await closed)[0] };
}

/** What a start that cannot succeed says last. */
async function complaintOf(changes: Record<string, string>, args?: string[]): Promise<string> {
  const launcher = start(changes, args);
  expect(await launcher.ended()).toBe(1);
  expect(launcher.output()).not.toMatch(/\n\s+at .+:\d+:\d+/);
  return launcher.output().trimEnd().split("\n").at(-1) ?? "";
}

describe("one sentence says what to do when", () => {
  test("a port is taken", async () => {
    const other = createServer();
    const port = await listen(other, 0, "127.0.0.1");
    const sentence = await complaintOf({ STEWARD_API_PORT: String(port) });
    expect(sentence).toMatch(
      new RegExp(
        `^Port ${port} is taken by process ${process.pid} \\(.+\\): stop it, or set STEWARD_API_PORT to another port`,
      ),
    );
    other.close();
  });

  test("two ports are the same", async () => {
    expect(await complaintOf({ STEWARD_WEB_PORT: "4555", STEWARD_ADMIN_PORT: "4555" })).toBe(
      "STEWARD_ADMIN_PORT and STEWARD_WEB_PORT are both 4555: set one of them to another port.",
    );
  });

  test("a port is no port", async () => {
    expect(await complaintOf({ STEWARD_WEB_PORT: "http" })).toMatch(
      /^STEWARD_WEB_PORT is not a number: set it to a port between 1 and 65535/,
    );
  });

  test("the data directory cannot be written", async () => {
    writeFileSync(join(scratch, "file"), "");
    expect(await complaintOf({ STEWARD_DATA: join(scratch, "file", "data") })).toBe(
      `The directory ${join(scratch, "file", "data")} cannot be written (ENOTDIR): make it writable, or set STEWARD_DATA to another one.`,
    );
    expect(await complaintOf({ STEWARD_DATA: "/proc/steward" })).toMatch(
      /^The directory \/proc\/steward cannot be written/,
    );
  });

  test("DATABASE_URL is no URL", async () => {
    expect(await complaintOf({ DATABASE_URL: "localhost:5432" })).toMatch(
      /^DATABASE_URL is not of the form postgres:\/\/user:password@host:5432\/database/,
    );
  });

  test("nobody listens at DATABASE_URL, or its host is unknown", async () => {
    const unused = (await findFreePorts()).server;
    expect(await complaintOf({ DATABASE_URL: `postgres://steward:hunter2@127.0.0.1:${unused}/steward` })).toBe(
      `Cannot reach PostgreSQL at postgres://steward@127.0.0.1:${unused}/steward: nothing listens there.`,
    );
  });

  test("the password in DATABASE_URL is wrong", async () => {
    await using database = await createTestDatabase();
    const url = new URL(database.ownerUrl);
    url.password = "wrong";
    expect(await complaintOf({ DATABASE_URL: url.toString() })).toMatch(
      /refuses this user or password; check DATABASE_URL\.$/,
    );
  });

  test("the database in DATABASE_URL does not exist", async () => {
    await using database = await createTestDatabase();
    const url = new URL(database.ownerUrl);
    url.pathname = "/no_such_database";
    expect(await complaintOf({ DATABASE_URL: url.toString() })).toMatch(
      /does not exist; create it, or name another one\.$/,
    );
  });

  test("Node is too old", async () => {
    const pretend = `data:text/javascript,Object.defineProperty(process.versions,"node",{value:"20.20.2"})`;
    const child = spawn(process.execPath, ["--import", pretend, "--import", here("require-node.mjs"), here("main.ts")]);
    let complaint = "";
    child.stderr.on("data", (chunk: Buffer) => {
      complaint += chunk.toString("utf8");
    });
    const [code] = await once(child, "close");
    expect(code).toBe(1);
    expect(complaint).toMatch(/^Steward needs Node\.js 24 \(24\.21 or newer\) and this is 20\.20\.2: install it from/);
  });

  test("an option is mistyped", async () => {
    expect(await complaintOf({}, ["--only", "sever"])).toBe(
      '--only knows no "sever": choose among server, worker, web, admin.',
    );
  });
});

test("a start that was killed does not keep the next one out", async () => {
  const dead = spawn(process.execPath, ["-e", ""]);
  await once(dead, "exit");
  await complaintOf({ DATABASE_URL: "not a url" });
  writeFileSync(
    join(scratch, "data", "running.json"),
    JSON.stringify({ pid: dead.pid, address: "http://localhost:3000" }),
  );
  expect(await complaintOf({ DATABASE_URL: "not a url" })).toMatch(/^DATABASE_URL is not of the form/);
});

describe("a product that runs", () => {
  const ready = (launcher: Start) =>
    vi.waitFor(() => expect(launcher.output()).toContain("Ready"), { timeout: 150_000, interval: 50 });
  const gone = { timeout: 60_000, interval: 100 };
  const api = () => `http://127.0.0.1:${environment.STEWARD_API_PORT}`;
  const postmaster = () =>
    Number(readFileSync(join(scratch, "data/cluster/data/postmaster.pid"), "utf8").split("\n")[0]);

  test("keeps a second one out, keeps its secrets, and Ctrl-C leaves nothing behind", async () => {
    const launcher = start();
    await ready(launcher);
    expect((await fetch(`${api()}/health/ready`)).status).toBe(200);
    expect(await complaintOf({})).toMatch(
      new RegExp(
        `^Steward is running already \\(process ${launcher.child.pid}, http://localhost:\\d+\\): stop it first`,
      ),
    );
    const secrets = join(scratch, "data", "secrets.json");
    expect(statSync(secrets).mode & 0o777).toBe(0o600);
    const database = postmaster();
    launcher.child.kill("SIGINT");
    expect(await launcher.ended()).toBe(0);
    expect(isAlive(database)).toBe(false);
    await expect(fetch(`${api()}/health/live`)).rejects.toThrow();

    const before = readFileSync(secrets, "utf8");
    const again = start({ STEWARD_OPERATOR: "ann@steward.example" });
    await ready(again);
    expect(again.output()).toMatch(/http:\/\/localhost:\d+\/reset-password\?token=[\w-]{43}/);
    expect(readFileSync(secrets, "utf8")).toBe(before);
    // No process gets the owner's address that does not need it, and none gets what is not its business.
    const environmentOf = (service: string) => environOf(again, `apps/${service}`);
    expect(environmentOf("server")).not.toMatch(/DATABASE_URL=postgres:\/\/postgres:|(^|\0)DATABASE_URL=/);
    expect(environmentOf("worker")).not.toContain("STEWARD_SECRET");
    again.child.kill("SIGINT");
    expect(await again.ended()).toBe(0);
  });

  test("ends as a whole, with the last lines of its log, when one of its processes dies", async () => {
    const launcher = start();
    await ready(launcher);
    const worker = childrenOf(launcher).find((pid) => cwdOf(pid).endsWith("apps/worker"));
    process.kill(worker ?? 0, "SIGKILL");
    expect(await launcher.ended()).toBe(1);
    expect(launcher.output()).toMatch(
      /The worker was ended by SIGKILL; its log is .+worker\.log\.\n\s+\{"level":"info"/,
    );
    await expect(fetch(`${api()}/health/live`)).rejects.toThrow();
  });

  test("does not outlive a launcher that is killed", async () => {
    const launcher = start();
    await ready(launcher);
    const database = postmaster();
    const children = childrenOf(launcher);
    expect(children.length).toBeGreaterThanOrEqual(2);
    launcher.child.kill("SIGKILL");
    await launcher.ended();
    await vi.waitFor(() => expect([...children, database].filter(isAlive)).toEqual([]), gone);
  });

  test("goes at once at the second Ctrl-C, and the database still ends in order", async () => {
    const launcher = start();
    await ready(launcher);
    const database = postmaster();
    launcher.child.kill("SIGINT");
    await delay(20);
    launcher.child.kill("SIGINT");
    expect([130, 0]).toContain(await launcher.ended());
    await vi.waitFor(() => expect(isAlive(database)).toBe(false), gone);
  });
});

function childrenOf({ child }: Start): number[] {
  const listed = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, "utf8");
  return listed.trim().split(" ").map(Number);
}

const cwdOf = (pid: number) => readlinkSync(`/proc/${pid}/cwd`);

function environOf(launcher: Start, directory: string): string {
  const pid = childrenOf(launcher).find((candidate) => cwdOf(candidate).endsWith(directory));
  return readFileSync(`/proc/${pid}/environ`, "utf8");
}
