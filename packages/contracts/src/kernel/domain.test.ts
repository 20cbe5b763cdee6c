import { describe, expect, it } from "vitest";
import { domainSchema, toDomain } from "./domain.ts";

describe("toDomain", () => {
  it.each([
    ["https://www.Acme.com/about?x=1", "acme.com"],
    ["acme.com", "acme.com"],
    ["  WWW.Acme.co.uk. ", "acme.co.uk"],
    ["münchen.de", "xn--mnchen-3ya.de"],
    ["http://user:secret@acme.com:8080", "acme.com"],
  ])("reads %s as %s", (text, domain) => expect(toDomain(text)).toBe(domain));

  it.each(["", "acme", "not a domain", "javascript:alert(1)", "127.0.0.1", "a..b", "=cmd|'/c calc'!A1"])(
    "finds none in %j",
    (text) => expect(toDomain(text)).toBeUndefined(),
  );

  it("clears on an empty value and names the trouble on a wrong one", () => {
    expect(domainSchema.parse(" ")).toBeNull();
    expect(domainSchema.safeParse("not a domain").error?.issues[0]?.message).toBe("Enter a web site such as acme.com");
  });
});
