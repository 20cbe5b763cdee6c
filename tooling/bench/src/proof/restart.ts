import { startTestServer } from "@steward/db/testing";
import type { Measure } from "../kernel/report.ts";
import { rollRestarts } from "../restart/roll.ts";

const times = 50;

export const measure: Measure = {
  name: "restart",
  description: "two nodes are restarted one after the other, fifty times over, and no request fails",
  async run(report) {
    const { server, stop } = await startTestServer();
    try {
      const { restarts, answered, failures } = await rollRestarts(server, times, report.progress.bind(report));
      for (const failure of failures.slice(0, 20)) report.progress(failure);
      report.figure("processes restarted", restarts, "", { atLeast: times * 2 });
      report.figure("requests answered meanwhile", answered, "", { atLeast: 5_000 });
      report.figure("requests failed", failures.length, "", { atMost: 0 });
    } finally {
      await stop();
    }
  },
};
