import { describe, expect, it } from "vitest";
import { type Explanation, explanationWords } from "./explanation-words.ts";

const base: Explanation = {
  member: { id: "m", name: "Ana Silva", role: "manager", customRole: null },
  apiKey: null,
  procedure: "crm.deal.win",
  permission: "crm.deal.write",
  description: "Add, change, move, win, lose and reopen deals",
  allowed: true,
  rule: { kind: "role", role: "manager" },
  rows: null,
  secondFactor: false,
};

describe("why may this member do this?", () => {
  it("names the role and the permission", () => {
    expect(explanationWords(base)).toEqual({
      verdict: "Ana Silva may call crm.deal.win.",
      because: "Their role Manager includes “Add, change, move, win, lose and reopen deals” (crm.deal.write).",
      besides: [],
    });
  });

  it("names the organisation's own role that refuses, and nothing that would hold besides", () => {
    const { verdict, because, besides } = explanationWords({
      ...base,
      allowed: false,
      rule: { kind: "customRoleLacks", id: "r", name: "Night desk" },
      secondFactor: true,
    });
    expect(verdict).toBe("Ana Silva may not call crm.deal.win.");
    expect(because).toContain("Night desk, one of the organisation's own, does not include");
    expect(besides).toEqual([]);
  });

  it("speaks of a program where a key is asked about", () => {
    const { verdict, because } = explanationWords({
      ...base,
      apiKey: { id: "k", name: "Export" },
      allowed: false,
      rule: { kind: "keyLacks" },
    });
    expect(verdict).toBe("A program with the key “Export” of Ana Silva may not call crm.deal.win.");
    expect(because).toContain("The key Export does not include");
  });

  it("says which records are reached, and what it takes to reach all", () => {
    const { besides } = explanationWords({
      ...base,
      rows: { reach: "own", allWith: "org.apiKey.manage" },
      secondFactor: true,
    });
    expect(besides[0]).toContain("their own records only");
    expect(besides[0]).toContain("See and revoke everybody's API keys");
    expect(besides[1]).toContain("two steps");
  });
});
