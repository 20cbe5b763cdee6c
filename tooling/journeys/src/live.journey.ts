import { expect, type Page, type WebSocketRoute } from "@playwright/test";
import { enter, settled, test } from "./session.ts";
import { settings } from "./settings.ts";

const run = Date.now().toString(36);
/** From the moment it is saved; the page asks again for what it shows. */
const soonMs = 15_000;

test("what somebody changes shows at once in everybody else's window", async ({ page, browser }) => {
  const context = await browser.newContext({ baseURL: settings.webUrl });
  const other = await context.newPage();
  await enter(page, "member@globex.test", "Globex Climate Services");
  await enter(other, "owner@globex.test", "Globex Climate Services");
  const name = `Northwind ${run}`;
  await other.goto(`/globex/crm/accounts?q=${run}`);
  await settled(other);
  const row = other.getByRole("link", { name });
  await expect(row).toHaveCount(0);

  await addAccount(page, name);
  await expect(row).toBeVisible({ timeout: soonMs });
  await other.goto("about:blank");
  await context.close();
});

/** Adds an account in another window, and waits until it is saved. */
async function addAccount(page: Page, name: string): Promise<void> {
  await page.goto("/globex/crm/accounts");
  await settled(page);
  await page.getByRole("button", { name: "New account" }).click();
  const drawer = page.getByRole("dialog");
  await drawer.getByLabel("Name").fill(name);
  const made = page.waitForResponse((response) => response.url().includes("crm.account.create") && response.ok());
  await drawer.getByRole("button", { name: "Add account" }).click();
  await made;
}

test("where a network lets no socket through, changes show all the same", async ({ page, browser }) => {
  const context = await browser.newContext({ baseURL: settings.webUrl });
  // Nothing listens there: every handshake is refused.
  await context.addInitScript(() => {
    const Open = window.WebSocket;
    window.WebSocket = class extends Open {
      constructor() {
        super("ws://127.0.0.1:9/");
      }
    };
  });
  const other = await context.newPage();
  await enter(other, "owner@globex.test", "Globex Climate Services");
  const name = `Eastwind ${run}`;
  await other.goto(`/globex/crm/accounts?q=Eastwind+${run}`);
  await settledBesideEvents(other);
  await enter(page, "member@globex.test", "Globex Climate Services");
  await addAccount(page, name);
  await expect(other.getByRole("link", { name })).toBeVisible({ timeout: 30_000 });
  await other.goto("about:blank");
  await context.close();
});

/** A stream of events is a request that does not end. */
async function settledBesideEvents(page: Page): Promise<void> {
  await page.waitForLoadState("load");
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
}

test("whoever is cut off is told after a moment", async ({ page }) => {
  let isCut = false;
  const lines = new Set<WebSocketRoute>();
  await page.routeWebSocket(/\/live/, (line) => {
    if (isCut) return void line.close({ code: 1012 });
    line.connectToServer();
    lines.add(line);
  });
  await enter(page, "owner@globex.test", "Globex Climate Services");
  const word = page.getByText("Reconnecting.");
  await expect(word).toHaveCount(0);
  isCut = true;
  for (const line of lines) await line.close({ code: 1012 });
  await expect(word).toBeVisible({ timeout: 30_000 });
});
