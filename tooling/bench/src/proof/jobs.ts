import { startTestServer } from "@steward/db/testing";
import { runChains } from "../jobs/chains.ts";
import type { Measure } from "../kernel/report.ts";

const options = { chains: 10_000, killEveryMs: 1_000, outages: 2 };

export const measure: Measure = {
  name: "jobs",
  description: "10,000 chains of three jobs, a worker killed every second, the database cut off twice: each step once",
  async run(report) {
    const { server, stop } = await startTestServer();
    try {
      const result = await runChains(server, options, report.progress.bind(report));
      for (const fault of result.faults) report.progress(fault);
      report.figure("jobs", result.jobs, "", { atLeast: options.chains * 3 });
      report.figure("workers killed", result.kills, "", { atLeast: 20 });
      report.figure("times the database was cut off", result.outages, "", { atLeast: options.outages });
      report.figure("from the last kill until all was done", Math.round(result.recoverySeconds), "s", { atMost: 15 });
      report.figure("steps lost, done twice or given up", result.faults.length, "", { atMost: 0 });
    } finally {
      await stop();
    }
  },
};
