import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export interface TestProcess {
  readonly child: ChildProcess;
  readonly url: string;
  /** The JSON lines so far. */
  readonly lines: Record<string, unknown>[];
  /** Sends a signal and resolves with how the process ended. */
  end(signal: NodeJS.Signals): Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

/** Starts a worker process on a port of the system's choice and waits until it listens. */
export async function startProcess(environment: Record<string, string>): Promise<TestProcess> {
  const child = spawn(process.execPath, [fileURLToPath(new URL("./main.ts", import.meta.url))], {
    env: { PATH: process.env.PATH, STEWARD_WORKER_PORT: "0", ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const lines: Record<string, unknown>[] = [];
  const port = await new Promise<number>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (text) => {
      const line: Record<string, unknown> = JSON.parse(text);
      lines.push(line);
      if (line.msg === "listening") resolve(Number(line.port));
    });
    child.once("exit", (code) => reject(new Error(`the worker ended with ${code}: ${JSON.stringify(lines.at(-1))}`)));
  });
  return {
    child,
    url: `http://127.0.0.1:${port}`,
    lines,
    async end(signal) {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      const [code, received] = await exited;
      return { code, signal: received };
    },
  };
}
