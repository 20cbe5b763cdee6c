import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";

export interface RunResult {
  readonly exitCode: number;
  readonly output: string;
}

export interface RunOptions {
  cwd: string;
  env?: Readonly<Record<string, string | undefined>>;
  /** Shows what the program writes while it runs. */
  show?: boolean;
}

/** Runs a program to its end; what it wrote to both outputs comes back in the order it came. */
export function run(
  program: string,
  args: readonly string[],
  { cwd, env, show = false }: RunOptions,
): Promise<RunResult> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        output += chunk.toString("utf8");
        if (show) process.stdout.write(chunk);
      });
    }
    child.once("error", (error) => resolve({ exitCode: 127, output: `${output}${program}: ${error.message}\n` }));
    child.once("close", (code, signal) => resolve({ exitCode: code ?? (signal ? 1 : 0), output }));
  });
}

/** An environment in which the workspace's own programs come first. */
export function withLocalPrograms(root: string): Record<string, string> {
  return { PATH: [join(root, "node_modules", ".bin"), process.env.PATH ?? ""].join(delimiter) };
}

export function resolveFrom(directory: string, request: string): string {
  return createRequire(join(directory, "package.json")).resolve(request);
}
