import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureChromium } from "./chromium.ts";
import { isSentence, LaunchError } from "./failure.ts";
import { Launch } from "./launch.ts";
import { readPlaywrightReport } from "./playwright-report.ts";
import { findFreePorts } from "./ports.ts";
import { resolveFrom, run } from "./run.ts";
import { launchSettings } from "./settings.ts";
import { formatTally, type Tally } from "./tally.ts";
import { createProgress } from "./terminal.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url)).replace(/\/$/, "");
const journeys = join(root, "tooling", "journeys");
const scratch = mkdtempSync(join(tmpdir(), "steward-journeys-"));
const progress = createProgress(process.stdout);
const launch = new Launch();

/** Runs the browser's journeys against a product of their own: fresh data, free ports. Arguments go to Playwright. */
async function main(): Promise<Tally> {
  const chromium = await progress.step("Chromium", async (note) => {
    const found = await ensureChromium();
    note(found);
    return found;
  });
  const { DATABASE_URL: _, ...environment } = process.env;
  const settings = {
    ...launchSettings({ ...environment, STEWARD_DATA: join(scratch, "data") }, root),
    ports: await findFreePorts(),
    demo: true,
    // All the journeys' people come from one address, and sign up and reset passwords more often than any office does.
    handedThrough: { STEWARD_AUTH_RATE_LIMIT: "100000" },
  };
  const { urls } = await launch.start({ root, settings, progress });
  const report = join(scratch, "report.json");
  const { exitCode } = await run(
    process.execPath,
    [resolveFrom(journeys, "@playwright/test/cli"), "test", "--reporter=list,json", ...process.argv.slice(2)],
    {
      cwd: journeys,
      show: true,
      env: {
        CHROME_PATH: chromium,
        PLAYWRIGHT_JSON_OUTPUT_FILE: report,
        STEWARD_WEB_URL: urls.web,
        STEWARD_ADMIN_URL: urls.admin,
        STEWARD_API_URL: urls.server,
      },
    },
  );
  return readPlaywrightReport(report, exitCode);
}

async function finish(exitCode: number): Promise<void> {
  await launch.stop(progress).catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
  progress.end();
  rmSync(scratch, { recursive: true, force: true });
  process.exit(exitCode);
}

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void finish(130));

try {
  const tally = await main();
  process.exitCode = tally.failed > 0 ? 1 : 0;
  progress.print(`\n${formatTally(tally)}`);
} catch (error) {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  progress.print(isSentence(error) ? message : (stack ?? message));
  if (error instanceof LaunchError) progress.print(error.lines.join("\n"));
  progress.print(`\n${formatTally({ passed: 0, failed: 1, skipped: 0 })}`);
  process.exitCode = 1;
}
await finish(Number(process.exitCode));
