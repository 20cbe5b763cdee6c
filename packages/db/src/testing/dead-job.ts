import { PgBoss } from "pg-boss";
import { queueSchema } from "../migrate/index.ts";

/**
 * Takes the next job of a queue and gives it up, as a worker does with one that a rule refuses; resolves when it lies
 * among the dead. What the queue writes there is its own, so it is the queue's own code that does it.
 */
export async function killNextJob(ownerUrl: string, queue: string, message: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema: queueSchema,
    max: 2,
    migrate: false,
    supervise: false,
    schedule: false,
  });
  const failed = new Promise<never>((_resolve, reject) => boss.once("error", reject));
  await boss.start();
  const taken = Promise.withResolvers<void>();
  await boss.work(queue, { includeMetadata: true, perJobResults: true, pollingIntervalSeconds: 0.5 }, async (jobs) => {
    taken.resolve();
    return jobs.map(({ id }) => ({ id, status: "deadletter" as const, output: { message } }));
  });
  try {
    await Promise.race([taken.promise, failed]);
  } finally {
    // Waits until the job is settled.
    await boss.stop({ graceful: true });
  }
}
