import { type Browser, expect, type Page } from "@playwright/test";
import { enter, settled, test } from "./session.ts";
import { settings } from "./settings.ts";

const run = Date.now().toString(36);
/** From the moment it is done until it shows at the other's, whom nobody else would tell. */
const soonMs = 15_000;

/** Another person, in a browser of their own. */
async function colleague(browser: Browser, email: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: settings.webUrl, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await enter(page, email, "Globex Climate Services");
  return page;
}

const column = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const card = (page: Page, where: string, name: string) => column(page, where).getByRole("link", { name });

/** Drags as a hand does, and lets go once the column shows that a card is over it: moves are drawn later than made. */
async function drag(page: Page, name: string, from: string, to: string): Promise<void> {
  const start = await card(page, from, name).boundingBox();
  const end = await column(page, to).boundingBox();
  if (!start || !end) throw new Error(`no card ${name} in ${from}, or no column ${to}`);
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(start.x + start.width / 2 + 12, start.y + start.height / 2 + 12, { steps: 4 });
  await page.mouse.move(end.x + end.width / 2, end.y + 90, { steps: 12 });
  await expect(column(page, to).locator("[data-over]")).toBeVisible();
  await page.mouse.up();
}

const planRow = (page: Page, task: string) =>
  page.getByRole("row").filter({ has: page.getByRole("rowheader").filter({ hasText: task }) });

/** What a row of the plan says of its task's days: `5 March 2026 to 9 March 2026`. */
async function daysOf(page: Page, task: string): Promise<string> {
  const text = (await planRow(page, task).textContent()) ?? "";
  const [days] = /\d{1,2} [A-Z][a-z]+ \d{4}( to \d{1,2} [A-Z][a-z]+ \d{4})?/.exec(text) ?? [];
  if (days === undefined) throw new Error(`${task} has no days: ${text}`);
  return days;
}

/** The same days of the week after. */
function aWeekLater(days: string): string {
  return days.replaceAll(/\d{1,2} [A-Z][a-z]+ \d{4}/g, (day) => {
    const date = new Date(`${day} UTC`);
    date.setUTCDate(date.getUTCDate() + 7);
    return date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  });
}

/** Drags a bar a week to the right, and lets go where the chart says that it would lie. */
async function dragAWeek(page: Page, task: string): Promise<void> {
  const days = await daysOf(page, task);
  const box = await planRow(page, task).locator("[data-bar]").boundingBox();
  if (!box) throw new Error(`no bar of ${task}`);
  const [from = "", to = from] = days.split(" to ");
  const dayWidth = box.width / ((Date.parse(`${to} UTC`) - Date.parse(`${from} UTC`)) / 86_400_000 + 1);
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  await page.mouse.move(middle.x + 7 * dayWidth, middle.y, { steps: 8 });
  await expect(planRow(page, task)).toContainText(aWeekLater(days));
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

/** A task that another one waits for is moved: by hand, taken back, and by keyboard, while somebody looks on. */
async function planTogether(page: Page, other: Page): Promise<void> {
  const task = "Measure the plant room";
  const waiting = "Reckon the heat load";
  for (const one of [page, other]) {
    await one.getByRole("link", { name: "Gantt", exact: true }).click();
    await expect(planRow(one, waiting)).toBeVisible();
    await settled(one);
  }
  const days = await daysOf(page, task);
  const waitingDays = await daysOf(page, waiting);

  const undo = page.getByRole("button", { name: "Undo" });

  const agree = async () => {
    const question = page.getByRole("dialog", { name: /^Move \d+ tasks\?$/ });
    await expect(question.getByRole("row").filter({ hasText: waiting })).toBeVisible();
    // What waits stays where it is until somebody has agreed.
    await expect(planRow(other, waiting)).toContainText(waitingDays);
    await page.keyboard.press("Enter");
    await expect(question).toBeHidden();
  };
  const bothMoved = async () => {
    await expect(planRow(other, task)).toContainText(aWeekLater(days), { timeout: soonMs });
    await expect(planRow(other, waiting)).not.toContainText(waitingDays, { timeout: soonMs });
    await expect(planRow(page, waiting)).toContainText(await daysOf(other, waiting));
  };

  await test.step("a bar is dragged, what waits for it comes along, and the other browser follows", async () => {
    await dragAWeek(page, task);
    await agree();
    // It goes by itself after a while, but not from under somebody's hand.
    await undo.hover();
    await bothMoved();
  });

  await test.step("a move is taken back", async () => {
    await undo.click();
    for (const one of [page, other]) {
      await expect(planRow(one, task)).toContainText(days);
      await expect(planRow(one, waiting)).toContainText(waitingDays, { timeout: soonMs });
    }
  });

  await test.step("a bar is moved by keyboard, and told to those who listen", async () => {
    await planRow(page, task).focus();
    await page.keyboard.down("Shift");
    for (let day = 0; day < 7; day += 1) await page.keyboard.press("ArrowRight");
    await page.keyboard.up("Shift");
    await expect(page.getByRole("status").filter({ hasText: `${task} is now ${aWeekLater(days)}.` })).toBeAttached();
    await agree();
    await bothMoved();
  });
}

test("a project is planned from a template, and two people move its cards and its plan", async ({ page, browser }) => {
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

  await planTogether(page, other);
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
