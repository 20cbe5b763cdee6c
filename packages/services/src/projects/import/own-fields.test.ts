import { describe, expect, it } from "vitest";
import { wantedCycles } from "./own-cycles.ts";
import { valueFor, wantedFields } from "./own-fields.ts";
import { blankTask } from "./read/incoming-task.ts";

const answering = (own: Record<string, string>) => ({
  ...blankTask("A"),
  own: Object.entries(own).map(([name, value]) => ({ name, value })),
});

describe("fields that a file wants", () => {
  it("ask for what all its answers are, and are those of the project where it has them", () => {
    const there = { id: "1", name: "Size", kind: "choice", options: ["S", "M"] } as const;
    const tasks = [
      answering({ Points: "5", When: "1.2.2026", Mixed: "3", size: "s" }),
      answering({ points: "0,5", When: "12/Jan/24 3:04 PM", Mixed: "many" }),
    ];
    const kinds = [...wantedFields(tasks, [there], "dmy")].map(([key, { id, kind }]) => [key, id, kind]);
    expect(kinds).toEqual([
      ["points", null, "number"],
      ["when", null, "date"],
      ["mixed", null, "text"],
      ["size", "1", "choice"],
    ]);
  });

  it.each([
    ["number", "1,5", 1.5],
    ["number", "five", undefined],
    ["date", "12/Jan/24 3:04 PM", "2024-01-12"],
    ["choice", "m", "M"],
    ["choice", "XL", undefined],
    ["checkbox", "true", true],
    ["checkbox", "perhaps", undefined],
    ["text", "five", "five"],
  ] as const)("of kind %s take %j as %j", (kind, text, value) =>
    expect(valueFor({ kind, options: ["S", "M"] }, text, "dmy")).toBe(value),
  );
});

describe("days of a new cycle", () => {
  const daysOf = (given: [string | null, string | null], startOn: string | null, dueOn: string | null) => {
    const cycle = { name: "One", startOn: given[0], endOn: given[1] };
    const [one] = wantedCycles([{ ...blankTask("A"), cycle, startOn, dueOn }], [], "2026-03-02").values();
    return [one?.startOn, one?.endOn];
  };
  const none: [null, null] = [null, null];
  it.each([
    ["those that the file says", ["2026-01-05", "2026-01-16"], "2026-05-01", null, ["2026-01-05", "2026-01-16"]],
    ["two weeks from the one that it says", ["2026-01-05", null], null, null, ["2026-01-05", "2026-01-18"]],
    ["those of its tasks", none, "2026-01-07", "2026-01-30", ["2026-01-07", "2026-01-30"]],
    ["the two weeks until all is due", none, null, "2026-01-30", ["2026-01-17", "2026-01-30"]],
    ["two weeks from now", none, null, null, ["2026-03-02", "2026-03-15"]],
    ["never longer than a cycle may be", none, "2020-01-01", "2026-01-30", ["2026-01-17", "2026-01-30"]],
  ] as const)("are %s", (_which, given, startOn, dueOn, days) =>
    expect(daysOf([given[0], given[1]], startOn, dueOn)).toEqual(days),
  );
});
