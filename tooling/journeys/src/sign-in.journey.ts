import { expect } from "@playwright/test";
import { settled, test } from "./session.ts";
import { signIn } from "./sign-in.ts";

test("whoever is not signed in is asked to, and comes back to what they wanted", async ({ page }) => {
  await page.goto("/acme");
  await expect(page).toHaveURL(/\/sign-in\?return=%2Facme$/);
  await settled(page);
  await page.getByLabel("E-mail").fill("member@acme.test");
  await page.getByLabel("Password", { exact: true }).fill("steward-demo");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/acme(\/|$)/);
});

test("a wrong password says so and keeps what was typed", async ({ page }) => {
  await page.goto("/sign-in");
  await settled(page);
  await page.getByLabel("E-mail").fill("member@acme.test");
  await page.getByLabel("Password", { exact: true }).fill("not-the-password");
  await page.getByRole("button", { name: "Sign in" }).click();
  // Next announces pages in a second, empty alert.
  await expect(page.getByRole("alert").filter({ hasText: /\S/ })).toBeVisible();
  await expect(page.getByLabel("E-mail")).toHaveValue("member@acme.test");
});

test("a member of one organisation cannot look into another", async ({ page }) => {
  await signIn(page, "member@globex.test", /\/crm$/);
  const answer = await page.goto("/acme");
  expect(answer?.status()).toBe(403);
});
