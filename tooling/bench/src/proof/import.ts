import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Measure } from "../kernel/report.ts";

const root = fileURLToPath(new URL("../../../..", import.meta.url));
const tests = "packages/services/src/crm/import";
const histories = 150;

interface TestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly { readonly assertionResults: readonly TestResult[] }[];
}

interface TestResult {
  readonly status: string;
  readonly fullName: string;
  readonly failureMessages: readonly string[];
}

export const measure: Measure = {
  name: "import",
  description:
    "random files, bad files and deaths halfway: an import comes in whole or not at all, and undo leaves nothing",
  async run(report) {
    const scratch = mkdtempSync(join(tmpdir(), "steward-proof-"));
    const file = join(scratch, "report.json");
    try {
      report.progress(`${histories} random histories of imports, with real files and broken ones`);
      await runTests(file);
      const result: TestReport = JSON.parse(readFileSync(file, "utf8"));
      const failures = result.testResults.flatMap(({ assertionResults }) =>
        assertionResults.filter(({ status }) => status === "failed"),
      );
      for (const { fullName, failureMessages } of failures)
        report.progress(`${fullName}\n${failureMessages.join("\n")}`);
      report.figure("random histories", histories, "");
      report.figure("checks passed", result.numPassedTests, "", { atLeast: 20 });
      report.figure("checks failed", result.numFailedTests, "", { atMost: 0 });
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  },
};

/** The same tests as ever, with many more runs of the one that makes up its histories. */
function runTests(outputFile: string): Promise<void> {
  const args = ["run", tests, "--reporter=json", `--outputFile=${outputFile}`];
  const child = spawn(join(root, "node_modules", ".bin", "vitest"), args, {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, STEWARD_PROOF_RUNS: String(histories) },
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    // Failed tests are in the report, which a run that broke off has not written.
    child.once("exit", () => resolve());
  });
}
