import type { Page } from "@playwright/test";

/** What every demo user signs in with. */
const password = "steward-demo";

/** Signs in through the page, as a person does, and waits until the workspace is there. */
export async function signIn(page: Page, email: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  // The front page leads on to the first module; who navigates before it has would cut that off.
  await page.waitForLoadState("networkidle");
}
