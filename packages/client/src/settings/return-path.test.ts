import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { returnPath, signInPath } from "./return-path.ts";

describe("returnPath", () => {
  it.each(["/acme", "/acme/crm/deals?stage=won&sort=-amount#top", "/acme/a%20b"])("keeps %s", (path) => {
    expect(returnPath(path)).toBe(path);
  });

  it.each([
    "https://attacker.example/",
    "//attacker.example",
    "/\\attacker.example",
    "/\t/attacker.example",
    "/.//attacker.example",
    "/x/..//attacker.example",
    "\\\\attacker.example",
    "javascript:alert(1)",
    "acme",
    "",
    "/sign-in?return=/sign-in",
    "/api/auth/signout",
    undefined,
    null,
  ])("answers the front page for %j", (wanted) => {
    expect(returnPath(wanted)).toBe("/");
  });

  it("never leaves the site, whatever is asked", () => {
    const hostile = fc.array(
      fc.constantFrom("/", "\\", ".", "..", "\t", "\n", "@", ":", "?", "#", "%2f", "evil.example"),
    );
    fc.assert(
      fc.property(hostile, (parts) => {
        const path = returnPath(`/${parts.join("")}`);
        expect(new URL(path, "https://steward.example").origin).toBe("https://steward.example");
      }),
      { numRuns: 5_000 },
    );
  });
});

it("signInPath remembers where from", () => {
  expect(signInPath("/acme/crm?x=1")).toBe("/sign-in?return=%2Facme%2Fcrm%3Fx%3D1");
  expect(signInPath("/")).toBe("/sign-in");
});

it("signInPath says why only where somebody who is signed in has to sign in again", () => {
  expect(signInPath("/acme", "auth.session_too_old")).toBe("/sign-in?return=%2Facme&error=auth.session_too_old");
  expect(signInPath("/acme", "auth.session_expired")).toBe("/sign-in?return=%2Facme");
  expect(signInPath("/", "auth.session_too_old")).toBe("/sign-in?error=auth.session_too_old");
});
