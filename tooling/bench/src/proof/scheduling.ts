import { standardCalendar } from "@steward/planning/calendar";
import { reschedule } from "@steward/planning/reschedule";
import { schedule } from "@steward/planning/schedule";
import { largeNetwork, proveScheduling } from "@steward/planning/testing";
import type { Measure } from "../kernel/report.ts";

const networks = 1_000;
const largeTasks = 5_000;
const rounds = 21;

export const measure: Measure = {
  name: "scheduling",
  description: "dates, slack and critical path of random networks are those of an independent computation",
  async run(report) {
    report.progress(`${networks} random networks, and as many with a circle`);
    const { compared, refused } = proveScheduling(networks);
    report.figure("networks with the same dates, slack and critical path", compared, "", { atLeast: networks });
    report.figure("networks with a circle, refused by its name", refused, "", { atLeast: networks });
    const network = largeNetwork(standardCalendar("Europe/Berlin"), largeTasks);
    const tasks = schedule(network).tasks.map(({ id, earlyStart }, place) => {
      return { id, start: earlyStart, durationDays: network.tasks[place]?.durationDays ?? 0 };
    });
    const first = tasks[0] ?? { id: "", start: "", durationDays: 0 };
    report.progress(`${tasks.length} tasks with ${network.dependencies.length} dependencies`);
    figureOf("all dates, slack and critical path", () => schedule(network));
    figureOf("what moving the first one pushes", () =>
      reschedule({ ...network, tasks }, { ...first, durationDays: first.durationDays + 5 }),
    );

    function figureOf(name: string, act: () => unknown): void {
      const times = Array.from({ length: rounds }, () => {
        const from = performance.now();
        act();
        return performance.now() - from;
      }).toSorted((a, b) => a - b);
      const range = [times[0] ?? 0, times.at(-1) ?? 0] as const;
      report.figure(`${largeTasks} tasks: ${name}`, times[rounds >> 1] ?? 0, "ms", { atMost: 50 }, range);
    }
  },
};
