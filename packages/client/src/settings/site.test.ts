import { describe, expect, it } from "vitest";
import { placeOrigin, readSite, tenantOfHost } from "./site.ts";

describe("where the parts are", () => {
  it("is the host the browser came to, with the part's port", () => {
    const site = readSite({ STEWARD_API_PORT: "4100" });
    expect(placeOrigin(site.api, "acme.localhost:3000", false)).toBe("http://acme.localhost:4100");
    expect(placeOrigin(site.api, "[::1]:3000", false)).toBe("http://[::1]:4100");
    expect(placeOrigin(site.api, "steward.example", true)).toBe("https://steward.example:4100");
  });

  it("is the fixed address where there is one", () => {
    const site = readSite({ STEWARD_API_URL: "https://api.steward.example/" });
    expect(placeOrigin(site.api, "acme.steward.example", true)).toBe("https://api.steward.example");
  });

  it.each([
    { STEWARD_API_URL: "api.steward.example" },
    { STEWARD_API_URL: "javascript:alert(1)" },
    { STEWARD_DEMO: "yes" },
  ])("refuses %j with a sentence", (env) => expect(() => readSite(env)).toThrow(/STEWARD_\w+ is n.*: set it to/));
});

describe("tenantOfHost", () => {
  it.each([
    ["acme.localhost:3000", "acme"],
    ["ACME.localhost", "acme"],
    ["localhost:3000", null],
    ["127.0.0.1:3000", null],
    ["acme.globex.localhost", null],
    ["acme.localhost.attacker.example", null],
    ["xlocalhost", null],
    ["-a.localhost", null],
    ["", null],
  ])("%s → %s", (host, tenant) => {
    expect(tenantOfHost(host, "localhost")).toBe(tenant);
  });
});
