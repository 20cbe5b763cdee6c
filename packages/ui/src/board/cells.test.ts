import { describe, expect, it } from "vitest";
import { cellId, cellOf, lanesOf } from "./cells.ts";

const card = (id: string, who: string) => ({ id, who });
const columns = [
  { id: "todo", cards: [card("1", "ann"), card("2", "bob"), card("3", "ann")] },
  { id: "done", cards: [card("4", "zoe")] },
];

describe("cells of a board", () => {
  it("are its columns while there are no swimlanes", () => {
    expect(lanesOf(columns)).toEqual({ todo: ["1", "2", "3"], done: ["4"] });
    expect(cellOf(cellId("todo"))).toEqual({ column: "todo" });
  });

  it("keep the column's order in every swimlane, and leave out cards of none of them", () => {
    const lanes = lanesOf(columns, [{ id: "ann" }, { id: "bob" }], ({ who }) => who);
    expect(lanes).toEqual({
      [cellId("todo", "ann")]: ["1", "3"],
      [cellId("todo", "bob")]: ["2"],
      [cellId("done", "ann")]: [],
      [cellId("done", "bob")]: [],
    });
    expect(cellOf(cellId("todo", "ann"))).toEqual({ column: "todo", swimlane: "ann" });
  });
});
