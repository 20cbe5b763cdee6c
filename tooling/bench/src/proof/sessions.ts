import { startTestServer } from "@steward/db/testing";
import type { Measure } from "../kernel/report.ts";
import { killServers } from "../sessions/kill.ts";

const kills = 200;

export const measure: Measure = {
  name: "sessions",
  description:
    "API processes killed in the middle of refresh, sign-out, invitation and reset: nothing half done, no token twice",
  async run(report) {
    const { server, stop } = await startTestServer();
    try {
      const result = await killServers(server, kills, Math.random, report.progress.bind(report));
      for (const fault of result.faults) report.progress(fault);
      report.figure("processes killed", result.kills, "", { atLeast: kills });
      for (const [kind, { happened, not, cut }] of Object.entries(result.kinds)) {
        // Deaths that all came before it, or all after it, were in the middle of nothing.
        report.figure(`${kind}, had happened`, happened, "", { atLeast: kills / 20 });
        report.figure(`${kind}, had not`, not, "", { atLeast: kills / 20 });
        report.figure(`${kind}, calls cut off`, cut, "", { atLeast: kills / 20 });
      }
      report.figure("half done, lost or twice", result.faults.length, "", { atMost: 0 });
    } finally {
      await stop();
    }
  },
};
