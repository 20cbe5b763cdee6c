import { expect } from "@playwright/test";
import { enter, navigation, settled, test } from "./session.ts";
import { signIn } from "./sign-in.ts";

test("somebody of two organisations chooses one and changes to the other", async ({ page }) => {
  await signIn(page, "casey@steward.test", /^\/$/);
  await page.getByRole("link", { name: /Acme Industrial Supply/ }).click();
  await expect(page).toHaveURL(/\/acme/);
  await settled(page);
  await page.getByRole("button", { name: /Organisation: Acme Industrial Supply/ }).click();
  await page.getByRole("menuitem", { name: /Globex Climate Services/ }).click();
  await expect(page).toHaveURL(/\/globex/);
  await expect(page.getByRole("button", { name: /Organisation: Globex Climate Services/ })).toBeVisible();
});

test("the palette finds pages and records by keyboard alone", async ({ page }) => {
  await enter(page, "member@globex.test", "Globex Climate Services");
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Command palette" });
  await expect(palette).toBeVisible();
  await page.keyboard.type("contacts");
  await expect(palette.getByRole("button", { name: /Contacts/ }).first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/globex\/crm\/contacts/);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("peninne");
  await expect(palette.getByText("Pennine Dairies").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(palette).toBeHidden();
});

test("the first Tab leads past the navigation to the content", async ({ page }) => {
  await enter(page, "member@globex.test", "Globex Climate Services");
  await page.goto("/globex/crm/accounts");
  await expect(page.getByRole("heading", { level: 1, name: "Accounts" })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toBeFocused();
});

test("dark stays dark over a reload", async ({ page }) => {
  await enter(page, "member@globex.test", "Globex Climate Services");
  const scheme = page.locator("html");
  await page.getByRole("button", { name: /Tom Ashworth/ }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect(scheme).toHaveAttribute("data-mantine-color-scheme", "dark");
  await page.reload();
  await expect(scheme).toHaveAttribute("data-mantine-color-scheme", "dark");
});

test("after signing out nothing opens without signing in again", async ({ page }) => {
  await signIn(page, "member@acme.test", /\/crm(\/|$)/);
  const inside = page.url();
  await page.getByRole("button", { name: /Theo Lindqvist/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto(inside);
  await expect(page).toHaveURL(/\/sign-in/);
});

test("a technician sees customers, and nothing of sales", async ({ page }) => {
  await enter(page, "technician@globex.test", "Globex Climate Services");
  await expect(navigation(page).getByRole("link", { name: "Accounts" })).toBeVisible();
  await expect(navigation(page).getByRole("link", { name: "Deals" })).toHaveCount(0);
  await page.goto("/globex/crm/accounts");
  await expect(page.getByRole("link", { name: "Albion Hotels" })).toBeVisible();
  await expect(page.getByRole("button", { name: "New account" })).toHaveCount(0);
});
