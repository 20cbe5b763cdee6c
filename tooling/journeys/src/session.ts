import { test as base, expect, type Page } from "@playwright/test";
import { signIn } from "./sign-in.ts";

/** A journey ends on an empty page: Chromium may never let go of a context whose page is still loading. */
export const test = base.extend({
  page: async ({ page }, use) => {
    await use(page);
    await page.goto("about:blank");
  },
});

/** Signs in somebody who belongs to one organisation, and arrives in it. */
export async function enter(page: Page, email: string, organisation: string): Promise<void> {
  await signIn(page, email, /\/crm(\/|$)/);
  await expect(page.getByRole("button", { name: `Organisation: ${organisation}` })).toBeVisible();
  await settled(page);
}

export function navigation(page: Page) {
  return page.getByRole("navigation", { name: "Main" });
}

/** Waits until everything that was asked of the server has been shown. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
}
