import { type Browser, expect, type Page } from "@playwright/test";
import { violations } from "./axe.ts";
import { enter, settled, test } from "./session.ts";
import { settings } from "./settings.ts";

const run = Date.now().toString(36);
/** From the moment it is done until it shows at the other's, whom nobody else would tell. */
const soonMs = 15_000;
/** By itself it would be over after six seconds. */
const typedMs = 5_000;
const phone = { width: 390, height: 844 };
/** Where the bytes of a file are sent to; what is asked by the browser before is held up with them. */
const uploads = "**/files/**";

/** A second person, in a browser of their own. */
async function colleague(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ baseURL: settings.webUrl, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await enter(page, "owner@globex.test", "Globex Climate Services");
  return page;
}

const field = (page: Page, name: string | RegExp) => page.getByRole("textbox", { name });

/** Opens the conversation between two people, which there may be already. */
async function writeTo(page: Page, name: string): Promise<void> {
  await page.goto("/globex/messaging");
  await settled(page);
  await page.getByRole("button", { name: "New conversation" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByPlaceholder("Name or e-mail").fill(name);
  await page.getByRole("option", { name }).click();
  // What is offered lies over the button until something else is touched.
  await dialog.getByText("New conversation").click();
  await dialog.getByRole("button", { name: "Start", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await settled(page);
}

test("two people talk: what one does shows at the other's at once", async ({ page, browser }) => {
  await enter(page, "member@globex.test", "Globex Climate Services");
  const other = await colleague(browser);
  await writeTo(page, "Harriet Osei");
  await writeTo(other, "Tom Ashworth");

  await test.step("presence", async () => {
    await expect(other.getByRole("main").getByText("Online", { exact: true })).toBeVisible();
  });

  const said = `The pump is in ${run}`;
  await test.step("typing", async () => {
    await field(page, "Message Harriet Osei").pressSequentially(said);
    await expect(other.getByText("Tom Ashworth is typing")).toBeVisible({ timeout: soonMs });
  });

  await test.step("a message", async () => {
    await page.keyboard.press("Enter");
    await expect(other.getByRole("article", { name: said })).toBeVisible({ timeout: soonMs });
    await expect(other.getByText("Tom Ashworth is typing")).toBeHidden({ timeout: typedMs });
  });

  await test.step("a reaction", async () => {
    const message = other.getByRole("article", { name: said });
    await message.hover();
    await message.getByRole("button", { name: "React with thumbs" }).click();
    await expect(page.getByRole("button", { name: "thumbs, 1: Harriet Osei" })).toBeVisible({ timeout: soonMs });
  });

  await test.step("an edit, by ArrowUp", async () => {
    await field(page, "Message Harriet Osei").focus();
    // In one task of the page: the next key comes no sooner.
    const focused = await page.evaluate(() => {
      const key = { key: "ArrowUp", bubbles: true, cancelable: true };
      document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", key));
      return document.activeElement?.getAttribute("aria-label");
    });
    expect(focused).toBe("Edit message");
    await page.keyboard.type(", really");
    await page.keyboard.press("Enter");
    await expect(field(page, "Message Harriet Osei"), "saved").toBeFocused();
    await expect(field(page, "Edit message")).toBeHidden();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Escape");
    await expect(field(page, "Message Harriet Osei"), "cancelled").toBeFocused();
    await expect(other.getByRole("article", { name: `${said}, really` })).toBeVisible({ timeout: soonMs });
    await expect(other.getByRole("article", { name: said }).getByRole("button", { name: "(edited)" })).toBeVisible();
  });

  await test.step("a reply in a thread", async () => {
    const message = other.getByRole("article", { name: said });
    await message.hover();
    await message.getByRole("button", { name: "Reply in thread" }).click();
    await field(other, "Reply").pressSequentially("Good to hear");
    await other.keyboard.press("Enter");
    await expect(other.getByRole("article", { name: "Good to hear" })).toBeVisible();
    await expect(page.getByRole("button", { name: /1 reply/ })).toBeVisible();
  });

  await test.step("a message that is sent while its file is on the way leaves with it", async () => {
    const arrival = Promise.withResolvers<void>();
    await page.route(uploads, async (route) => {
      await arrival.promise;
      await route.continue();
    });
    const attached = { name: `plan-${run}.txt`, mimeType: "text/plain", buffer: Buffer.from("Where it stands") };
    await page.locator("input[type=file]").setInputFiles(attached);
    await field(page, "Message Harriet Osei").fill(`with a plan ${run}`);
    await page.keyboard.press("Enter");
    await expect(page.getByText("Sent as soon as the files are here.")).toBeVisible();
    await expect(page.getByRole("article", { name: `with a plan ${run}` })).toBeHidden();
    arrival.resolve();
    await expect(other.getByRole("article", { name: `with a plan ${run}` }).getByText(attached.name)).toBeVisible();
    await page.unroute(uploads);
  });

  await test.step("what is written without a line is sent once it is back, in order", async () => {
    await page.context().setOffline(true);
    const box = field(page, "Message Harriet Osei");
    for (const text of [`first ${run}`, `second ${run}`]) {
      await box.pressSequentially(text);
      await box.press("Enter");
    }
    await expect(page.getByText("Waiting for the connection").first()).toBeVisible();
    await page.context().setOffline(false);
    await expect(other.getByRole("article", { name: `second ${run}` })).toBeVisible({ timeout: 45_000 });
    const heard = await other.getByRole("article", { name: new RegExp(`(first|second) ${run}`) }).allInnerTexts();
    expect(heard.map((text) => text.match(/first|second/)?.[0])).toEqual(["first", "second"]);
  });

  await other.goto("about:blank");
  await other.context().close();
});

test("a conversation is accessible, wide and on a phone, light and dark", async ({ page }) => {
  await enter(page, "member@globex.test", "Globex Climate Services");
  await writeTo(page, "Harriet Osei");
  for (const colorScheme of ["light", "dark"] as const) {
    for (const viewport of [{ width: 1440, height: 900 }, phone]) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", colorScheme);
      await settled(page);
      expect.soft(await violations(page), `${viewport.width} pixels, ${colorScheme}`).toEqual([]);
      const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect.soft(excess, `${viewport.width} pixels, ${colorScheme}`).toBeLessThanOrEqual(0);
    }
  }
  await page.getByRole("link", { name: "All conversations" }).click();
  await expect(page.getByRole("navigation", { name: "Conversations" })).toBeVisible();
  expect.soft(await violations(page), "the list, on a phone").toEqual([]);
});
