import { describe, expect, it } from "vitest";
import { groupBy, matchActions } from "./palette-match.ts";

const actions = [
  { id: "1", label: "Deals", group: "CRM" },
  { id: "2", label: "Ideal customers", group: "CRM" },
  { id: "3", label: "New account", keywords: ["company", "customer"], group: "Actions" },
];
const found = (query: string) => matchActions(actions, query).map((action) => action.id);

describe("matchActions", () => {
  it("puts labels that begin with the word first", () => {
    expect(found("deal")).toEqual(["1", "2"]);
  });
  it("looks in keywords and groups, for every word", () => {
    expect(found("company")).toEqual(["3"]);
    expect(found("crm ideal")).toEqual(["2"]);
    expect(found("crm company")).toEqual([]);
  });
  it("offers everything before anything is typed", () => {
    expect(found("  ")).toEqual(["1", "2", "3"]);
  });
});

describe("groupBy", () => {
  it("keeps the order in which groups appear", () => {
    expect(groupBy(actions, (action) => action.group).map(([group, items]) => [group, items.length])).toEqual([
      ["CRM", 2],
      ["Actions", 1],
    ]);
  });
});
