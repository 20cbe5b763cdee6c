import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { enter, navigation, settled } from "./session.ts";
import { settings } from "./settings.ts";
import { signIn } from "./sign-in.ts";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const windows = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
} as const;
const schemes = ["light", "dark"] as const;

/** What axe finds wrong with the page as it stands, one line each. */
async function violations(page: Page, where: string): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).withTags(rules).analyze();
  return found.map(({ id, nodes }) => `${where}: ${id} at ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
}

/** The page in both colour schemes. */
async function examine(page: Page, where: string): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", colorScheme);
    found.push(...(await violations(page, `${where} (${colorScheme})`)));
  }
  return found;
}

/** Nothing may stick out to the side of a phone. */
async function overflow(page: Page, where: string): Promise<string[]> {
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  return excess > 0 ? [`${where}: ${excess} pixels wider than the window`] : [];
}

/** Every page of the navigation, so that a new one is examined from the day it is there. */
async function pagesOf(page: Page): Promise<string[]> {
  const links = navigation(page).getByRole("link");
  await expect(links.first()).toBeAttached();
  return links.evaluateAll((anchors) => anchors.map((anchor) => anchor.getAttribute("href") ?? ""));
}

const lists = ["accounts", "contacts", "leads", "deals"];

for (const [name, viewport] of Object.entries(windows)) {
  test(`every page is accessible: ${name}`, async ({ page }) => {
    test.setTimeout(1_200_000);
    await enter(page, "manager@globex.test", "Globex Climate Services");
    const pages = [...(await pagesOf(page)), "/globex/crm/deals/board"];
    await page.setViewportSize(viewport);
    for (const path of pages) {
      const found: string[] = [];
      await page.goto(path);
      await settled(page);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      found.push(...(await examine(page, path)), ...(await overflow(page, path)));
      if (lists.some((list) => path.endsWith(`/crm/${list}`))) found.push(...(await examineRecord(page, path)));
      // Soft: what is wrong with one page must not hide what is wrong with the next.
      expect.soft(found, path).toEqual([]);
    }
  });
}

/** The form that adds a record, and the page of the first one. */
async function examineRecord(page: Page, list: string): Promise<string[]> {
  const found: string[] = [];
  await page.getByRole("button", { name: /^New / }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await settled(page);
  found.push(...(await examine(page, `${list}, form`)));
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  const record = await page.getByRole("table").locator(`a[href^="${list}/"]`).first().getAttribute("href");
  await page.goto(record ?? list);
  await settled(page);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  found.push(...(await examine(page, `a page of ${list}`)), ...(await overflow(page, `a page of ${list}`)));
  return found;
}

/** Before the workspace: nobody is signed in, and links carry a secret that is none. */
const entryPages = [
  ...["/sign-in", "/sign-up", "/forgot-password", "/reset-password?token=none", "/verify-email?token=none"],
  ...["/verify-email", "/invitation?token=none"],
];

test("signing in and up is accessible", async ({ page }) => {
  test.setTimeout(600_000);
  await examineAll(page, entryPages);
});

const ownPages = [
  ...["/account", "/account/password", "/account/second-factor", "/account/sessions", "/account/linked-accounts"],
  ...["/account/activity", "/new-organisation"],
];

test("what belongs to a person is accessible", async ({ page }) => {
  test.setTimeout(600_000);
  await enter(page, "member@globex.test", "Globex Climate Services");
  await examineAll(page, ownPages);
});

/** Each page in every window and colour scheme. */
async function examineAll(page: Page, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const found: string[] = [];
    for (const [name, viewport] of Object.entries(windows)) {
      await page.setViewportSize(viewport);
      await page.goto(path);
      await settled(page);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      found.push(...(await examine(page, `${path}, ${name}`)), ...(await overflow(page, `${path}, ${name}`)));
    }
    expect.soft(found, path).toEqual([]);
  }
}

// One scheme per window: together they see each page wide and narrow, and each colour on every page.
const glances = [
  { viewport: windows.desktop, colorScheme: "light" },
  { viewport: windows.phone, colorScheme: "dark" },
] as const;

/** The page as it stands after a change of window and colours, without asking the server again. */
async function glance(page: Page, path: string): Promise<string[]> {
  const found: string[] = [];
  for (const { viewport, colorScheme } of glances) {
    const where = `${path} (${viewport.width} pixels, ${colorScheme})`;
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", colorScheme);
    await settled(page);
    found.push(...(await violations(page, where)), ...(await overflow(page, where)));
  }
  return found;
}

const administrations = [
  {
    name: "an organisation's administration",
    email: "owner@globex.test",
    home: "/globex/members",
    beside: ["/globex/roles/new", "/globex/roles/manager", "/globex/access/why", "/globex/invitations?new"],
    records: 'a[href^="/globex/members/"]',
  },
  {
    name: "the operator's console",
    email: "operator@steward.test",
    home: "/operator/tenants",
    beside: [],
    records: 'a[href^="/operator/tenants/"]',
  },
] as const;

for (const { name, email, home, beside, records } of administrations) {
  test(`every page is accessible: ${name}`, async ({ browser }) => {
    test.setTimeout(900_000);
    // Its own origin: paths are those of the administration.
    const context = await browser.newContext({ baseURL: settings.adminUrl, viewport: windows.desktop });
    const page = await context.newPage();
    await signIn(page, email);
    await page.goto(home);
    await settled(page);
    const first = page.getByRole("table").locator(records).first();
    const paths = [...(await pagesOf(page)), ...beside, await first.getAttribute("href")];
    for (const path of paths) {
      if (!path) continue;
      await page.setViewportSize(windows.desktop);
      await page.goto(path);
      await settled(page);
      await expect(page.getByRole("heading", { level: 1, includeHidden: true })).toBeAttached();
      expect.soft(await glance(page, path), path).toEqual([]);
    }
    await context.close();
  });
}
