import { startEmbedded } from "@steward/db/embedded";
import type { LaunchSettings } from "./settings.ts";

export interface RunningDatabase {
  /** The owner's address. */
  readonly ownerUrl: string;
  /** Of the embedded server; undefined for one that is not ours to stop. */
  readonly pid: number | undefined;
  readonly description: string;
  stop(): Promise<void>;
}

/** The database of `DATABASE_URL`, or the embedded one, started. @throws {DatabaseSetupError} */
export async function openDatabase({ databaseUrl, dataDir }: LaunchSettings): Promise<RunningDatabase> {
  if (databaseUrl !== undefined) {
    return { ownerUrl: databaseUrl, pid: undefined, description: "of DATABASE_URL", stop: async () => {} };
  }
  const embedded = await startEmbedded({ dataDir });
  return {
    ownerUrl: embedded.ownerUrl,
    pid: embedded.pid,
    description: `embedded, port ${embedded.port}`,
    stop: () => embedded.stop(),
  };
}
