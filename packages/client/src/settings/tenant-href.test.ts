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

it("other organisations and other origins keep the way the page was reached", () => {
  expect(tenantSite("http://localhost:3001", "acme", "globex")).toBe("http://localhost:3001/globex");
  expect(tenantSite("http://acme.localhost:3001", "acme", "acme")).toBe("http://acme.localhost:3001/");
  expect(tenantSite("http://acme.localhost:3000", "acme", "globex")).toBe("http://globex.localhost:3000/");
  expect(tenantSite("https://steward.example", "acme", "globex")).toBe("https://steward.example/globex");
});
