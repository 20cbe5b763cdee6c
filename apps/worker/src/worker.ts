import { createServer } from "node:http";
import type { ConsumerDefinition, ScheduleDefinition } from "@steward/contracts";
import { createDatabase, type Database } from "@steward/db";
import { queueSchema } from "@steward/db/migrate";
import { mailMessage } from "@steward/db/schema";
import { createListener, createSystemDatabase, type SystemDatabase } from "@steward/db/system";
import { createMailer } from "@steward/ports/mail";
import { answerProbe, closeServer, createHealth, listen } from "@steward/ports/process";
import { createPusher } from "@steward/ports/push";
import { openObjectStore } from "@steward/ports/storage";
import { createMetrics, type Logger, type Metrics } from "@steward/ports/telemetry";
import type { JobMeans } from "@steward/services/jobs";
import type { JobHandler } from "@steward/services/kernel";
import { openBus, type PlatformMeans } from "@steward/services/platform";
import { eq } from "drizzle-orm";
import { type JobWithMetadata, PgBoss } from "pg-boss";
import { consume } from "./consume.ts";
import { startMailDelivery } from "./mail-delivery.ts";
import { startRelay } from "./relay.ts";
import { startScheduler } from "./scheduler.ts";
import type { WorkerSettings } from "./settings.ts";

/** What jobs and work by the clock reach. */
export type WorkerMeans = JobMeans & PlatformMeans;

/** What the worker does. */
export interface WorkerTasks {
  handlers(means: WorkerMeans): readonly JobHandler[];
  readonly consumers: readonly ConsumerDefinition[];
  readonly schedules: readonly ScheduleDefinition[];
}

/** How often is looked where nobody says that there is something: for jobs, for those of the dead, and for mail. */
const lookSeconds = 5;

export interface RunningWorker {
  readonly port: number;
  /** Takes no further job, finishes those under way or hands them back, closes the database's connections. */
  stop(): Promise<void>;
}

/** Takes jobs from the queue, asks for what is due, hands events on and sends mail, until it is stopped. */
export async function startWorker(
  settings: WorkerSettings,
  tasks: WorkerTasks,
  logger: Logger,
  pace = { lookSeconds },
): Promise<RunningWorker> {
  const metrics = createMetrics("worker");
  const store = openObjectStore(settings.storage);
  const pusher = settings.push && createPusher(settings.push);
  const connection = {
    applicationName: "steward-worker",
    // A job may compute between two statements, and a statement of a job may touch many rows.
    statementTimeoutMs: 120_000,
    idleInTransactionTimeoutMs: 60_000,
    onError: (error: Error) => logger.warn({ error }, "database connection lost"),
  };
  const database = createDatabase(settings.appDatabaseUrl, { ...connection, max: settings.concurrency + 2 });
  const system = createSystemDatabase(settings.systemDatabaseUrl, connection);
  const boss = openQueue(settings, logger, pace);
  await boss.start();
  watchQueue(boss, metrics);
  metrics.watchPool("app", database.stats);
  metrics.watchPool("system", system.stats);
  const handlers = tasks.handlers({ system, store, pusher, site: settings.site });
  await takeJobs(boss, handlers, { ...pace, concurrency: settings.concurrency }, { database, logger, metrics });
  const platform = await startPlatformWork({ ...settings, ...pace }, system, tasks, logger, metrics);
  const health = createHealth([{ name: "database", run: () => boss.getDb().executeSql("select 1") }]);
  const server = createServer((request, response) => {
    answerProbe(request, response, { health, metrics }).then((answered) => {
      if (!answered) response.writeHead(404).end();
    });
  });
  const port = await listen(server, settings.port, settings.host);
  logger.info({ port, jobs: handlers.map(({ job }) => job.name) }, "listening");
  return {
    port,
    async stop() {
      health.drain();
      await boss.stop({ graceful: true, timeout: settings.patienceMs });
      await platform.stop();
      await closeServer(server, 1_000);
      await Promise.all([database.close(), system.close()]);
      store.close();
    },
  };
}

async function takeJobs(
  boss: PgBoss,
  handlers: readonly JobHandler[],
  { concurrency, lookSeconds: seconds }: { concurrency: number; lookSeconds: number },
  means: { database: Database; logger: Logger; metrics: Metrics },
): Promise<void> {
  for (const handler of handlers) {
    const worker: string = await boss.work(
      handler.job.name,
      {
        includeMetadata: true,
        perJobResults: true,
        localConcurrency: concurrency,
        // No organisation takes all places: what another one asked for meanwhile gets its turn.
        localGroupConcurrency: Math.max(1, Math.ceil(concurrency / 2)),
        pollingIntervalSeconds: Math.min(2, seconds),
        notifyPollingIntervalSeconds: seconds,
        // While many wait each place takes the next at once, instead of one at each notification or look.
        burstWhenReadyExceeds: 1,
      },
      async (jobs: JobWithMetadata<unknown>[]) => {
        const results = await Promise.all(jobs.map((job) => consume(handler, job, means)));
        // And while a few do, one place goes on until nothing is left.
        boss.notifyWorker(worker);
        return results;
      },
    );
  }
}

/** What a worker does for the whole installation rather than for one organisation. */
async function startPlatformWork(
  { systemDatabaseUrl, redisUrl, mail, lookSeconds: seconds }: WorkerSettings & { lookSeconds: number },
  system: SystemDatabase,
  { consumers, schedules }: WorkerTasks,
  logger: Logger,
  metrics: Metrics,
): Promise<{ stop(): Promise<void> }> {
  const listener = createListener(systemDatabaseUrl);
  const mailer = mail.smtpUrl === null ? null : createMailer({ smtpUrl: mail.smtpUrl, from: mail.from });
  const delivery = await startMailDelivery({
    system,
    listener,
    mailer,
    logger,
    retryDelayMs: mail.retryDelayMs,
    lookSeconds: seconds,
  });
  const scheduler = startScheduler(system, schedules, logger);
  const onError = (error: Error) => logger.warn({ error }, "bus connection lost");
  const bus = openBus({ system, systemDatabaseUrl, redisUrl, onError });
  const relay = startRelay({ system, bus, consumers, logger, metrics });
  metrics.watch("steward_mail_waiting", "Mails waiting to be sent", () => countWaitingMail(system));
  return {
    async stop() {
      await Promise.all([delivery.stop(), scheduler.stop(), relay.stop()]);
      await bus.close();
      mailer?.close();
      await listener.close();
    },
  };
}

const countWaitingMail = (system: SystemDatabase) => system.$count(mailMessage, eq(mailMessage.status, "queued"));

function openQueue(settings: WorkerSettings, logger: Logger, pace: { lookSeconds: number }): PgBoss {
  const boss = new PgBoss({
    connectionString: settings.ownerDatabaseUrl,
    application_name: "steward-queue",
    schema: queueSchema,
    max: 4,
    useListenNotify: true,
    // What a killed worker held is found by its missing heartbeat at the next look.
    superviseIntervalSeconds: pace.lookSeconds,
    monitorIntervalSeconds: pace.lookSeconds,
    queueCacheIntervalSeconds: pace.lookSeconds,
    schedule: false,
  });
  boss.on("error", (error) => logger.error({ error }, "queue"));
  boss.on("warning", (warning) => logger.warn({ warning }, "queue"));
  return boss;
}

/** Jobs by queue and state, read when somebody scrapes. */
function watchQueue(boss: PgBoss, metrics: Metrics): void {
  const sum = async (count: "queuedCount" | "activeCount" | "failedCount") =>
    (await boss.getQueues()).reduce((total, queue) => total + queue[count], 0);
  metrics.watch("steward_jobs_waiting", "Jobs waiting for a worker", () => sum("queuedCount"));
  metrics.watch("steward_jobs_active", "Jobs being done", () => sum("activeCount"));
  metrics.watch("steward_jobs_failed", "Jobs given up and still kept", () => sum("failedCount"));
}
