import { describe, expect, it } from "vitest";
import { changedFields, otherValues, valueText } from "./event-values.ts";
import { eventWords } from "./event-words.ts";

describe("what an event carries", () => {
  const payload = {
    name: "Acme",
    reasons: ["one", "two"],
    changes: { maxSessionHours: { from: null, to: 12 }, ownerId: { from: "a", to: "b" } },
  };

  it("is split into changed fields with both values, and the rest", () => {
    expect(changedFields(payload)).toEqual([
      { field: "Max session hours", before: null, after: 12 },
      { field: "Owner", before: "a", after: "b" },
    ]);
    expect(otherValues(payload)).toEqual([
      { label: "Name", value: "Acme" },
      { label: "Reasons", value: "one\ntwo" },
    ]);
  });

  it("may be anything at all", () => {
    for (const odd of [null, "text", [], { changes: "none" }, { changes: { a: 1 } }]) {
      expect(changedFields(odd)).toEqual([]);
    }
    expect(otherValues(null)).toEqual([]);
    expect([null, "", [], false, true, 3].map(valueText)).toEqual(["–", "–", "–", "No", "Yes", "3"]);
  });
});

describe("what an event is called", () => {
  it("comes from its name unless there are better words", () => {
    expect(eventWords("crm.deal.stageChanged")).toBe("Deal stage changed");
    expect(eventWords("org.tenant.updated")).toBe("Organisation updated");
    expect(eventWords("org.apiKey.created")).toBe("API key made");
  });
});
