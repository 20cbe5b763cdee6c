import { expect, type Page } from "@playwright/test";
import { violations } from "./axe.ts";
import { enter, navigation, settled, test } from "./session.ts";
import { settings } from "./settings.ts";
import { signIn } from "./sign-in.ts";

// One colour scheme per window: together they see each page wide and narrow, and each colour on every page.
const glances = [
  { viewport: { width: 1440, height: 900 }, colorScheme: "light" },
  { viewport: { width: 390, height: 844 }, colorScheme: "dark" },
] as const;

// What is wrong is in the message, and recording every step costs more than finding it.
test.use({ trace: "off", viewport: glances[0].viewport });
test.describe.configure({ timeout: 900_000 });

/** Nothing may stick out to the side of a phone. */
async function overflow(page: Page, where: string): Promise<string[]> {
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  return excess > 0 ? [`${where}: ${excess} pixels wider than the window`] : [];
}

/** The page as it stands after a change of window and colours, without asking the server again. */
async function glance(page: Page, path: string): Promise<string[]> {
  const found: string[] = [];
  for (const { viewport, colorScheme } of glances) {
    const where = `${path} (${viewport.width} pixels, ${colorScheme})`;
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", colorScheme);
    await settled(page);
    const wrong = (await violations(page)).map((what) => `${where}: ${what}`);
    found.push(...wrong, ...(await overflow(page, where)));
  }
  await page.setViewportSize(glances[0].viewport);
  return found;
}

/** Opens each page and looks at it. Soft: what is wrong with one must not hide what is wrong with the next. */
async function examine(page: Page, paths: readonly string[], beyond?: (path: string) => Promise<string[]>) {
  for (const path of paths) {
    await page.goto(path);
    await settled(page);
    // Behind a dialogue that is open the page's heading is hidden from screen readers.
    await expect(page.getByRole("heading", { level: 1, includeHidden: true })).toBeVisible();
    expect.soft([...(await glance(page, path)), ...((await beyond?.(path)) ?? [])], path).toEqual([]);
  }
}

/** Every page of the navigation, so that a new one is examined from the day it is there. */
async function pagesOf(page: Page): Promise<string[]> {
  const links = navigation(page).getByRole("link");
  await expect(links.first()).toBeAttached();
  return links.evaluateAll((anchors) => anchors.map((anchor) => anchor.getAttribute("href") ?? ""));
}

const lists = ["crm/accounts", "crm/contacts", "crm/leads", "crm/deals", "projects"];

test("every page is accessible", async ({ page }) => {
  await enter(page, "manager@globex.test", "Globex Climate Services");
  const isList = (path: string) => lists.some((list) => path.endsWith(`/globex/${list}`));
  await examine(page, [...(await pagesOf(page)), "/globex/crm/deals/board"], async (path) =>
    isList(path) ? examineRecord(page, path) : [],
  );
});

/** The form that adds a record, and the page of the first one. */
async function examineRecord(page: Page, list: string): Promise<string[]> {
  await page.getByRole("button", { name: /^New / }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await settled(page);
  const found = await glance(page, `${list}, form`);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  const record = await firstRecord(page, list);
  await page.goto(record ?? list);
  await settled(page);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  return [...found, ...(await glance(page, `a page of ${list}`))];
}

const projectPages = ["tasks", "board", "gantt", "calendar", "workload", "cycles", "activity", "settings", "request"];

test("every page of a project is accessible", async ({ page }) => {
  await enter(page, "manager@globex.test", "Globex Climate Services");
  await page.goto("/globex/projects");
  await settled(page);
  const project = (await firstRecord(page, "/globex/projects")) ?? "";
  await page.goto(`${project}/tasks`);
  await settled(page);
  const panel = (await page.getByRole("table").locator('a[href*="task="]').first().getAttribute("href")) ?? "";
  const task = `${project}/tasks/${new URL(panel, settings.webUrl).searchParams.get("task")}`;
  await examine(page, [...projectPages.map((each) => `${project}/${each}`), panel, task]);
});

/** The page of the first record of a list that is open. */
const firstRecord = (page: Page, list: string) =>
  page.getByRole("table").locator(`a[href^="${list}/"]`).first().getAttribute("href");

/** Before the workspace: nobody is signed in, and links carry a secret that is none. */
const entryPages = [
  ...["/sign-in", "/sign-up", "/forgot-password", "/reset-password?token=none", "/verify-email?token=none"],
  ...["/verify-email", "/invitation?token=none"],
];

test("signing in and up is accessible", async ({ page }) => {
  await examine(page, entryPages);
});

const ownPages = [
  ...["/account", "/account/password", "/account/second-factor", "/account/sessions", "/account/linked-accounts"],
  ...["/account/activity", "/new-organisation"],
];

test("what belongs to a person is accessible", async ({ page }) => {
  await enter(page, "member@globex.test", "Globex Climate Services");
  await examine(page, ownPages);
});

const administrations = [
  {
    name: "an organisation's administration",
    email: "owner@globex.test",
    arrival: /^\/globex\/organisation$/,
    home: "/globex/members",
    beside: ["/globex/roles/new", "/globex/roles/manager", "/globex/access/why", "/globex/invitations?new"],
    records: 'a[href^="/globex/members/"]',
  },
  {
    name: "the operator's console",
    email: "operator@steward.test",
    arrival: /^\/operator\/tenants$/,
    home: "/operator/tenants",
    beside: ["/operator/jobs/runs", "/operator/jobs/schedules"],
    records: 'a[href^="/operator/tenants/"]',
  },
] as const;

for (const { name, email, arrival, home, beside, records } of administrations) {
  test(`every page is accessible: ${name}`, async ({ browser }) => {
    // Its own origin: paths are those of the administration.
    const context = await browser.newContext({ baseURL: settings.adminUrl, viewport: glances[0].viewport });
    const page = await context.newPage();
    await signIn(page, email, arrival);
    await page.goto(home);
    await settled(page);
    const first = page.getByRole("table").locator(records).first();
    const record = (await first.getAttribute("href")) ?? home;
    await examine(page, [...(await pagesOf(page)), ...beside, record]);
    await context.close();
  });
}
