import { expect, test } from "@playwright/test";
import { type SiteAnswer, siteHeaders } from "@steward/client/site-headers";
import { settings } from "./settings.ts";

/** One of each kind, from the processes as they are started: answers of Next, of next-auth, of files, and refusals. */
const asked: [SiteAnswer, string, number][] = [
  ["page", "/sign-in", 200],
  ["page", "/acme", 307],
  ["page", "/%E0%A4%A", 400],
  ["asset", "/icon.svg", 200],
  ["auth", "/api/auth/csrf", 200],
  ["health", "/health/live", 200],
];

for (const [kind, path, status] of asked) {
  test(`web and admin answer ${path} with the headers declared for its kind`, async ({ request }) => {
    for (const site of [settings.webUrl, settings.adminUrl]) {
      const answer = await request.get(`${site}${path}`, { maxRedirects: 0 });
      expect(answer.status(), site).toBe(status);
      const headers = answer.headers();
      for (const [name, value] of Object.entries(siteHeaders[kind])) {
        if (kind === "page" && name === "content-security-policy") continue;
        expect(headers[name], `${site} ${name}`).toContain(value);
      }
      expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
      expect(headers["x-powered-by"]).toBeUndefined();
    }
  });
}

test("a page's policy lets scripts run by its own nonce only", async ({ request }) => {
  const policies = await Promise.all(
    [0, 1].map(async () => (await request.get(`${settings.webUrl}/sign-in`)).headers()["content-security-policy"]),
  );
  const nonces = policies.map((policy) => /script-src 'self' 'nonce-([^']+)' 'strict-dynamic'/.exec(policy ?? "")?.[1]);
  expect(nonces[0]).toBeTruthy();
  expect(nonces[0]).not.toBe(nonces[1]);
});

test("a file of the build is refused to other sites and runs nothing by itself", async ({ request }) => {
  const page = await (await request.get(`${settings.webUrl}/sign-in`)).text();
  const [, script = ""] = /src="(\/_next\/static\/[^"]+\.js)"/.exec(page) ?? [];
  const answer = await request.get(`${settings.webUrl}${script}`);
  expect(answer.status()).toBe(200);
  expect(answer.headers()).toMatchObject(siteHeaders.asset);
});
