import { createTestDatabase, type FaultResult, faultRun, startTestServer } from "@steward/db/testing";
import type { Measure } from "../kernel/report.ts";

const load = { durationMs: 10_000, workers: 24, tenants: 12 };

export const measure: Measure = {
  name: "kernel",
  description: "tenants stay apart, and nothing is lost or left hanging, while their connections are killed",
  async run(report) {
    const { server, stop } = await startTestServer();
    try {
      await using database = await createTestDatabase(server);
      report.progress(`killing connections under ${load.workers} workers for ${load.durationMs / 1000} seconds`);
      const result: FaultResult = await faultRun({ ...load, ownerUrl: database.ownerUrl, appUrl: database.appUrl });
      for (const violation of result.violations) report.progress(violation);
      report.figure("violations", result.violations.length, "", { atMost: 0 });
      // A run that killed nobody, or in which nobody worked, has shown nothing.
      report.figure("connections killed", result.kills, "", { atLeast: 50 });
      report.figure("reads", result.reads + result.batches, "", { atLeast: 100 });
      report.figure("commits", result.commits, "", { atLeast: 50 });
      report.figure("rollbacks", result.rollbacks, "", { atLeast: 20 });
      report.figure("refused as unavailable", result.refused, "");
    } finally {
      await stop();
    }
  },
};
