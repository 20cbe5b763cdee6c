import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { digestOf, isBuilt } from "./build.ts";
import { findChromium } from "./chromium.ts";
import { findCycle, packageGraph } from "./cycles.ts";
import { readPlaywrightReport } from "./playwright-report.ts";
import { formatTally, sum } from "./tally.ts";
import { readVitestReport } from "./vitest-report.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url)).replace(/\/$/, "");
let scratch: string;

beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), "steward-check-test-"));
});
afterEach(() => rmSync(scratch, { recursive: true, force: true }));

const write = (file: string, content: unknown) => {
  const path = join(scratch, file);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
};

describe("package cycles", () => {
  const graph = (edges: Record<string, string[]>) => new Map(Object.entries(edges));

  test("are found with the way around", () => {
    expect(findCycle(graph({ a: ["b", "c"], b: ["c"], c: [] }))).toBeUndefined();
    expect(findCycle(graph({ x: ["a"], a: ["b"], b: ["c"], c: ["a"] }))).toEqual(["a", "b", "c", "a"]);
    expect(findCycle(graph({ a: ["a"] }))).toEqual(["a", "a"]);
  });

  test("are not in this workspace, whose packages are all seen", () => {
    const workspace = packageGraph(root);
    expect(workspace.get("@steward/api")).toContain("@steward/services");
    expect(workspace.size).toBeGreaterThan(12);
    expect(findCycle(workspace)).toBeUndefined();
  });
});

describe("the tally", () => {
  const report = (counts: [number, number, number, number], testResults: unknown[] = []) => {
    const [numPassedTests, numFailedTests, numPendingTests, numTodoTests] = counts;
    return write("report.json", { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults });
  };

  test("counts what vitest counted", () => {
    expect(readVitestReport(report([10, 2, 3, 1]), 1)).toEqual({ passed: 10, failed: 2, skipped: 4 });
  });

  test("counts a file that could not be loaded, and a run that fails without a failed test", () => {
    const broken = [{ status: "failed", assertionResults: [] }];
    expect(readVitestReport(report([10, 0, 0, 0], broken), 1)).toEqual({ passed: 10, failed: 1, skipped: 0 });
    expect(readVitestReport(report([10, 0, 0, 0]), 1)).toEqual({ passed: 10, failed: 1, skipped: 0 });
    expect(readVitestReport(report([10, 0, 0, 0]), 0)).toEqual({ passed: 10, failed: 0, skipped: 0 });
    expect(readVitestReport(join(scratch, "none.json"), 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  test("counts a journey that only passes at its second try as failed", () => {
    const stats = { expected: 4, unexpected: 0, flaky: 1, skipped: 2 };
    expect(readPlaywrightReport(write("journeys.json", { stats }), 0)).toEqual({ passed: 4, failed: 1, skipped: 2 });
    expect(readPlaywrightReport(join(scratch, "none.json"), 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  test("is one line", () => {
    const total = sum([
      { passed: 1, failed: 0, skipped: 0 },
      { passed: 41, failed: 2, skipped: 3 },
    ]);
    expect(formatTally(total)).toBe("42 passed, 2 failed, 3 skipped");
  });
});

describe(".ci/run", () => {
  /** The script in a directory of its own, with an `npm` that says and returns what the test wants. */
  function ci(commands: { test: string; journeys: string }) {
    cpSync(join(root, ".ci"), join(scratch, ".ci"), { recursive: true });
    const npm = `#!/bin/sh\ncase "$*" in\n  test) ${commands.test} ;;\n  "run journeys") ${commands.journeys} ;;\nesac\n`;
    chmodSync(write("bin/npm", npm), 0o755);
    const result = spawnSync("bash", [".ci/run"], {
      cwd: scratch,
      env: { PATH: `${join(scratch, "bin")}:${process.env.PATH}` },
      encoding: "utf8",
    });
    return { status: result.status, last: result.stdout.trimEnd().split("\n").at(-1) };
  }

  test("adds up both commands in its last line", () => {
    const green = ci({
      test: "echo '3 passed, 0 failed, 9 skipped'; echo; echo '500 passed, 0 failed, 2 skipped'",
      journeys: "echo '12 passed, 0 failed, 0 skipped'",
    });
    expect(green).toEqual({ status: 0, last: "512 passed, 0 failed, 2 skipped" });
  });

  test("fails when either fails, also without a word", () => {
    const tests = "echo '500 passed, 0 failed, 0 skipped'";
    expect(ci({ test: tests, journeys: "echo '11 passed, 1 failed, 0 skipped'; exit 1" })).toEqual({
      status: 1,
      last: "511 passed, 1 failed, 0 skipped",
    });
    expect(ci({ test: tests, journeys: "echo Killed; exit 137" })).toEqual({
      status: 1,
      last: "500 passed, 1 failed, 0 skipped",
    });
    expect(ci({ test: `${tests}; exit 1`, journeys: "echo '1 passed, 0 failed, 0 skipped'" })).toEqual({
      status: 1,
      last: "501 passed, 1 failed, 0 skipped",
    });
  });
});

describe("a build", () => {
  const sources = () => {
    write("apps/web/src/app/page.tsx", "export default 1;");
    write("apps/web/package.json", "{}");
    write("packages/ui/src/button.tsx", "button");
    write("pnpm-lock.yaml", "lock");
    return digestOf(scratch, "web");
  };

  test("is due when a source, a package or the lock file changed, and not for a test", () => {
    const before = sources();
    write("packages/ui/src/button.test.tsx", "test");
    write("apps/admin/src/app/page.tsx", "other");
    expect(digestOf(scratch, "web")).toBe(before);
    for (const file of [
      "apps/web/src/app/page.tsx",
      "packages/ui/src/button.tsx",
      "pnpm-lock.yaml",
      "apps/web/new.ts",
    ]) {
      sources();
      rmSync(join(scratch, "apps/web/new.ts"), { force: true });
      write(file, "changed");
      expect(digestOf(scratch, "web"), file).not.toBe(before);
    }
  });

  test("stands only where it was finished from these very sources", () => {
    const digest = sources();
    expect(isBuilt(scratch, "web", digest)).toBe(false);
    write("apps/web/.next/steward-inputs", digest);
    expect(isBuilt(scratch, "web", digest)).toBe(false);
    write("apps/web/.next/BUILD_ID", "id");
    expect(isBuilt(scratch, "web", digest)).toBe(true);
    expect(isBuilt(scratch, "web", "other")).toBe(false);
  });
});

test("Chromium is what CHROME_PATH says, else what the PATH has", () => {
  const mine = write("bin/chromium", "#!/bin/sh\n");
  expect(findChromium({ CHROME_PATH: mine })).toBeUndefined();
  chmodSync(mine, 0o755);
  expect(findChromium({ CHROME_PATH: mine })).toBe(mine);
  expect(findChromium({ PATH: join(scratch, "bin") })).toBe(mine);
});
