import { NextRequest } from "next/server";
import { describe, expect, it } from "vitest";
import { siteProxy } from "./index.ts";

/** What the pages behind the proxy see, which Next carries in headers of the answer. */
function throughProxy(url: string, headers: Record<string, string> = {}) {
  const { host } = new URL(url);
  const answer = siteProxy(new NextRequest(url, { headers: { host, ...headers } }));
  return {
    headers: answer.headers,
    rewrittenTo: answer.headers.get("x-middleware-rewrite"),
    seen: (name: string) => answer.headers.get(`x-middleware-request-${name}`),
    overridden: answer.headers.get("x-middleware-override-headers")?.split(",") ?? [],
  };
}

describe("the organisation of a request", () => {
  it.each([
    ["http://localhost:3000/acme/crm", "acme", null],
    ["http://localhost:3000/", null, null],
    ["http://localhost:3000/sign-in?return=/acme", null, null],
    ["http://localhost:3000/api/auth/csrf", null, null],
    ["http://localhost:3000/operator/tenants", null, null],
    ["http://acme.localhost:3000/", "acme", "/acme"],
    ["http://acme.localhost:3000/crm/accounts?q=a%26b", "acme", "/acme/crm/accounts?q=a%26b"],
    ["http://acme.localhost:3000/sign-in", "acme", null],
    ["http://acme.localhost:3000/api/auth/csrf", "acme", null],
    ["http://acme.localhost:3000/globex/crm", "acme", "/acme/globex/crm"],
  ])("%s is %s's, shown from %s", (url, tenant, shownFrom) => {
    const { seen, rewrittenTo } = throughProxy(url);
    expect(seen("x-tenant")).toBe(tenant);
    expect(rewrittenTo && new URL(rewrittenTo).pathname + new URL(rewrittenTo).search).toBe(shownFrom);
  });

  it("is never what a client claims in the headers of the proxy", () => {
    const claims = {
      "x-tenant": "globex",
      "x-steward-tenant-host": "globex",
      "x-steward-path": "//x",
      "x-nonce": "known",
    };
    const { seen, overridden } = throughProxy("http://localhost:3000/", claims);
    expect(seen("x-tenant")).toBeNull();
    expect(seen("x-steward-tenant-host")).toBeNull();
    expect(overridden).not.toContain("x-tenant");
    expect(seen("x-steward-path")).toBe("/");
    expect(seen("x-nonce")).not.toBe("known");
  });
});

describe("security headers", () => {
  it("let scripts run by a nonce of this answer only, and reach this site and its API only", () => {
    const [one, other] = [throughProxy("http://acme.localhost:3000/"), throughProxy("http://acme.localhost:3000/")];
    const policy = one.headers.get("content-security-policy") ?? "";
    expect(policy).toContain(`script-src 'self' 'nonce-${one.seen("x-nonce")}' 'strict-dynamic';`);
    expect(policy).toContain("connect-src 'self' http://acme.localhost:4000 ws://acme.localhost:4000;");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(one.seen("x-nonce")).not.toBe(other.seen("x-nonce"));
  });

  it("insist on https where the page was reached by it, and only there", () => {
    const secure = throughProxy("http://steward.example/", { "x-forwarded-proto": "https" });
    expect(secure.headers.get("strict-transport-security")).toContain("max-age=63072000");
    expect(secure.headers.get("content-security-policy")).toContain(
      "connect-src 'self' https://steward.example:4000 wss:",
    );
    expect(throughProxy("http://localhost:3000/").headers.get("strict-transport-security")).toBeNull();
  });

  it("do not take a host for more than a host", () => {
    const { headers } = throughProxy("http://localhost:3000/", { host: "x; script-src *" });
    expect(headers.get("content-security-policy")).not.toContain("script-src *");
  });
});
