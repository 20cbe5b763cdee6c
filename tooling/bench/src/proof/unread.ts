import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Measure } from "../kernel/report.ts";

const root = fileURLToPath(new URL("../../../..", import.meta.url));
const tests = "packages/services/src/messaging/unread.test.ts";
const operations = 100_000;

interface TestReport {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly status: string; readonly failureMessages: readonly string[] }[];
  }[];
}

export const measure: Measure = {
  name: "unread",
  description: "what is unread is what a simple model says, after each of a hundred thousand random operations",
  async run(report) {
    const scratch = mkdtempSync(join(tmpdir(), "steward-proof-"));
    const file = join(scratch, "report.json");
    const seed = randomInt(2 ** 31);
    try {
      report.progress(`${operations} operations of twenty members, seed ${seed}`);
      await runTest(file, seed);
      const result: TestReport = JSON.parse(readFileSync(file, "utf8"));
      const failures = result.testResults.flatMap(({ assertionResults }) =>
        assertionResults.flatMap(({ failureMessages }) => failureMessages),
      );
      for (const failure of failures) report.progress(failure);
      report.figure("random operations", operations, "");
      report.figure("runs that ended", result.numPassedTests, "", { atLeast: 1 });
      report.figure("counts that differed from the model", failures.length, "", { atMost: 0 });
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  },
};

/** The same test as ever, for longer and from another beginning. */
function runTest(outputFile: string, seed: number): Promise<void> {
  const child = spawn(
    join(root, "node_modules", ".bin", "vitest"),
    ["run", tests, "--reporter=json", `--outputFile=${outputFile}`],
    {
      cwd: root,
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, STEWARD_PROOF_OPERATIONS: String(operations), STEWARD_PROOF_SEED: String(seed) },
    },
  );
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", () => resolve());
  });
}
