import { runProcess } from "@steward/ports/process";
import { createLogger } from "@steward/ports/telemetry";
import { workerSettings } from "../settings.ts";
import { startWorker } from "../worker.ts";
import { testConsumers, testHandlers } from "./jobs.ts";

/** The worker as it is, with jobs of the tests. */
const logger = createLogger({ service: "worker", level: "debug" });
await runProcess(
  () => logger,
  async () =>
    (await startWorker(workerSettings(process.env), { handlers: () => testHandlers, consumers: testConsumers }, logger))
      .stop,
);
