import { expect, it } from "vitest";
import { pathInside, tenantHref, tenantSite } from "./tenant-href.ts";

it("links carry the organisation where the host does not", () => {
  expect(tenantHref("acme", false, "/crm/accounts?q=1")).toBe("/acme/crm/accounts?q=1");
  expect(tenantHref("acme", false, "/")).toBe("/acme");
  expect(tenantHref("acme", true, "/crm/accounts")).toBe("/crm/accounts");
  expect(tenantHref("acme", true, "/")).toBe("/");
});

it("one path inside, however the page was reached", () => {
  for (const pathname of ["/acme/crm/accounts", "/crm/accounts"]) {
    expect(pathInside("acme", pathname)).toBe("/crm/accounts");
  }
  expect(pathInside("acme", "/acme")).toBe("/");
  expect(pathInside("acme", "/acmeco/crm")).toBe("/acmeco/crm");
});

it("other organisations and other sites keep the way the page was reached", () => {
  const at = (webUrl: string, adminUrl: string) => ({ webUrl, adminUrl, ownHost: null });
  const byPath = at("https://steward.example", "http://localhost:3001");
  expect(tenantSite(byPath, "admin", "acme", "globex")).toBe("http://localhost:3001/globex");
  expect(tenantSite(byPath, "web", "acme", "globex")).toBe("https://steward.example/globex");
  const byHost = at("http://acme.localhost:3000", "http://acme.localhost:3001");
  expect(tenantSite(byHost, "admin", "acme", "acme")).toBe("http://acme.localhost:3001/");
  expect(tenantSite(byHost, "web", "acme", "globex")).toBe("http://globex.localhost:3000/");
});

it("an organisation's own host name leads to that organisation only", () => {
  const home = { webUrl: "https://steward.example", adminUrl: "https://admin.steward.example" };
  const ownHost = { name: "desk.acme.test", ...home };
  const byPort = { webUrl: "http://desk.acme.test:3000", adminUrl: "http://desk.acme.test:3001", ownHost };
  expect(tenantSite(byPort, "web", "acme", "acme")).toBe("http://desk.acme.test:3000/");
  expect(tenantSite(byPort, "admin", "acme", "acme")).toBe("http://desk.acme.test:3001/");
  expect(tenantSite(byPort, "web", "acme", "globex")).toBe("https://steward.example/globex");
  expect(tenantSite({ ...byPort, adminUrl: home.adminUrl }, "admin", "acme", "acme")).toBe(
    "https://admin.steward.example/acme",
  );
});
