import { consumers } from "@steward/contracts/consumers";
import { schedules } from "@steward/contracts/schedules";
import { runProcess } from "@steward/ports/process";
import { createLogger } from "@steward/ports/telemetry";
import { jobHandlers } from "@steward/services/jobs";
import { platformHandlers } from "@steward/services/platform";
import { workerSettings } from "./settings.ts";
import { startWorker, type WorkerMeans } from "./worker.ts";

const handlers = (means: WorkerMeans) => [...jobHandlers(means), ...platformHandlers(means)];
let logger = createLogger({ service: "worker" });

await runProcess(
  () => logger,
  async () => {
    const settings = workerSettings(process.env);
    logger = createLogger({ service: "worker", level: settings.logLevel });
    const worker = await startWorker(settings, { handlers, consumers, schedules }, logger);
    return worker.stop;
  },
);
