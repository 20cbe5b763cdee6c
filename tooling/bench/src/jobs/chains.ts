import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { defineJob } from "@steward/contracts";
import { uuidv7 } from "@steward/db";
import { installJobQueue } from "@steward/db/migrate";
import type { TestServer } from "@steward/db/testing";
import { startProcess, type TestProcess } from "@steward/ports/process/testing";
import { enqueue } from "@steward/services/kernel";
import { actingAs, createTwoTenants, type TwoTenants } from "@steward/testing";
import pg from "pg";
import { z } from "zod";

/** The worker of its own tests: what it does at a step is told there (`test.step`). */
const entry = fileURLToPath(new URL("../../../../apps/worker/src/testing/main.ts", import.meta.url));
const step = defineJob("test.step", z.object({ entityId: z.uuid(), step: z.number() }), { retryDelaySeconds: 1 });
/** The other jobs of that worker, which must have queues too. */
const others = ["quick", "flaky", "refused", "steady", "stuck", "noter", "echoer", "ticker"].map((name) =>
  defineJob(`test.${name}`, z.object({})),
);
const steps = 3;
const patienceMs = 600_000;

export interface ChainOptions {
  readonly chains: number;
  /** A worker is killed and another one started so often. */
  readonly killEveryMs: number;
  /** Times that every connection to the database is cut at once. */
  readonly outages: number;
}

export interface ChainResult {
  readonly kills: number;
  readonly outages: number;
  readonly jobs: number;
  /** From the last kill until everything was done. */
  readonly recoverySeconds: number;
  /** A sentence for each step that was never done, done twice, or is still asked for. */
  readonly faults: readonly string[];
}

/**
 * Asks for chains of three jobs, each of which leaves a mark and asks for the next, while workers are killed and the
 * database is cut off; then counts the marks.
 */
export async function runChains(
  server: TestServer,
  { chains, killEveryMs, outages }: ChainOptions,
  progress: (message: string) => void,
): Promise<ChainResult> {
  await using two = await createTwoTenants(server);
  const owner = new pg.Client({ connectionString: two.ownerUrl });
  owner.on("error", () => {});
  await owner.connect();
  await installJobQueue(owner, two.ownerUrl, [step, ...others]);
  const workers = await Promise.all([start(two), start(two)]);
  try {
    const wanted = chains * steps;
    for (let left = chains; left > 0; left -= 500) {
      await actingAs(two.database, left % 1_000 === 0 ? two.acme : two.globex).write(async (ctx) => {
        for (let count = Math.min(left, 500); count > 0; count -= 1) {
          await enqueue(ctx, step, { entityId: uuidv7(), step: 1 });
        }
      });
    }
    let kills = 0;
    let cut = 0;
    let done = 0;
    const startedAtMs = performance.now();
    // Until nine of ten are done; the rest shows how soon it recovers.
    while (done < wanted * 0.9 && performance.now() - startedAtMs < patienceMs) {
      await delay(killEveryMs);
      const victim = kills % workers.length;
      await workers[victim]?.end("SIGKILL");
      workers[victim] = await start(two);
      kills += 1;
      done = await countMarks(owner);
      if (cut < outages && done > (wanted * 0.9 * (cut + 1)) / (outages + 1)) {
        await cutAll(owner);
        cut += 1;
      }
      if (kills % 10 === 0) progress(`${done} of ${wanted} steps, ${kills} workers killed`);
    }
    const lastKillMs = performance.now();
    while ((await countMarks(owner)) < wanted && performance.now() - lastKillMs < patienceMs / 4) await delay(100);
    const recoverySeconds = (performance.now() - lastKillMs) / 1_000;
    return { kills, outages: cut, jobs: wanted, recoverySeconds, faults: await judge(owner, wanted) };
  } finally {
    await Promise.all(workers.map((worker) => worker.end("SIGKILL")));
    await owner.end();
  }
}

const start = (two: TwoTenants): Promise<TestProcess> =>
  startProcess(entry, {
    STEWARD_WORKER_PORT: "0",
    DATABASE_URL: two.ownerUrl,
    STEWARD_APP_DATABASE_URL: two.appUrl,
    STEWARD_SYSTEM_DATABASE_URL: two.systemUrl,
    STEWARD_WORKER_CONCURRENCY: "16",
  });

async function countMarks(owner: pg.Client): Promise<number> {
  const { rows } = await owner.query<{ count: number }>(
    "select count(*)::int as count from audit_event where name = 'test.step.done'",
  );
  return rows[0]?.count ?? 0;
}

async function cutAll(owner: pg.Client): Promise<void> {
  await owner.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and application_name like 'steward%'`,
  );
}

async function judge(owner: pg.Client, wanted: number): Promise<string[]> {
  const { rows: marks } = await owner.query<{ marks: number; steps: number }>(
    `select count(*)::int as marks, count(distinct (entity_id, payload ->> 'step'))::int as steps
     from audit_event where name = 'test.step.done'`,
  );
  const { rows: dead } = await owner.query<{ dead: number }>(
    "select count(*)::int as dead from pgboss.job where name = 'dead'",
  );
  const found = marks[0] ?? { marks: 0, steps: 0 };
  return [
    ...(found.steps === wanted ? [] : [`${wanted - found.steps} of ${wanted} steps were never done`]),
    ...(found.marks === found.steps ? [] : [`${found.marks - found.steps} steps were done twice`]),
    ...(dead[0]?.dead ? [`${dead[0].dead} jobs were given up`] : []),
  ];
}
