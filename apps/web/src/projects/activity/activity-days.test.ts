import type { ActivityEntry } from "@steward/contracts/projects/activity";
import { describe, expect, it } from "vitest";
import { daysOf } from "./activity-days.ts";

const anna = { memberId: "anna", name: "Anna" };
let made = 0;

function moved(at: string, to = "Done", rest: Partial<ActivityEntry> = {}): ActivityEntry {
  made += 1;
  return {
    id: String(made),
    name: "projects.task.moved",
    at: new Date(at),
    actor: anna,
    task: { id: `task-${made}`, key: `A-${made}`, number: made, title: "Task", isGone: false },
    detail: { kind: "moved", from: "To do", to, ended: null },
    ...rest,
  };
}

const shape = (entries: ActivityEntry[], timeZone = "UTC") =>
  daysOf(entries, timeZone).map(({ day, lines }) => [day, lines.map(({ tasks }) => tasks.length)]);

describe("what happened, by day", () => {
  it("goes by the organisation's clock", () => {
    const entries = [moved("2026-03-01T23:30:00Z"), moved("2026-03-01T08:00:00Z")];
    expect(shape(entries)).toEqual([["2026-03-01", [1, 1]]]);
    expect(shape(entries, "Europe/Berlin")).toEqual([
      ["2026-03-02", [1]],
      ["2026-03-01", [1]],
    ]);
  });

  it("is one line where one person did the same to many tasks at once", () => {
    const at = "2026-03-01T08:00:00Z";
    const from = { kind: "moved", from: "Review", to: "Done", ended: null } as const;
    expect(shape([moved(at), moved(at, "Done", { detail: from }), moved(at)])).toEqual([["2026-03-01", [3]]]);
    expect(shape([moved(at), moved(at, "Review"), moved(at)])).toEqual([["2026-03-01", [1, 1, 1]]]);
    const other = { actor: { memberId: "sam", name: "Sam" } };
    expect(shape([moved(at), moved(at, "Done", other)])).toEqual([["2026-03-01", [1, 1]]]);
    expect(shape([moved("2026-03-01T08:05:00Z"), moved(at)])).toEqual([["2026-03-01", [1, 1]]]);
    // Twice the same to one task is twice.
    const task = moved(at).task;
    expect(shape([moved(at, "Done", { task }), moved(at, "Done", { task })])).toEqual([["2026-03-01", [1, 1]]]);
  });
});
