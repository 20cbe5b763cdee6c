import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { defineJob } from "@steward/contracts";
import { uuidv7 } from "@steward/db";
import { installJobQueue } from "@steward/db/migrate";
import { asOwner, type TestServer } from "@steward/db/testing";
import { startProcess, type TestProcess } from "@steward/ports/process/testing";
import { enqueue } from "@steward/services/kernel";
import { actingAs, createTwoTenants, type TwoTenants } from "@steward/testing";
import { z } from "zod";
import { controlDatabase } from "./database-control.ts";

/** The worker of its own tests: what it does at a step is told there (`test.step`). */
const entry = fileURLToPath(new URL("../../../../apps/worker/src/testing/main.ts", import.meta.url));
const step = defineJob("test.step", z.object({ entityId: z.uuid(), step: z.number() }), { retryDelaySeconds: 1 });
/** The other jobs of that worker, which must have queues too. */
const others = ["quick", "flaky", "refused", "steady", "stuck", "noter", "echoer", "ticker"].map((name) =>
  defineJob(`test.${name}`, z.object({})),
);
const steps = 3;
const killedUntil = 0.97;
const patienceMs = 600_000;

export interface ChainOptions {
  readonly chains: number;
  /** A worker is killed so long after the one before has been followed by another. */
  readonly killEveryMs: number;
  /** Times that PostgreSQL is ended without a word and started again. */
  readonly restarts: number;
}

export interface ChainResult {
  readonly kills: number;
  readonly restarts: number;
  readonly jobs: number;
  /** From the last kill until everything was done. */
  readonly recoverySeconds: number;
  /** A sentence for each step that was never done, done twice, or is still asked for. */
  readonly faults: readonly string[];
}

/**
 * Asks for chains of three jobs, each of which leaves a mark and asks for the next, while workers are killed and the
 * database is ended and started again; then counts the marks.
 */
export async function runChains(
  server: TestServer,
  { chains, killEveryMs, restarts: wantedRestarts }: ChainOptions,
  progress: (message: string) => void,
): Promise<ChainResult> {
  await using database = await controlDatabase(server.ownerUrl);
  await using two = await createTwoTenants(server);
  await asOwner(two.ownerUrl, async (owner) => {
    await installJobQueue(owner, two.ownerUrl, [step, ...others]);
    // Servers of tests may lose what they have confirmed; here nothing may be lost. As whoever connects from now on.
    await owner.query(`alter database ${new URL(two.ownerUrl).pathname.slice(1)} set synchronous_commit = on`);
  });
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
    let restarts = 0;
    let done = 0;
    const startedAtMs = performance.now();
    // Until few are left to do: what is measured after the last kill is how soon its work is taken up, not how fast work is.
    while (done < wanted * killedUntil && performance.now() - startedAtMs < patienceMs) {
      await delay(killEveryMs);
      const victim = kills % workers.length;
      await workers[victim]?.end("SIGKILL");
      workers[victim] = await start(two);
      kills += 1;
      done = await countMarks(two.ownerUrl);
      if (restarts < wantedRestarts && done > (wanted * killedUntil * (restarts + 1)) / (wantedRestarts + 1)) {
        await database.restart();
        restarts += 1;
      }
      if (kills % 10 === 0) progress(`${done} of ${wanted} steps, ${kills} workers killed`);
    }
    const lastKillMs = performance.now();
    while ((await countMarks(two.ownerUrl)) < wanted && performance.now() - lastKillMs < patienceMs / 4)
      await delay(100);
    const recoverySeconds = (performance.now() - lastKillMs) / 1_000;
    return { kills, restarts, jobs: wanted, recoverySeconds, faults: await judge(two.ownerUrl, wanted) };
  } finally {
    await Promise.all(workers.map((worker) => worker.end("SIGKILL")));
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

async function countMarks(ownerUrl: string): Promise<number> {
  const { rows } = await asOwner(ownerUrl, (owner) =>
    owner.query<{ count: number }>("select count(*)::int as count from audit_event where name = 'test.step.done'"),
  );
  return rows[0]?.count ?? 0;
}

async function judge(ownerUrl: string, wanted: number): Promise<string[]> {
  const { rows } = await asOwner(ownerUrl, (owner) =>
    owner.query<{ marks: number; steps: number; dead: number }>(
      `select count(*)::int as marks, count(distinct (entity_id, payload ->> 'step'))::int as steps,
         (select count(*)::int from pgboss.job where name = 'dead') as dead
       from audit_event where name = 'test.step.done'`,
    ),
  );
  const { marks, steps: found, dead } = rows[0] ?? { marks: 0, steps: 0, dead: 0 };
  return [
    ...(found === wanted ? [] : [`${wanted - found} of ${wanted} steps were never done`]),
    ...(marks === found ? [] : [`${marks - found} steps were done twice`]),
    ...(dead ? [`${dead} jobs were given up`] : []),
  ];
}
