import { describe, expect, it } from "vitest";
import { invitedInWords, outcomesInWords } from "./outcome-words.ts";

const answer = (email: string, outcome: "invited" | "renewed" | "alreadyMember" | "domainNotAllowed") => ({
  email,
  outcome,
});

describe("what became of invitations", () => {
  it("names those left out, by reason", () => {
    const answers = [
      answer("a@acme.test", "invited"),
      answer("b@acme.test", "alreadyMember"),
      answer("c@other.test", "domainNotAllowed"),
      answer("d@acme.test", "alreadyMember"),
    ];
    expect(outcomesInWords(answers)).toEqual([
      "Member already: b@acme.test, d@acme.test",
      "Not of an allowed domain (see Security): c@other.test",
    ]);
    expect(invitedInWords(answers)).toBe("a@acme.test is invited");
  });

  it("says nothing about those who got a mail but how many", () => {
    const answers = [answer("a@acme.test", "invited"), answer("b@acme.test", "renewed")];
    expect(outcomesInWords(answers)).toEqual([]);
    expect(invitedInWords(answers)).toBe("2 people are invited");
    expect(invitedInWords([])).toBe("Nobody was invited");
  });
});
