import type { TaskBoard } from "@steward/contracts/projects/board";
import type { TaskItem } from "@steward/contracts/projects/task";
import { describe, expect, it } from "vitest";
import { type CellRest, columnsOf, lanesOf } from "./board-cards.ts";

const task = (id: string) => ({ id }) as TaskItem;
const status = (id: string, wipLimit: number | null = null) =>
  ({ id, name: id, kind: "todo", wipLimit, version: 1 }) as const;

const board: TaskBoard = {
  columns: [
    { status: status("todo", 3), count: 4, total: 4, isOverLimit: true },
    { status: status("review"), count: 1, total: 1, isOverLimit: false },
  ],
  lanes: [],
  cells: [
    { statusId: "todo", laneId: "ann", count: 2, items: [task("a")], nextCursor: "more" },
    { statusId: "todo", laneId: "bob", count: 1, items: [task("a")], nextCursor: null },
    { statusId: "review", laneId: "ann", count: 1, items: [task("c")], nextCursor: null },
  ],
};

const rests = (loaded: Record<string, CellRest>) => ({
  of: ({ statusId, laneId, nextCursor }: TaskBoard["cells"][number]) =>
    loaded[`${statusId} ${laneId}`] ?? { items: [], cursor: nextCursor, loading: false },
  load: () => undefined,
});

describe("columnsOf", () => {
  it("shows a task in the row of each who is to do it, as cards of their own", () => {
    const [todo, review] = columnsOf(board, rests({}));
    expect(todo?.cards.map(({ id, laneId }) => [id, laneId])).toEqual([
      ["ann:a", "ann"],
      ["bob:a", "bob"],
    ]);
    expect(todo).toMatchObject({ count: 4, limit: 3, hasMore: true });
    expect(review).toMatchObject({ hasMore: false });
    expect(review).not.toHaveProperty("limit");
  });

  it("shows a card once that moved to another column after it was loaded in its old one", () => {
    const stale = { "todo ann": { items: [task("b"), task("c")], cursor: null, loading: false } };
    const [todo, review] = columnsOf(board, rests(stale));
    expect(todo?.cards.map(({ id }) => id)).toEqual(["ann:a", "ann:b", "bob:a"]);
    expect(review?.cards.map(({ id }) => id)).toEqual(["ann:c"]);
  });
});

describe("lanesOf", () => {
  it.each([
    ["priority", "none", "No priority"],
    ["priority", "urgent", "Urgent"],
    ["assignee", "none", "Nobody"],
    ["assignee", "m1", "Ann"],
  ] as const)("calls the %s %s “%s”", (swimlane, id, title) => {
    const lanes = [{ id, name: id === "m1" ? "Ann" : id, count: 2 }];
    expect(lanesOf({ ...board, lanes }, swimlane)).toEqual([{ id, title, count: 2 }]);
  });
});
