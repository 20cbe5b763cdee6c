import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Measure, Report } from "../kernel/report.ts";
import { readMemory, watchMemory } from "../start/memory.ts";
import { type Product, startProduct } from "../start/product.ts";

const root = fileURLToPath(new URL("../../../..", import.meta.url));
const mebibyte = 1024 * 1024;
/** How long a product that has just started settles before its memory is read. */
const settleMs = 10_000;

export const measure: Measure = {
  name: "start",
  description:
    "from a bare clone of the last commit to a signed-in member, the second start, and the memory of all processes",
  async run(report) {
    const clone = mkdtempSync(join(tmpdir(), "steward-start-"));
    try {
      execFileSync("git", ["clone", "--quiet", "--no-hardlinks", root, clone]);
      await measureOne(clone, "bare clone to signed in", report);
      await measureOne(clone, "second start to signed in", report);
    } finally {
      rmSync(clone, { recursive: true, force: true });
    }
  },
};

async function measureOne(clone: string, name: string, report: Report): Promise<void> {
  report.progress(name);
  let memory: ReturnType<typeof watchMemory> | undefined;
  let product: Product | undefined;
  try {
    product = await startProduct(clone, (pid) => {
      memory = watchMemory(pid);
    });
    report.figure(name, product.signedInAfterMs / 1000, "s");
    await delay(settleMs);
    const settled = readMemory(product.pid);
    report.figure(`${name}, memory while idle`, settled.bytes / mebibyte, "MiB");
    report.figure(`${name}, processes`, settled.processes, "processes");
  } finally {
    const peak = memory?.stop();
    if (peak) report.figure(`${name}, peak memory`, peak.bytes / mebibyte, "MiB");
    if (product) report.figure(`${name}, Ctrl-C to gone`, (await product.stop()) / 1000, "s");
  }
}
