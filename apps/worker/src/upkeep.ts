import type { SystemDatabase } from "@steward/db/system";
import type { ObjectStore } from "@steward/ports/storage";
import type { Logger } from "@steward/ports/telemetry";
import { runUpkeep, sweepFiles } from "@steward/services/platform";

const everyMs = 60 * 60 * 1000;

/** Clears away what is over, at the start and then once an hour, until it is stopped. */
export function startUpkeep(system: SystemDatabase, store: ObjectStore, logger: Logger): { stop(): Promise<void> } {
  const run = async () => {
    try {
      const done = await runUpkeep(system);
      if (done) logger.info(done, "upkeep");
      // Only whoever did the rest: two sweeps at once would each find the other's work half done.
      if (done) logger.info(await sweepFiles(system, store), "files swept");
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
