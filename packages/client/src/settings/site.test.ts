import { describe, expect, it } from "vitest";
import { foreignName, originsAtHome, originsUnderOwnHost, placeOrigin, readSite, tenantOfHost } from "./site.ts";

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

describe("an organisation's own host name", () => {
  it("has workspace and API under it, and leads home to the installation's", () => {
    const ports = readSite({});
    expect(originsUnderOwnHost(ports, "desk.acme.test:3000", false)).toEqual({
      web: "http://desk.acme.test:3000",
      admin: "http://desk.acme.test:3001",
      api: "http://desk.acme.test:4000",
    });
    expect(originsAtHome(ports, false).web).toBe("http://localhost:3000");
    const fixed = readSite({
      STEWARD_WEB_URL: "https://steward.example",
      STEWARD_ADMIN_URL: "https://admin.steward.example",
      STEWARD_API_URL: "https://api.steward.example:8443",
    });
    expect(originsUnderOwnHost(fixed, "desk.acme.test", true)).toEqual({
      web: "https://desk.acme.test",
      admin: "https://admin.steward.example",
      api: "https://desk.acme.test:8443",
    });
    expect(originsAtHome(fixed, true).web).toBe("https://steward.example");
  });

  it.each([
    ["desk.acme.test:3000", "desk.acme.test"],
    ["Desk.ACME.test", "desk.acme.test"],
    ["a.acme.localhost", "a.acme.localhost"],
    ["acme.localhost", null],
    ["localhost:3000", null],
    ["steward.example", null],
    ["127.0.0.1:3000", null],
    ["[::1]:3000", null],
    ["intranet", null],
    ["x; script-src *", null],
    ["", null],
  ])("%s asks for %s", (host, name) => {
    expect(foreignName(host, readSite({ STEWARD_WEB_URL: "https://steward.example" }))).toBe(name);
  });
});
