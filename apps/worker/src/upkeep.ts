import type { SystemDatabase } from "@steward/db/system";
import type { Logger } from "@steward/ports/telemetry";
import { runUpkeep } from "@steward/services/platform";

const everyMs = 60 * 60 * 1000;

/** Clears away what is over, at the start and then once an hour, until it is stopped. */
export function startUpkeep(system: SystemDatabase, logger: Logger): { stop(): Promise<void> } {
  const run = async () => {
    try {
      const done = await runUpkeep(system);
      if (done) logger.info(done, "upkeep");
    } catch (error) {
      // What is over stays over: the next hour takes it along.
      logger.error({ error }, "upkeep failed");
    }
  };
  let running = run();
  const timer = setInterval(() => {
    running = run();
  }, everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
