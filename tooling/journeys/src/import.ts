import { fileURLToPath } from "node:url";
import { expect, type Page } from "@playwright/test";
import { settled } from "./settled.ts";

const folder = new URL("../../../packages/testing/fixtures/crm-sales/", import.meta.url);

/** Values that match nothing, and what to do with them, by the name of the choice on screen. */
export type Decisions = Readonly<Record<string, RegExp>>;

/** Takes a file through the wizard, from the first step to its result. */
export async function importFile(page: Page, file: string, decisions: Decisions = {}): Promise<void> {
  await page.goto("/acme/crm/imports/new");
  await settled(page);
  await page.locator("input[type=file]").setInputFiles(fileURLToPath(new URL(file, folder)));
  await expect(page).toHaveURL(/imports\/[0-9a-f-]+\?step=columns/, { timeout: 60_000 });
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("region", { name: "What will happen" })).toBeVisible({ timeout: 60_000 });
  for (const [choice, option] of Object.entries(decisions)) {
    await page.getByRole("main").getByLabel(choice).first().click();
    await page.getByRole("option", { name: option }).first().click();
  }
  const start = page.getByRole("button", { name: /^Import [\d,]+ rows$/ });
  await expect(start).toBeEnabled({ timeout: 120_000 });
  await start.click();
  await expect(page.getByRole("button", { name: "Undo import" })).toBeVisible({ timeout: 240_000 });
}
