import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { join } from "node:path";

export const compiler = join(createRequire(import.meta.url).resolve("typescript/package.json"), "..", "bin", "tsc");

/** What the compiler said of itself and of the code. */
export interface Compilation {
  /** The files with errors, as the compiler names them: `web/src/widget0.ts`. */
  readonly wrongFiles: readonly string[];
  /** The first errors, for whoever did not expect any. */
  readonly complaint: string;
  readonly instantiations: number;
  readonly checkMs: number;
  /** Parsing, binding and checking; of a build, all projects together. */
  readonly totalMs: number;
  readonly memoryBytes: number;
}

const complaintLength = 2_000;

/** Runs the compiler with one checker, so that its counts are the same every time. */
export async function compile(directory: string, args: readonly string[]): Promise<Compilation> {
  const child = spawn(
    process.execPath,
    [compiler, ...args, "--checkers", "1", "--extendedDiagnostics", "--pretty", "false"],
    {
      cwd: directory,
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    output += chunk;
  });
  await once(child, "close");
  const errors = output.split("\n").filter((line) => line.includes(": error TS"));
  return {
    wrongFiles: [...new Set(errors.map((line) => line.slice(0, line.indexOf("("))))],
    complaint: errors.join("\n").slice(0, complaintLength),
    instantiations: figure(output, "Instantiations"),
    checkMs: figure(output, "Check time") * 1_000,
    totalMs: figure(output, "Total time") * 1_000,
    memoryBytes: figure(output, "Memory used") * 1_024,
  };
}

/** Of a build, the sum over its projects; zero where nothing had to be built. */
function figure(output: string, name: string): number {
  const found = [...output.matchAll(new RegExp(`^(?:Aggregate )?${name}: +([\\d.]+)`, "gm"))];
  return Number(found.at(-1)?.[1] ?? 0);
}
