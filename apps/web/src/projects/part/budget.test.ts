import type { ProjectBudget } from "@steward/contracts/time/budget";
import { describe, expect, it } from "vitest";
import { overBudget, tighterBudget } from "./budget.ts";

const budget = (hours: readonly [number, number | null], money: readonly [number, number | null] | null) =>
  ({
    ...{ projectId: "", isWhole: true, minutes: hours[0], budgetMinutes: hours[1] },
    money: money && { amountMinor: money[0], budgetMinor: money[1], currency: "EUR", unpricedMinutes: 0 },
  }) satisfies ProjectBudget;

describe("a budget", () => {
  it("is passed by what is more than it, and never where there is none", () => {
    expect([overBudget(90, 60), overBudget(60, 60), overBudget(1, 0), overBudget(90, null)]).toEqual([30, 0, 1, 0]);
  });

  it.each([
    ["hours, where money is not told", budget([1, 10], null), "hours"],
    ["the one that is used up further", budget([5, 10], [60, 100]), "money"],
    ["hours, where both are equal", budget([5, 10], [50, 100]), "hours"],
    ["the one there is", budget([500, null], [1, 100]), "money"],
    ["a budget of nothing, once there is something", budget([99, 10], [1, 0]), "money"],
    ["none", budget([5, null], [5, null]), null],
  ])("is shown where there is room for one: %s", (_, of, which) => {
    expect(tighterBudget(of)).toBe(which);
  });
});
