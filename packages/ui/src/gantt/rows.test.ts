import { describe, expect, it } from "vitest";
import { dayNumber } from "../part/days.ts";
import { ganttRows, shifted } from "./rows.ts";
import type { GanttTask } from "./types.ts";

const task = (id: string, parentId: string | null, start: string | null = null, end = start): GanttTask => ({
  id,
  title: id,
  parentId,
  start,
  end,
});
const plan = [
  task("build", null),
  task("launch", null, "2026-03-20"),
  task("walls", "build", "2026-03-05", "2026-03-09"),
  task("roof", "build"),
  task("tiles", "roof", "2026-03-10", "2026-03-12"),
];
const shape = (rows: ReturnType<typeof ganttRows>) =>
  rows.map(({ task: { id }, depth }) => `${" ".repeat(depth)}${id}`);

describe("the rows of a Gantt chart", () => {
  it("put children below their parents, wherever they stood", () => {
    expect(shape(ganttRows(plan, new Set()))).toEqual(["build", " walls", " roof", "  tiles", "launch"]);
    expect(ganttRows(plan, new Set())[3]?.parent).toBe(2);
  });

  it("span a parent over what is below it, collapsed or moved", () => {
    const moved = new Map([["tiles", { start: "2026-03-11", end: "2026-03-16" }]]);
    const rows = ganttRows(plan, new Set(["build"]), moved);
    expect(shape(rows)).toEqual(["build", "launch"]);
    const span = { from: dayNumber("2026-03-05"), to: dayNumber("2026-03-16") };
    expect(rows[0]).toMatchObject({ isSummary: true, hasChildren: true, isOpen: false, span });
    expect(rows[1]).toMatchObject({ isSummary: false, hasChildren: false });
  });

  it("lose no task to a parent that is not there or to a circle of parents", () => {
    const rows = ganttRows(
      [task("a", "b"), task("b", "a"), task("c", "b"), task("d", "gone"), task("e", "e")],
      new Set(),
    );
    expect(shape(rows)).toEqual(["a", "b", " c", "d", "e"]);
  });

  it.each([
    ["move", 3, { from: 13, to: 15 }],
    ["start", 5, { from: 12, to: 12 }],
    ["end", -9, { from: 10, to: 10 }],
    ["end", 2, { from: 10, to: 14 }],
  ] as const)("%s by %i days", (grip, days, expected) => {
    expect(shifted({ from: 10, to: 12 }, grip, days)).toEqual(expected);
  });
});
