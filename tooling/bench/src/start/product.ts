import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

const patienceMs = 900_000;

/** A product started with `npm start`, as a person would. */
export interface Product {
  /** Of npm; everything else descends from it. */
  readonly pid: number;
  readonly webUrl: string;
  /** From the command to the answer of a sign-in. */
  readonly signedInAfterMs: number;
  /** Ctrl-C; resolves with the milliseconds until everything was gone. */
  stop(): Promise<number>;
}

/**
 * Runs `npm start` in a checkout and signs in as soon as anybody could.
 *
 * @param settings beside its ports and `STEWARD_DATA`, which is `.steward` in the checkout
 */
export async function startProduct(
  directory: string,
  onSpawn: (pid: number) => void,
  settings: NodeJS.ProcessEnv = {},
): Promise<Product> {
  const [web, admin, server, worker] = await freePorts();
  const startedAtMs = performance.now();
  const child = spawn("npm", ["start"], {
    cwd: directory,
    env: {
      ...environmentOfAPerson(),
      ...settings,
      STEWARD_DATA: ".steward",
      STEWARD_WEB_PORT: String(web),
      STEWARD_ADMIN_PORT: String(admin),
      STEWARD_API_PORT: String(server),
      STEWARD_WORKER_PORT: String(worker),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "close");
  onSpawn(child.pid ?? 0);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString("utf8");
    });
  }
  await waitUntil(
    child,
    () => output.includes("Sign in with the password"),
    () => output,
  );
  const answer = await fetch(`http://localhost:${server}/trpc/auth.token.create`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ json: { email: "member@acme.test", password: "steward-demo" } }),
  });
  if (answer.status !== 200) throw new Error(`The sign-in was answered with ${answer.status}: ${await answer.text()}`);
  const signedInAfterMs = performance.now() - startedAtMs;
  return {
    pid: child.pid ?? 0,
    webUrl: `http://localhost:${web}`,
    signedInAfterMs,
    async stop() {
      const askedAtMs = performance.now();
      const { pid }: { pid: number } = JSON.parse(readFileSync(join(directory, ".steward", "running.json"), "utf8"));
      process.kill(pid, "SIGINT");
      await ended;
      return performance.now() - askedAtMs;
    },
  };
}

/** Without what the package managers above us set: pnpm tells the scripts it runs not to install. */
function environmentOfAPerson(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^p?npm_/i.test(name)));
}

async function waitUntil(child: ChildProcess, holds: () => boolean, output: () => string): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (!holds()) {
    if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}:\n${output()}`);
    if (performance.now() > deadline) throw new Error(`npm start was not ready after ${patienceMs} ms:\n${output()}`);
    await delay(50);
  }
}

async function freePorts(): Promise<number[]> {
  const probes = Array.from({ length: 4 }, () => createServer().listen(0, "127.0.0.1"));
  const ports = await Promise.all(
    probes.map(async (probe) => {
      await once(probe, "listening");
      const address = probe.address();
      return address !== null && typeof address === "object" ? address.port : 0;
    }),
  );
  await Promise.all(probes.map((probe) => new Promise((resolve) => probe.close(resolve))));
  return ports;
}
