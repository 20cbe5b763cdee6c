import { NextRequest } from "next/server";
import { afterEach, describe, expect, it, vi } from "vitest";
import { answerPage } from "./index.ts";

const ownHosts = new Map([["desk.acme.test", "acme"]]);

/** What the pages behind the proxy see, which Next carries in headers of the answer. */
async function throughProxy(url: string, headers: Record<string, string> = {}) {
  const { host } = new URL(url);
  const request = new NextRequest(url, { headers: { host, ...headers } });
  const answer = await answerPage(request, async (name) => ownHosts.get(name) ?? null);
  return {
    status: answer.status,
    text: () => answer.text(),
    headers: answer.headers,
    rewrittenTo: answer.headers.get("x-middleware-rewrite"),
    seen: (name: string) => answer.headers.get(`x-middleware-request-${name}`),
    overridden: answer.headers.get("x-middleware-override-headers")?.split(",") ?? [],
  };
}

afterEach(() => vi.unstubAllEnvs());

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
    ["http://desk.acme.test:3000/", "acme", "/acme"],
    ["http://DESK.acme.test/crm/accounts?q=a%26b", "acme", "/acme/crm/accounts?q=a%26b"],
    ["http://desk.acme.test:3000/sign-in", "acme", null],
    ["http://desk.acme.test:3000/api/auth/csrf", "acme", null],
    ["http://desk.acme.test:3000/globex/crm", "acme", "/acme/globex/crm"],
    ["http://192.0.2.7:3000/acme/crm", "acme", null],
    ["http://intranet:3000/acme/crm", "acme", null],
  ])("%s is %s's, shown from %s", async (url, tenant, shownFrom) => {
    const { seen, rewrittenTo } = await throughProxy(url);
    expect(seen("x-tenant")).toBe(tenant);
    expect(rewrittenTo && new URL(rewrittenTo).pathname + new URL(rewrittenTo).search).toBe(shownFrom);
  });

  it("is never what a client claims in the headers of the proxy", async () => {
    const claims = {
      "x-tenant": "globex",
      "x-steward-tenant-host": "globex",
      "x-steward-own-host": "desk.globex.test",
      "x-steward-path": "//x",
      "x-nonce": "known",
    };
    const { seen, overridden } = await throughProxy("http://localhost:3000/", claims);
    expect(seen("x-tenant")).toBeNull();
    expect(seen("x-steward-tenant-host")).toBeNull();
    expect(overridden).not.toContain("x-steward-own-host");
    expect(overridden).not.toContain("x-tenant");
    expect(seen("x-steward-path")).toBe("/");
    expect(seen("x-nonce")).not.toBe("known");
  });
});

describe("a host name that is none of the installation's", () => {
  it.each(["desk.globex.test", "a.desk.acme.test", "acme.test", "localhost.attacker.test", "a.acme.localhost"])(
    "shows nothing where %s is nobody's",
    async (host) => {
      for (const path of ["/", "/acme/crm", "/sign-in", "/api/auth/csrf"]) {
        const answer = await throughProxy(`http://${host}:3000${path}`);
        expect(answer.status).toBe(404);
        expect(answer.headers.get("cache-control")).toBe("no-store");
        expect(await answer.text()).not.toContain("<");
      }
    },
  );

  it("still answers who probes the process", async () => {
    expect((await throughProxy("http://web.cluster.internal:3000/health/live")).status).toBe(200);
  });

  it("is told to the pages, which reach the API under the same name", async () => {
    const { seen, headers } = await throughProxy("http://desk.acme.test:3000/crm");
    expect(seen("x-steward-own-host")).toBe("desk.acme.test");
    expect(seen("x-steward-tenant-host")).toBe("acme");
    expect(headers.get("content-security-policy")).toContain(
      "connect-src 'self' http://desk.acme.test:4000 ws://desk.acme.test:4000;",
    );
  });

  it("is served beside fixed addresses, which go on being served", async () => {
    vi.stubEnv("STEWARD_WEB_URL", "https://steward.example");
    vi.stubEnv("STEWARD_API_URL", "https://api.steward.example");
    const https = { "x-forwarded-proto": "https" };
    expect((await throughProxy("http://steward.example/acme/crm", https)).status).toBe(200);
    const own = await throughProxy("http://desk.acme.test/crm", https);
    expect(own.headers.get("content-security-policy")).toContain("connect-src 'self' https://desk.acme.test wss:");
    expect(own.headers.get("strict-transport-security")).toContain("max-age=63072000");
    const nobodys = await throughProxy("http://desk.globex.test/crm", https);
    expect(nobodys.headers.get("strict-transport-security")).toContain("max-age=63072000");
  });

  it("shows no operator's console: its owner decides where the password goes tomorrow", async () => {
    for (const path of ["/operator", "/operator/users"]) {
      expect((await throughProxy(`http://desk.acme.test:3001${path}`)).status).toBe(404);
    }
  });
});

describe("security headers", () => {
  it("let scripts run by a nonce of this answer only, and reach this site and its API only", async () => {
    const [one, other] = [
      await throughProxy("http://acme.localhost:3000/"),
      await throughProxy("http://acme.localhost:3000/"),
    ];
    const policy = one.headers.get("content-security-policy") ?? "";
    expect(policy).toContain(`script-src 'self' 'nonce-${one.seen("x-nonce")}' 'strict-dynamic';`);
    expect(policy).toContain("connect-src 'self' http://acme.localhost:4000 ws://acme.localhost:4000;");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(one.seen("x-nonce")).not.toBe(other.seen("x-nonce"));
  });

  it("insist on https where the page was reached by it, and only there", async () => {
    vi.stubEnv("STEWARD_DOMAIN", "steward.example");
    const secure = await throughProxy("http://steward.example/", { "x-forwarded-proto": "https" });
    expect(secure.headers.get("strict-transport-security")).toContain("max-age=63072000");
    expect(secure.headers.get("content-security-policy")).toContain(
      "connect-src 'self' https://steward.example:4000 wss:",
    );
    expect((await throughProxy("http://localhost:3000/")).headers.get("strict-transport-security")).toBeNull();
  });

  it("do not take a host for more than a host", async () => {
    const { headers } = await throughProxy("http://localhost:3000/", { host: "x; script-src *" });
    expect(headers.get("content-security-policy")).not.toContain("script-src *");
  });
});
