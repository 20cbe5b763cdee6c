import { runProcess } from "@steward/ports/process";
import { createLogger } from "@steward/ports/telemetry";
import { startServer } from "./server.ts";
import { serverSettings } from "./settings.ts";

let logger = createLogger({ service: "server" });

await runProcess(
  () => logger,
  async () => {
    const settings = serverSettings(process.env);
    logger = createLogger({ service: "server", level: settings.logLevel });
    const server = await startServer(settings, logger);
    return server.stop;
  },
);
