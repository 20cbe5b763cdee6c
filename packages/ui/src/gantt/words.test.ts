import { describe, expect, it } from "vitest";
import { ganttRows, spanOf } from "./rows.ts";
import type { GanttTask } from "./types.ts";
import { barText, tiesOf } from "./words.ts";

const task = (id: string, more: Partial<GanttTask> = {}): GanttTask => ({
  id,
  title: id.toUpperCase(),
  start: "2026-03-05",
  end: "2026-03-09",
  ...more,
});

function said(tasks: readonly GanttTask[], ties?: string): string[] {
  return ganttRows(tasks, new Set()).map((row) => barText(row, row.span, ties, "en-GB"));
}

describe("what is said of a bar", () => {
  it("is all that it shows", () => {
    const text = "5 March 2026 to 9 March 2026; 25 % done; on the critical path; starts after B ends";
    expect(said([task("a", { progress: 0.25, critical: true })], "starts after B ends")).toEqual([text]);
    expect(said([task("a", { milestone: true, start: null, locked: "Signed" })])).toEqual([
      "Milestone, 9 March 2026; cannot be moved: Signed",
    ]);
    expect(said([task("a", { start: null, end: null }), task("b", { parentId: "a", end: null })])).toEqual([
      "5 March 2026; from its subtasks",
      "5 March 2026",
    ]);
    expect(said([task("a", { start: null, end: null })])).toEqual(["Not dated"]);
  });

  it("names what ties it, in each of the four ways", () => {
    const types = ["FS", "SS", "FF", "SF"] as const;
    const links = types.map((type) => ({ id: type, from: "a", to: "b", type }));
    expect(tiesOf([task("a"), task("b")], [...links, { id: "x", from: "gone", to: "b", type: "FS" }]).get("b")).toBe(
      "starts after A ends, starts after A starts, ends after A ends, ends after A starts",
    );
  });

  it("turns dates around that came the wrong way", () => {
    const span = spanOf(task("a"));
    expect(spanOf(task("a", { start: "2026-03-09", end: "2026-03-05" }))).toEqual(span);
  });
});
