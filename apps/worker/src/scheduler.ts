import type { ScheduleDefinition } from "@steward/contracts";
import type { SystemDatabase } from "@steward/db/system";
import type { Logger } from "@steward/ports/telemetry";
import { askForDue } from "@steward/services/platform";
import { repeat } from "./repeat.ts";

/** Times are minutes; nobody notices a second. */
const lookMs = 1_000;

/** Asks for what is due by the clock until it is stopped, as every worker does. */
export function startScheduler(
  system: SystemDatabase,
  schedules: readonly ScheduleDefinition[],
  logger: Logger,
): { stop(): Promise<void> } {
  const look = async () => {
    const { full } = await askForDue(system, schedules);
    return full ? 0 : lookMs;
  };
  return repeat(look, { onError: (error) => logger.warn({ error }, "work by the clock waits") });
}
