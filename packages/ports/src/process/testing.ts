import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

export interface TestProcess {
  readonly child: ChildProcess;
  readonly url: string;
  /** The JSON lines so far. */
  readonly lines: Record<string, unknown>[];
  /** Sends a signal and resolves with how the process ended. */
  end(signal: NodeJS.Signals): Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

/**
 * Starts one of our processes for a test and waits until it says that it listens.
 * Rejects with what it wrote to standard error when it ends before that.
 */
export async function startProcess(entry: string, environment: Record<string, string>): Promise<TestProcess> {
  const child = spawn(process.execPath, [entry], {
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = once(child, "exit");
  const lines: Record<string, unknown>[] = [];
  let complaint = "";
  child.stderr.on("data", (chunk: Buffer) => {
    complaint += chunk.toString("utf8");
  });
  const port = await new Promise<number>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (text) => {
      const line: Record<string, unknown> = JSON.parse(text);
      lines.push(line);
      if (line.msg === "listening") resolve(Number(line.port));
    });
    child.once("close", (code) => {
      reject(new Error(`ended with ${code}: ${complaint || JSON.stringify(lines.at(-1))}`));
    });
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
