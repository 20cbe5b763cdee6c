import { expect, type Page } from "@playwright/test";

const password = "steward-demo";

/** Signs in as somebody of the demo and arrives in the workspace, or wherever they are sent. */
export async function signIn(page: Page, email: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).not.toHaveURL(/\/sign-in/);
}

/** Signs in somebody who belongs to one organisation. */
export async function enter(page: Page, email: string, organisation: string): Promise<void> {
  await signIn(page, email);
  await expect(navigation(page)).toBeVisible();
  await expect(page.getByRole("button", { name: `Organisation: ${organisation}` })).toBeVisible();
}

export function navigation(page: Page) {
  return page.getByRole("navigation", { name: "Main" });
}

/** Waits until everything that was asked of the server has been shown. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
}
