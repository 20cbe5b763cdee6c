import { type Browser, expect, type Page } from "@playwright/test";
import { enter, settled, test } from "./session.ts";
import { settings } from "./settings.ts";

const run = Date.now().toString(36);
/** From the moment it is done until it shows at the other's. */
const soonMs = 3_000;

/** Another person, in a browser of their own. */
async function colleague(browser: Browser, email: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: settings.webUrl, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await enter(page, email, "Globex Climate Services");
  return page;
}

const column = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const card = (page: Page, where: string, name: string) => column(page, where).getByRole("link", { name });

/** Drags as a hand does: what is dropped at once is not seen to have moved. */
async function drag(page: Page, name: string, from: string, to: string): Promise<void> {
  const start = await card(page, from, name).boundingBox();
  const end = await column(page, to).boundingBox();
  if (!start || !end) throw new Error(`no card ${name} in ${from}, or no column ${to}`);
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(start.x + start.width / 2 + 12, start.y + start.height / 2 + 12, { steps: 4 });
  await page.mouse.move(end.x + end.width / 2, end.y + 90, { steps: 12 });
  await page.mouse.up();
}

/** Starts a project: a copy of the first template there is, or an empty one for its members alone. */
async function startProject(page: Page, name: string, how: "from a template" | "private"): Promise<void> {
  await page.goto("/globex/projects?new");
  const form = page.getByRole("dialog", { name: "New project" });
  await form.getByRole("textbox", { name: "Name" }).fill(name);
  if (how === "private") {
    await form.getByRole("combobox", { name: "Seen by" }).click();
    await page.getByRole("option", { name: "Members only" }).click();
  } else {
    await form.getByRole("textbox", { name: "Template" }).click();
    await page.getByRole("option").first().click();
  }
  await form.getByRole("button", { name: "Add project" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

test("a project is planned from a template, and two people move its cards", async ({ page, browser }) => {
  test.setTimeout(240_000);
  const name = `Boiler house ${run}`;
  const first = `Order the pump ${run}`;
  const second = `Call the fitter ${run}`;
  await enter(page, "manager@globex.test", "Globex Climate Services");

  await test.step("what the template has is there", async () => {
    await startProject(page, name, "from a template");
    await page.getByRole("link", { name: "Tasks", exact: true }).click();
    await expect(page.getByText(/Tasks: \d+ of [1-9]\d*/)).toBeVisible();
  });

  await test.step("tasks are written one after the other", async () => {
    const line = page.getByRole("textbox", { name: "Add a task" });
    for (const title of [first, second]) {
      await line.fill(title);
      await line.press("Enter");
      await expect(page.getByRole("link", { name: title })).toBeVisible();
    }
  });

  await page.getByRole("link", { name: "Board", exact: true }).click();
  await settled(page);
  const other = await colleague(browser, "owner@globex.test");
  await other.goto(page.url());
  await settled(other);

  await test.step("a card is dragged by hand, and the other browser follows", async () => {
    await expect(card(other, "Backlog", first)).toBeVisible();
    await drag(page, first, "Backlog", "To do");
    await expect(card(page, "To do", first)).toBeVisible();
    await expect(card(other, "To do", first)).toBeVisible({ timeout: soonMs });
  });

  await test.step("a card is moved by keyboard, and stays where it was put", async () => {
    await card(page, "Backlog", second).focus();
    for (const key of ["Space", "ArrowRight", "Space"]) {
      await page.keyboard.press(key);
      // The card travels; the next key counts only when it has arrived.
      await page.waitForTimeout(500);
    }
    await expect(card(page, "To do", second)).toBeVisible();
    await expect(card(other, "To do", second)).toBeVisible({ timeout: soonMs });
    await page.reload();
    await expect(card(page, "To do", second)).toBeVisible();
  });

  await other.goto("about:blank");
  await other.context().close();
});

test("a private project is not there for a stranger", async ({ page, browser }) => {
  const name = `Quiet plan ${run}`;
  await enter(page, "manager@globex.test", "Globex Climate Services");
  await startProject(page, name, "private");
  const address = page.url();
  const stranger = await colleague(browser, "member@globex.test");
  await stranger.goto(address);
  await expect(stranger.getByText("This could not be loaded")).toBeVisible();
  await expect(stranger.getByText(name)).toHaveCount(0);
  await stranger.goto(`/globex/projects?q=${encodeURIComponent(name)}`);
  await settled(stranger);
  await expect(stranger.getByRole("main").getByRole("link", { name })).toHaveCount(0);
  await stranger.goto("about:blank");
  await stranger.context().close();
});
