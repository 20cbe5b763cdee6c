import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Tally } from "./tally.ts";

const reportSchema = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
});

/** Counts a Playwright run. A journey that passes only at its second try has failed: something in it is not sure. */
export function readPlaywrightReport(file: string, exitCode: number): Tally {
  let report: unknown;
  try {
    report = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    // No report: it did not get that far.
  }
  const stats = reportSchema.safeParse(report).data?.stats;
  if (!stats) return { passed: 0, failed: 1, skipped: 0 };
  const failed = stats.unexpected + stats.flaky;
  return { passed: stats.expected, failed: failed === 0 && exitCode !== 0 ? 1 : failed, skipped: stats.skipped };
}
