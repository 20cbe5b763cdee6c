import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { standardCalendar } from "./calendar.ts";
import { type DatedTask, reschedule } from "./reschedule.ts";
import { stepsTo, workedFrom } from "./testing/calendar.ts";
import { isBroken, randomNetwork } from "./testing/schedule.ts";

const calendar = standardCalendar("UTC");
const waits = (predecessorId: string, successorId: string, lagDays = 0) => ({
  predecessorId,
  successorId,
  type: "FS" as const,
  lagDays,
});

describe("moving a task", () => {
  // Monday, 2 November 2026: A takes the week, B the next, C follows B, D has nothing to do with it.
  const tasks: DatedTask[] = [
    { id: "D", start: "2026-11-02", durationDays: 3 },
    { id: "C", start: "2026-11-18", durationDays: 0 },
    { id: "B", start: "2026-11-09", durationDays: 5 },
    { id: "A", start: "2026-11-02", durationDays: 5 },
  ];
  const dependencies = [waits("A", "B"), waits("B", "C")];
  const moved = (start: string, durationDays = 5, pull = false, dated = tasks) =>
    reschedule({ calendar, tasks: dated, dependencies }, { id: "A", start, durationDays }, { pull });

  it("pushes what waits for it, as far as it must", () => {
    expect(moved("2026-11-03")).toEqual({
      changes: [
        { id: "A", start: "2026-11-03", finish: "2026-11-09" },
        { id: "B", start: "2026-11-10", finish: "2026-11-16" },
      ],
      broken: [],
    });
    expect(moved("2026-11-02", 10).changes.at(-1)).toEqual({ id: "C", start: "2026-11-20", finish: "2026-11-20" });
  });

  it("pulls nothing unless it is asked", () => {
    expect(moved("2026-11-02", 2).changes.map(({ id }) => id)).toEqual(["A"]);
    expect(moved("2026-11-02", 2, true).changes).toEqual([
      { id: "A", start: "2026-11-02", finish: "2026-11-03" },
      { id: "B", start: "2026-11-04", finish: "2026-11-10" },
      { id: "C", start: "2026-11-10", finish: "2026-11-10" },
    ]);
  });

  it("goes no further forward than what it waits for lets it, and to a working day", () => {
    const found = reschedule({ calendar, tasks, dependencies }, { id: "B", start: "2026-11-01", durationDays: 5 });
    expect(found.changes).toEqual([{ id: "B", start: "2026-11-09", finish: "2026-11-13" }]);
    expect(moved("2026-10-31").changes[0]?.start).toBe("2026-11-02");
  });

  it("leaves alone what has begun, and says what that breaks", () => {
    const begun = tasks.map((task) => (task.id === "B" ? { ...task, isFixed: true } : task));
    expect(moved("2026-11-04", 5, false, begun)).toEqual({
      changes: [{ id: "A", start: "2026-11-04", finish: "2026-11-10" }],
      broken: [{ predecessorId: "A", successorId: "B" }],
    });
  });
});

describe("the parts of what goes elsewhere", () => {
  // Monday, 2 November 2026. Whole has the parts One, Two (begun) and, below Two, Deep; Far waits for Deep and has a part.
  const tasks: DatedTask[] = [
    { id: "Whole", start: "2026-11-02", durationDays: 10 },
    { id: "One", start: "2026-11-02", durationDays: 2, parentId: "Whole" },
    { id: "Two", start: "2026-11-04", durationDays: 2, parentId: "Whole", isFixed: true },
    { id: "Deep", start: "2026-11-05", durationDays: 2, parentId: "Two" },
    { id: "Far", start: "2026-11-09", durationDays: 1 },
    { id: "Fine", start: "2026-11-09", durationDays: 1, parentId: "Far" },
    { id: "Other", start: "2026-11-02", durationDays: 2 },
  ];
  const move = (start: string, durationDays = 10, dependencies = [waits("Deep", "Far")]) => {
    const { changes } = reschedule({ calendar, tasks, dependencies }, { id: "Whole", start, durationDays });
    return changes.map(({ id, start: day }) => `${id} ${day.slice(5)}`);
  };

  it("go along by as many working days, and push what waits for them with its parts; what has begun stays", () => {
    expect(move("2026-11-05").toSorted()).toEqual([
      "Deep 11-10",
      "Far 11-12",
      "Fine 11-12",
      "One 11-05",
      "Whole 11-05",
    ]);
    expect(move("2026-11-05")[0]).toBe("Whole 11-05");
  });

  it("come forward with it, as far as what they wait for lets them", () => {
    const found = move("2026-10-29", 10, [waits("Other", "One"), waits("Deep", "Far")]);
    expect(found.toSorted()).toEqual(["Deep 11-03", "One 11-04", "Whole 10-29"]);
  });

  it("stay where it only takes longer", () => {
    expect(move("2026-11-02", 15)).toEqual(["Whole 11-02"]);
  });

  it("end even where a part holds back what it is a part of", () => {
    const circular = [waits("One", "Far"), waits("Fine", "Far")];
    expect(move("2026-11-16", 10, circular)[0]).toBe("Whole 11-16");
  });
});

it("breaks no dependency of what it touches, pushes only, no further than it must, and touches nothing else", () => {
  fc.assert(
    fc.property(randomNetwork, fc.nat(), fc.integer({ min: -30, max: 60 }), (network, which, by) => {
      const { dependencies } = network;
      const tasks = network.tasks.map(({ id, durationDays, fixedStart, earliestStart }) => ({
        id,
        durationDays,
        start: workedFrom(network.calendar, fixedStart ?? earliestStart ?? network.start),
        isFixed: Boolean(fixedStart),
      }));
      const chosen = tasks[which % tasks.length] ?? { id: "", start: "", durationDays: 0 };
      const wanted = stepsTo(network.calendar, chosen.start, by);
      const { changes, broken } = reschedule(
        { calendar: network.calendar, tasks, dependencies },
        { ...chosen, start: wanted },
      );
      const after = new Map(
        tasks.map((task) => [task.id, changes.find(({ id }) => id === task.id)?.start ?? task.start]),
      );
      const at = (id: string, start = after.get(id) ?? "") => ({
        start,
        durationDays: tasks.find((task) => task.id === id)?.durationDays ?? 0,
      });
      const waiting = new Set([chosen.id]);
      for (let round = 0; round < tasks.length; round += 1) {
        for (const { predecessorId, successorId } of dependencies)
          if (waiting.has(predecessorId)) waiting.add(successorId);
      }
      for (const { id, start, isFixed } of tasks) {
        const now = after.get(id) ?? "";
        if (!waiting.has(id)) expect(now).toBe(start);
        if (id === chosen.id) continue;
        expect(now >= start).toBe(true);
        if (isFixed) expect(now).toBe(start);
      }
      for (const dependency of dependencies.filter(({ predecessorId }) => waiting.has(predecessorId))) {
        const { predecessorId, successorId } = dependency;
        const isListed = broken.some(
          (pair) => pair.predecessorId === predecessorId && pair.successorId === successorId,
        );
        const breaks = isBroken(network.calendar, dependency, at(predecessorId), at(successorId));
        if (breaks) expect(isListed && tasks.find(({ id }) => id === successorId)?.isFixed).toBe(true);
      }
      // A day earlier, each pushed task would break something.
      for (const { id } of changes.filter((change) => change.id !== chosen.id)) {
        const earlier = at(id, stepsTo(network.calendar, after.get(id) ?? "", -1));
        expect(
          dependencies.some(
            (dependency) =>
              dependency.successorId === id &&
              isBroken(network.calendar, dependency, at(dependency.predecessorId), earlier),
          ),
        ).toBe(true);
      }
    }),
  );
});
