import { createServer } from "node:http";
import type { ConsumerDefinition } from "@steward/contracts";
import { createDatabase } from "@steward/db";
import { queueSchema } from "@steward/db/migrate";
import { mailMessage } from "@steward/db/schema";
import { createListener, createSystemDatabase, type SystemDatabase } from "@steward/db/system";
import { createMailer } from "@steward/ports/mail";
import { answerProbe, closeServer, createHealth, listen } from "@steward/ports/process";
import { createPusher } from "@steward/ports/push";
import { type ObjectStore, openObjectStore } from "@steward/ports/storage";
import { createMetrics, type Logger, type Metrics } from "@steward/ports/telemetry";
import type { JobMeans } from "@steward/services/jobs";
import type { JobHandler } from "@steward/services/kernel";
import { openBus } from "@steward/services/platform";
import { eq } from "drizzle-orm";
import { type JobWithMetadata, PgBoss } from "pg-boss";
import { consume } from "./consume.ts";
import { startMailDelivery } from "./mail-delivery.ts";
import { startRelay } from "./relay.ts";
import type { WorkerSettings } from "./settings.ts";
import { startUpkeep } from "./upkeep.ts";

/** What the worker does beside its work for the installation. */
export interface WorkerTasks {
  handlers(means: JobMeans): readonly JobHandler[];
  readonly consumers: readonly ConsumerDefinition[];
}

export interface RunningWorker {
  readonly port: number;
  /** Takes no further job, finishes those under way or hands them back, closes the database's connections. */
  stop(): Promise<void>;
}

/** Takes jobs from the queue, hands events on, sends mail and clears away what is over, until it is stopped. */
export async function startWorker(
  settings: WorkerSettings,
  { handlers: handlersOf, consumers }: WorkerTasks,
  logger: Logger,
): Promise<RunningWorker> {
  const metrics = createMetrics("worker");
  const store = openObjectStore(settings.storage);
  const pusher = settings.push && createPusher(settings.push);
  const handlers = handlersOf({ store, pusher, site: settings.site });
  const database = createDatabase(settings.appDatabaseUrl, {
    applicationName: "steward-worker",
    max: settings.concurrency + 2,
    // A job may compute between two statements, and a statement of a job may touch many rows.
    statementTimeoutMs: 120_000,
    idleInTransactionTimeoutMs: 60_000,
    onError: (error) => logger.warn({ error }, "database connection lost"),
  });
  const boss = openQueue(settings, logger);
  await boss.start();
  watchQueue(boss, metrics);
  metrics.watchPool("app", database.stats);
  for (const handler of handlers) {
    const worker: string = await boss.work(
      handler.job.name,
      {
        includeMetadata: true,
        perJobResults: true,
        localConcurrency: settings.concurrency,
        // No organisation takes all places: what another one asked for meanwhile gets its turn.
        localGroupConcurrency: Math.max(1, Math.ceil(settings.concurrency / 2)),
        pollingIntervalSeconds: 2,
        notifyPollingIntervalSeconds: 5,
        // While many wait each place takes the next at once, instead of one at each notification or look.
        burstWhenReadyExceeds: 1,
      },
      async (jobs: JobWithMetadata<unknown>[]) => {
        const results = await Promise.all(jobs.map((job) => consume(handler, job, { database, logger, metrics })));
        // And while a few do, one place goes on until nothing is left.
        boss.notifyWorker(worker);
        return results;
      },
    );
  }
  const platform = await startPlatformWork(settings, { store, consumers }, logger, metrics);
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
      await database.close();
      store.close();
    },
  };
}

/** What a worker does for the whole installation rather than for one organisation. */
async function startPlatformWork(
  { systemDatabaseUrl, redisUrl, mail }: WorkerSettings,
  { store, consumers }: { store: ObjectStore; consumers: readonly ConsumerDefinition[] },
  logger: Logger,
  metrics: Metrics,
): Promise<{ stop(): Promise<void> }> {
  const system = createSystemDatabase(systemDatabaseUrl, {
    applicationName: "steward-worker",
    // Removing an organisation touches all its rows.
    statementTimeoutMs: 120_000,
    idleInTransactionTimeoutMs: 60_000,
    onError: (error) => logger.warn({ error }, "database connection lost"),
  });
  const listener = createListener(systemDatabaseUrl);
  const mailer = mail.smtpUrl === null ? null : createMailer({ smtpUrl: mail.smtpUrl, from: mail.from });
  const delivery = await startMailDelivery({ system, listener, mailer, logger, retryDelayMs: mail.retryDelayMs });
  const upkeep = startUpkeep(system, store, logger);
  const onError = (error: Error) => logger.warn({ error }, "bus connection lost");
  const bus = openBus({ system, systemDatabaseUrl, redisUrl, onError });
  const relay = startRelay({ system, bus, consumers, logger, metrics });
  metrics.watchPool("system", system.stats);
  metrics.watch("steward_mail_waiting", "Mails waiting to be sent", () => countWaitingMail(system));
  return {
    async stop() {
      await Promise.all([delivery.stop(), upkeep.stop(), relay.stop()]);
      await bus.close();
      mailer?.close();
      await listener.close();
      await system.close();
    },
  };
}

const countWaitingMail = (system: SystemDatabase) => system.$count(mailMessage, eq(mailMessage.status, "queued"));

function openQueue(settings: WorkerSettings, logger: Logger): PgBoss {
  const boss = new PgBoss({
    connectionString: settings.ownerDatabaseUrl,
    application_name: "steward-queue",
    schema: queueSchema,
    max: 4,
    useListenNotify: true,
    // What a killed worker held is found by its missing heartbeat at the next look.
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    queueCacheIntervalSeconds: 5,
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
