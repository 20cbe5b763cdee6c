import { consumers } from "@steward/contracts/consumers";
import { runProcess } from "@steward/ports/process";
import { createLogger } from "@steward/ports/telemetry";
import { jobHandlers } from "@steward/services/jobs";
import { workerSettings } from "./settings.ts";
import { startWorker } from "./worker.ts";

let logger = createLogger({ service: "worker" });

await runProcess(
  () => logger,
  async () => {
    const settings = workerSettings(process.env);
    logger = createLogger({ service: "worker", level: settings.logLevel });
    const worker = await startWorker(settings, { handlers: jobHandlers, consumers }, logger);
    return worker.stop;
  },
);
