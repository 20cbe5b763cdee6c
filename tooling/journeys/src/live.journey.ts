import { expect } from "@playwright/test";
import { enter, settled, test } from "./session.ts";
import { settings } from "./settings.ts";

const run = Date.now().toString(36);
/** From the moment it is saved; the page asks again for what it shows. */
const soonMs = 2_000;

test("what somebody changes shows at once in everybody else's window", async ({ page, browser }) => {
  const context = await browser.newContext({ baseURL: settings.webUrl });
  const other = await context.newPage();
  await enter(page, "member@globex.test", "Globex Climate Services");
  await enter(other, "owner@globex.test", "Globex Climate Services");
  const name = `Northwind ${run}`;
  await other.goto(`/globex/crm/accounts?q=${run}`);
  await settled(other);
  const row = other.getByRole("link", { name });
  await expect(row).toHaveCount(0);

  await page.goto("/globex/crm/accounts");
  await settled(page);
  await page.getByRole("button", { name: "New account" }).click();
  const drawer = page.getByRole("dialog");
  await drawer.getByLabel("Name").fill(name);
  const made = page.waitForResponse((response) => response.url().includes("crm.account.create") && response.ok());
  await drawer.getByRole("button", { name: "Add account" }).click();
  await made;
  await expect(row).toBeVisible({ timeout: soonMs });
  await other.goto("about:blank");
  await context.close();
});
