import { upkeepSchedule } from "@steward/contracts/operator/upkeep";
import type { SystemDatabase } from "@steward/db/system";
import type { ObjectStore } from "@steward/ports/storage";
import { handlePlatformSchedule, type JobHandler } from "../kernel/index.ts";
import { sweepFiles } from "./file-sweep.ts";
import { runUpkeep } from "./upkeep.ts";

/** What work for the whole installation reaches. */
export interface PlatformMeans {
  readonly system: SystemDatabase;
  readonly store: ObjectStore;
}

/** Everything that is done by the clock for the whole installation. */
export function platformHandlers({ system, store }: PlatformMeans): readonly JobHandler[] {
  return [
    handlePlatformSchedule(upkeepSchedule, async () => ({
      ...(await runUpkeep(system)),
      swept: await sweepFiles(system, store),
    })),
  ];
}
