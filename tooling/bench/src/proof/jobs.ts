import { startTestServer } from "@steward/db/testing";
import { runChains } from "../jobs/chains.ts";
import type { Measure } from "../kernel/report.ts";

/** `STEWARD_BENCH_TRIAL=1`: a look at whether it holds, in two minutes. */
const chains = process.env.STEWARD_BENCH_TRIAL === "1" ? 1_000 : 10_000;
const options = { chains, killEveryMs: 1_000, restarts: 2 };

export const measure: Measure = {
  name: "jobs",
  description:
    "10,000 chains of three jobs, workers killed one after the other, PostgreSQL ended and started again twice: each step once",
  async run(report) {
    const { server, stop } = await startTestServer();
    try {
      const result = await runChains(server, options, report.progress.bind(report));
      for (const fault of result.faults) report.progress(fault);
      report.figure("jobs", result.jobs, "", { atLeast: options.chains * 3 });
      report.figure("workers killed", result.kills, "", { atLeast: chains / 500 });
      report.figure("times PostgreSQL was restarted", result.restarts, "", { atLeast: options.restarts });
      report.figure("from the last kill until all was done", Math.round(result.recoverySeconds), "s", { atMost: 15 });
      report.figure("steps lost, done twice or given up", result.faults.length, "", { atMost: 0 });
    } finally {
      await stop();
    }
  },
};
