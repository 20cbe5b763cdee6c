import type { PlannedTask, ProjectPlan } from "@steward/contracts/projects/schedule";
import { expect, it } from "vitest";
import { ganttOf } from "./gantt-rows.ts";

const task = (number: number, more: Partial<PlannedTask> = {}): PlannedTask => ({
  id: `t${number}`,
  number,
  key: `BR-${number}`,
  title: "Pile",
  status: { id: "s", name: "To do", kind: "todo" },
  parentId: null,
  startOn: "2026-11-02",
  dueOn: "2026-11-04",
  closedAt: null,
  assignees: [],
  schedule: null,
  ...more,
});
const schedule = (isCritical: boolean) => ({
  earlyStart: "2026-11-02",
  earlyFinish: "2026-11-04",
  lateStart: "2026-11-02",
  lateFinish: "2026-11-04",
  totalSlackDays: 0,
  freeSlackDays: 0,
  isCritical,
});
const tie = (from: number, to: number) => ({
  id: `${from}-${to}`,
  predecessorId: `t${from}`,
  successorId: `t${to}`,
  type: "FS" as const,
  lagDays: 0,
});

it("draws a plan: bars with what is known of their days, the critical path, and what cannot be moved", () => {
  const plan: ProjectPlan = {
    calendar: { timeZone: "UTC", week: [], holidays: [] },
    tasks: [
      task(1, { schedule: schedule(true) }),
      task(2, { schedule: schedule(true), startOn: null, parentId: "t1" }),
      task(3, { closedAt: new Date(), dueOn: null }),
      task(4, { startOn: null, dueOn: null }),
    ],
    dependencies: [tie(1, 2), tie(1, 3)],
    milestones: [{ id: "m", name: "Opened", dueOn: "2026-12-01", reachedAt: null }],
    finishOn: "2026-11-04",
    isCut: false,
    canWork: true,
  };
  const { tasks, links } = ganttOf(plan);
  expect(tasks.map(({ title, start, end }) => `${title} ${start}..${end}`)).toEqual([
    "Opened 2026-12-01..2026-12-01",
    "BR-1 Pile 2026-11-02..2026-11-04",
    "BR-2 Pile 2026-11-04..2026-11-04",
    "BR-3 Pile 2026-11-02..2026-11-02",
    "BR-4 Pile null..null",
  ]);
  expect(tasks.map(({ locked }) => locked !== undefined)).toEqual([true, false, false, true, false]);
  expect(tasks.map(({ critical }) => critical ?? false)).toEqual([false, true, true, false, false]);
  expect(links.map(({ critical }) => critical)).toEqual([true, false]);
});
