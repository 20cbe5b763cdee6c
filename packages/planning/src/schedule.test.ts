import { describe, expect, it } from "vitest";
import { standardCalendar } from "./calendar.ts";
import { CycleError, type Dependency, type DependencyType, findCycle } from "./network.ts";
import { type ScheduleTask, schedule } from "./schedule.ts";
import { proveScheduling } from "./testing/schedule.ts";

const calendar = { ...standardCalendar("Europe/Berlin"), holidays: [{ day: "2026-05-01" }] };

/** `A-FS+2-B` → B waits for A, to begin two working days after A ends. */
function waits(text: string): Dependency {
  const [, predecessorId = "", type = "FS", lag = "", successorId = ""] =
    /^(\w+)-(\w\w)([+-]\d+)?-(\w+)$/.exec(text) ?? [];
  return { predecessorId, successorId, type: type as DependencyType, lagDays: Number(lag) };
}

/** Monday, 27 April 2026; the Friday of that week is a holiday. */
const plan = (tasks: readonly ScheduleTask[], ...dependencies: readonly string[]) => {
  const found = schedule({ calendar, start: "2026-04-27", tasks, dependencies: dependencies.map(waits) });
  const words = found.tasks.map(
    ({ id, earlyStart, earlyFinish, totalSlackDays, freeSlackDays, isCritical }) =>
      `${id} ${earlyStart.slice(5)}..${earlyFinish.slice(5)} ${totalSlackDays}/${freeSlackDays}${isCritical ? " critical" : ""}`,
  );
  return [...words, found.finish];
};
const days = (id: string, durationDays: number, more: Partial<ScheduleTask> = {}) => ({ id, durationDays, ...more });

describe("a schedule", () => {
  it("finds the critical path around weekends and holidays", () => {
    expect(
      plan([days("A", 3), days("B", 2), days("C", 4), days("end", 0)], "A-FS-C", "B-FS-C", "C-FS-end", "B-SS-end"),
    ).toEqual([
      "A 04-27..04-29 0/0 critical",
      "B 04-27..04-28 1/1",
      "C 04-30..05-06 0/0 critical",
      "end 05-06..05-06 0/0 critical",
      "2026-05-06",
    ]);
  });

  it.each([
    ["A-FS-B", "04-29..04-30"],
    ["A-FS+1-B", "04-30..05-04"],
    ["A-FS-1-B", "04-28..04-29"],
    ["A-SS+1-B", "04-28..04-29"],
    ["A-FF+1-B", "04-28..04-29"],
    ["A-SF+4-B", "04-29..04-30"],
    ["A-SF-B", "04-27..04-28"],
  ])("begins what waits: %s", (dependency, expected) => {
    expect(plan([days("A", 2), days("B", 2)], dependency)[1]).toContain(expected);
  });

  it("holds earliest days, deadlines and what has begun", () => {
    expect(
      plan(
        [
          days("A", 2, { earliestStart: "2026-05-02" }),
          days("B", 1, { deadline: "2026-05-05" }),
          days("C", 1, { fixedStart: "2026-04-30" }),
          days("D", 2),
        ],
        "A-FS-B",
        "D-FS+2-C",
      ),
    ).toEqual([
      "A 05-04..05-05 -1/0 critical",
      "B 05-06..05-06 -1/0 critical",
      "C 04-30..04-30 3/3",
      "D 04-27..04-28 -1/-1 critical",
      "2026-05-06",
    ]);
  });

  it("is nothing of no tasks", () => expect(plan([])).toEqual([null]));

  it("is what an independent, simple computation finds; circles are refused by name", () => {
    expect(proveScheduling(100)).toEqual({ compared: 100, refused: 100 });
  });
});

it("names the tasks of a circle, and nothing that only hangs on it", () => {
  expect(() =>
    plan([days("A", 1), days("B", 1), days("C", 1), days("D", 1)], "A-FS-B", "B-FF-C", "C-SS-B", "C-FS-D"),
  ).toThrow(new CycleError(["C", "B"]));
  expect(findCycle(["A-FS-B", "B-SS-C", "C-FF-A", "C-FS-D"].map(waits))?.toSorted()).toEqual(["A", "B", "C"]);
  expect(findCycle(["A-FS-A"].map(waits))).toEqual(["A"]);
  expect(findCycle(["A-FS-B", "A-FS-C", "B-FS-C"].map(waits))).toBeNull();
  expect(() => plan([days("A", 1)], "A-FS-B")).toThrow(RangeError);
});
