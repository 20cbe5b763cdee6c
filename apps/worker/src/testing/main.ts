import { runProcess } from "@steward/ports/process";
import { createLogger } from "@steward/ports/telemetry";
import { workerSettings } from "../settings.ts";
import { startWorker } from "../worker.ts";
import { testConsumers, testHandlers, testSchedules } from "./jobs.ts";

/** The worker as it is, with jobs of the tests. */
const logger = createLogger({ service: "worker", level: "debug" });
await runProcess(
  () => logger,
  async () => {
    const tasks = { handlers: () => testHandlers, consumers: testConsumers, schedules: testSchedules };
    const pace = { lookSeconds: Number(process.env.TEST_LOOK_SECONDS ?? 5) };
    return (await startWorker(workerSettings(process.env), tasks, logger, pace)).stop;
  },
);
