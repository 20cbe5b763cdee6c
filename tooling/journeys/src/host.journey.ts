import { expect } from "@playwright/test";
import { settled, test } from "./session.ts";
import { settings } from "./settings.ts";

// Rewritten pages were fetched over the network under another name: links and return addresses lost the subdomain.
test("an organisation's subdomain shows its workspace and administration, and stays in the address", async ({
  page,
}) => {
  const under = (site: string) => site.replace("//", "//globex.");
  await page.goto(`${under(settings.webUrl)}/crm/accounts`);
  await expect(page).toHaveURL(/\/sign-in\?return=%2Fcrm%2Faccounts$/);
  await settled(page);
  await page.getByLabel("E-mail").fill("owner@globex.test");
  await page.getByLabel("Password", { exact: true }).fill("steward-demo");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(`${under(settings.webUrl)}/crm/accounts`);
  await expect(page.locator("tbody tr").first()).toBeVisible();
  await expect(page.locator('nav a[href="/crm/contacts"]').first()).toBeAttached();
  // Cookies know no ports: whoever is signed in to the workspace is in the administration as well.
  await page.goto(`${under(settings.adminUrl)}/members`);
  await expect(page).toHaveURL(`${under(settings.adminUrl)}/members`);
  await expect(page.locator("tbody tr").first()).toBeVisible();
});

test("a name that is nobody's shows nothing", async ({ request }) => {
  for (const site of [settings.webUrl, settings.adminUrl]) {
    const answer = await request.get(`${site}/acme`, { headers: { host: "desk.nobody.test" }, maxRedirects: 0 });
    expect(answer.status(), site).toBe(404);
  }
});
