import type { Page } from "@playwright/test";
import { settled } from "./settled.ts";

/** What every demo user signs in with. */
const password = "steward-demo";

/**
 * Signs in through the page, as a person does, and waits until they have arrived where the front pages lead them, from
 * one to the next: who navigates before would cut that off.
 */
export async function signIn(page: Page, email: string, arrival: RegExp): Promise<void> {
  await page.goto("/sign-in");
  await settled(page);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => arrival.test(url.pathname));
  await page.waitForLoadState("networkidle");
}
