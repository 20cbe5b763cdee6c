import { startTestServer } from "@steward/db/testing";
import type { Measure } from "../kernel/report.ts";
import { storm } from "../realtime/storm.ts";

const calm = { listeners: 200, events: 500, rate: 25, killEveryMs: 0, cutChance: 0 };
/** `STEWARD_BENCH_TRIAL=1`: a look at whether it holds. */
const isTrial = process.env.STEWARD_BENCH_TRIAL === "1";
const wild = { listeners: 200, events: isTrial ? 2_000 : 10_000, rate: 100, killEveryMs: 3_000, cutChance: 0.2 };

export const measure: Measure = {
  name: "realtime",
  description: "200 listeners on two nodes hear 10,000 events, each once and in order, over cut lines and killed nodes",
  async run(report) {
    const { server, stop } = await startTestServer();
    const progress = report.progress.bind(report);
    try {
      const peace = await storm(server, calm, progress);
      for (const fault of peace.faults.slice(0, 20)) progress(fault);
      const sorted = peace.latencyMs.toSorted((a, b) => a - b);
      report.figure(
        "from commit to screen, 95 of 100",
        Math.round(sorted[Math.floor(sorted.length * 0.95)] ?? 0),
        "ms",
        {
          atMost: 150,
        },
      );
      report.figure("listeners with a fault while nothing fails", peace.faults.length, "", { atMost: 0 });
      const war = await storm(server, wild, progress);
      for (const fault of war.faults.slice(0, 20)) progress(fault);
      report.figure("nodes killed", war.kills, "", { atLeast: wild.events / wild.rate / 4 });
      report.figure("lines cut", war.cuts, "", { atLeast: wild.events / 10 });
      // A node is away for three seconds, on a busy machine for eight, is tried again every three, and may be met as it ends.
      report.figure("the longest that a listener heard nothing", war.deafMs / 1_000, "s", { atMost: 30 });
      report.figure("events delivered", war.delivered, "", { atLeast: wild.listeners * wild.events });
      report.figure("listeners with a gap, a repetition or another order", war.faults.length, "", { atMost: 0 });
    } finally {
      await stop();
    }
  },
};
