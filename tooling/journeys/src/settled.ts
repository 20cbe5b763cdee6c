import { expect, type Page } from "@playwright/test";

/** Waits until everything that was asked of the server has been shown. What is clicked or typed before may be lost. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
}
