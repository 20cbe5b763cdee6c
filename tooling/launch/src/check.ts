import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { styleText } from "node:util";
import { findCycle, packageGraph } from "./cycles.ts";
import { type RunResult, run, withLocalPrograms } from "./run.ts";
import { formatTally, sum, type Tally } from "./tally.ts";
import { seconds } from "./terminal.ts";
import { readVitestReport } from "./vitest-report.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url)).replace(/\/$/, "");
const quiet = { DO_NOT_TRACK: "1", TURBO_TELEMETRY_DISABLED: "1", NEXT_TELEMETRY_DISABLED: "1" };
const colors = `--colors=${process.stdout.isTTY ? "force" : "off"}`;
/** Only for a test that hangs: what a slow machine does in ten seconds is as right as what is done in one. */
const testTimeoutMs = 180_000;
/** Tests wait for processes and the database more than they compute: two on two cores left a third of both idle. */
const testWorkers = availableParallelism() + 1;
const scratch = mkdtempSync(join(tmpdir(), "steward-check-"));

interface Step {
  readonly label: string;
  readonly run: () => Promise<{ tally: Tally; output: string }>;
}

const program = (name: string, ...args: string[]) =>
  run(name, args, { cwd: root, env: { ...withLocalPrograms(root), ...quiet } });

/** A check counts as one; what it said matters when it failed. */
function asCheck({ exitCode, output }: RunResult): { tally: Tally; output: string } {
  const passed = exitCode === 0;
  return { tally: { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 }, output: passed ? "" : output };
}

async function checkCycles(): Promise<RunResult> {
  const cycle = findCycle(packageGraph(root));
  return cycle
    ? { exitCode: 1, output: `Packages depend on each other: ${cycle.join(" → ")}\n` }
    : { exitCode: 0, output: "" };
}

async function runTests(): Promise<{ tally: Tally; output: string }> {
  const report = join(scratch, "vitest.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const args = ["run", `--maxWorkers=${testWorkers}`, `--testTimeout=${testTimeoutMs}`, ...reporters];
  const { exitCode } = await run("vitest", args, {
    cwd: root,
    // A test file, and a process that it starts, finds compiled what another one has loaded before.
    env: { ...withLocalPrograms(root), ...quiet, NODE_COMPILE_CACHE: join(scratch, "compiled") },
    show: true,
  });
  return { tally: readVitestReport(report, exitCode), output: "" };
}

const steps: Step[] = [
  {
    label: "Format and lint",
    run: async () => asCheck(await program("biome", "ci", "--error-on-warnings", colors, ".")),
  },
  { label: "Boundaries", run: async () => asCheck(await program("turbo", "boundaries")) },
  { label: "Package cycles", run: async () => asCheck(await checkCycles()) },
  { label: "Types", run: async () => asCheck(await program("tsc", "-b", "--checkers", "1")) },
  { label: "Tests", run: runTests },
];

async function check(): Promise<number> {
  const results: { label: string; tally: Tally; ms: number }[] = [];
  for (const step of steps) {
    process.stdout.write(`${styleText("bold", step.label)} …\n`);
    const startedAtMs = performance.now();
    const { tally, output } = await step.run();
    const ms = performance.now() - startedAtMs;
    results.push({ label: step.label, tally, ms });
    process.stdout.write(`${output}${mark(tally)} ${step.label} ${styleText("dim", seconds(ms))}\n\n`);
  }
  for (const { label, tally, ms } of results) {
    process.stdout.write(`${mark(tally)} ${label.padEnd(18)} ${seconds(ms).padStart(9)}   ${formatTally(tally)}\n`);
  }
  const total = sum(results.map(({ tally }) => tally));
  process.stdout.write(`\n${formatTally(total)}\n`);
  return total.failed > 0 ? 1 : 0;
}

const mark = ({ failed }: Tally) => (failed > 0 ? styleText("red", "✗") : styleText("green", "✓"));

try {
  process.exitCode = await check();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
