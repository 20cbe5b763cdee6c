import { expect } from "@playwright/test";
import { enter, settled, test } from "./session.ts";
import { settings } from "./settings.ts";

/** From the moment it is decided until its author sees it. */
const soonMs = 15_000;

test("a week is logged by keyboard, submitted, and approved by somebody else", async ({ page, browser }) => {
  await enter(page, "member@globex.test", "Globex Climate Services");

  await test.step("hours are typed into the week", async () => {
    await page.goto("/globex/time");
    await settled(page);
    // A week that is over, as nobody logs time that has not come yet; last week this one has not written down.
    await page.getByRole("button", { name: "Week before" }).click();
    await page.getByRole("button", { name: "Add a line" }).click();
    await page.getByRole("textbox", { name: "Project" }).click();
    await page.getByRole("option").first().click();
    await page.getByRole("button", { name: "Add", exact: true }).click();
    const week = page.getByRole("region", { name: "Week" });
    await week.getByRole("textbox", { name: /, Mon/ }).fill("7:30");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.type("8h");
    await page.keyboard.press("Enter");
    await expect(
      week
        .getByRole("row", { name: /^Total/ })
        .getByRole("cell")
        .last(),
    ).toHaveText("15:30");
  });

  await test.step("its author submits it, and does not decide it", async () => {
    await page.getByRole("button", { name: "Submit week" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Submit" }).click();
    await expect(page.getByRole("button", { name: "Take back" })).toBeVisible();
    await page.goto("/globex/approvals");
    await expect(page.getByText("Nothing waits for you")).toBeVisible();
    await page.goto("/globex/time/timesheets");
    await settled(page);
    await page
      .getByRole("row", { name: /Submitted/ })
      .getByRole("link")
      .first()
      .click();
    await expect(page.getByText("Submitted", { exact: true }).first()).toBeVisible();
    await expect(page.getByRole("button", { name: "Approve" })).toHaveCount(0);
  });

  await test.step("a manager approves it by keyboard, and its author sees it at once", async () => {
    const context = await browser.newContext({ baseURL: settings.webUrl, viewport: { width: 1440, height: 900 } });
    const manager = await context.newPage();
    await enter(manager, "manager@globex.test", "Globex Climate Services");
    await manager.goto("/globex/approvals");
    await settled(manager);
    await manager
      .getByRole("listitem")
      .filter({ hasText: "Tom Ashworth" })
      .getByRole("button", { name: /^Approve/ })
      .focus();
    await manager.keyboard.press("a");
    const dialog = manager.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Note" }).fill("Thank you.");
    await dialog.getByRole("button", { name: "Approve" }).click();
    await expect(page.getByText("Approved", { exact: true }).first()).toBeVisible({ timeout: soonMs });
    await manager.goto("about:blank");
    await context.close();
  });

  await test.step("what was approved cannot be changed", async () => {
    await page.goto("/globex/time");
    await settled(page);
    await page.getByRole("button", { name: "Week before" }).click();
    await expect(page.getByText("Approved", { exact: true })).toBeVisible();
    await expect(page.getByRole("region", { name: "Week" }).getByRole("textbox")).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Submit week" })).toHaveCount(0);
  });
});
