import { spawn } from "node:child_process";
import { once } from "node:events";
import type { TestServer } from "@steward/db/testing";
import { createScratch, type Scratch } from "./scratch.ts";
import type { SourceMutant } from "./source-mutants.ts";

/** What became of one mutant. */
export interface Verdict {
  readonly mutant: SourceMutant;
  /** The suite that went red; null for a mutant that nobody noticed. */
  readonly killer: string | null;
}

interface KillOptions {
  readonly repository: string;
  /** Where the suites that are no vitest make their databases. */
  readonly server: TestServer;
  readonly concurrency: number;
  progress(message: string): void;
}

/** Longer than any suite takes; a mutant that makes one hang has been noticed too. */
const patienceMs = 180_000;

/**
 * Breaks the sources one way at a time, in copies of them, and runs the suites that could notice, smallest first, until
 * one is red. A suite that is red without a mutant would notice anything, so each is run on the whole sources before it
 * is believed: throws when one is red then.
 */
export async function killSource(mutants: readonly SourceMutant[], options: KillOptions): Promise<Verdict[]> {
  const { server, progress } = options;
  const scratches = Array.from({ length: options.concurrency }, () => createScratch(options.repository));
  const sound = new Map<string, Promise<boolean>>();
  const findKiller = async (scratch: Scratch, { file, text, suites }: SourceMutant): Promise<string | null> => {
    for (const suite of suites) {
      const whole = sound.get(suite) ?? isRed(scratch, suite, server);
      sound.set(suite, whole);
      if (await whole) throw new Error(`${suite} is red without any mutant.`);
      if (await scratch.withText(file, text, () => isRed(scratch, suite, server))) return suite;
    }
    return null;
  };
  try {
    const verdicts: Verdict[] = [];
    await inTurn(scratches, mutants, async (scratch, mutant) => {
      const killer = await findKiller(scratch, mutant);
      verdicts.push({ mutant, killer });
      if (killer === null) progress(`survived: ${mutant.file}:${mutant.line} ${mutant.what}`);
      if (verdicts.length % 20 === 0) progress(`${verdicts.length} of ${mutants.length}`);
    });
    return verdicts;
  } finally {
    for (const scratch of scratches) scratch.remove();
  }
}

/** Each item once, as many at a time as there are scratches. */
async function inTurn<T>(
  scratches: readonly Scratch[],
  items: readonly T[],
  work: (scratch: Scratch, item: T) => Promise<void>,
): Promise<void> {
  const queue = [...items];
  const lane = async (scratch: Scratch) => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(scratch, item);
  };
  const lanes = await Promise.allSettled(scratches.map(lane));
  const failed = lanes.find((result) => result.status === "rejected");
  if (failed) throw failed.reason;
}

/** `matrix` and `attack` are plain scripts; everything else is a test file. */
async function isRed({ root }: Scratch, suite: string, server: TestServer): Promise<boolean> {
  const test = /^packages\/(\w+)\/(.*\.test\.ts)$/.exec(suite);
  const args = test
    ? ["node_modules/vitest/vitest.mjs", "run", "--bail=1", "--project", String(test[1]), String(test[2])]
    : ["tooling/bench/src/mutation/suite.ts", suite];
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: "ignore",
    env: { ...process.env, STEWARD_TEST_SERVER: JSON.stringify(server) },
  });
  const timer = setTimeout(() => child.kill("SIGKILL"), patienceMs);
  const [code] = await once(child, "exit");
  clearTimeout(timer);
  return code !== 0;
}
