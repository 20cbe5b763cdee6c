import { expect, type Page } from "@playwright/test";
import { violations } from "./axe.ts";
import { enter, settled, test } from "./session.ts";
import { settings } from "./settings.ts";

const run = Date.now().toString(36);
/** From the moment it is saved until it shows in somebody else's window, who does not reload it. */
const soonMs = 15_000;

/** The manager makes an account that belongs to Tom from the start. */
async function giveAccount(page: Page, name: string): Promise<void> {
  await page.goto("/globex/crm/accounts");
  await settled(page);
  await page.getByRole("button", { name: "New account" }).click();
  const drawer = page.getByRole("dialog");
  await drawer.getByLabel("Name").fill(name);
  await drawer.getByLabel("Owner").fill("Tom");
  await page.getByRole("option", { name: "Tom Ashworth" }).click();
  const made = page.waitForResponse((response) => response.url().includes("crm.account.create") && response.ok());
  await drawer.getByRole("button", { name: "Add account" }).click();
  await made;
}

async function accessible(page: Page, where: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await settled(page);
    expect.soft(await violations(page), `${where}, ${colorScheme}`).toEqual([]);
  }
}

test("what somebody is given is told at once, read, put away and brought back", async ({ page, browser }) => {
  const context = await browser.newContext({ baseURL: settings.webUrl });
  const giver = await context.newPage();
  await enter(giver, "manager@globex.test", "Globex Climate Services");
  await enter(page, "member@globex.test", "Globex Climate Services");
  const bell = page.getByRole("banner").getByRole("button", { name: /^Notifications/ });
  const unread = (count: number) =>
    expect(bell).toHaveAccessibleName(`Notifications, ${count} unread`, { timeout: soonMs });
  const given = (name: string) => `Priya Nair gave you the account ${name}`;
  const line = (name: string) => page.getByRole("listitem").filter({ hasText: given(name) });
  const [first, second] = [`Northwind ${run}`, `Contoso ${run}`];

  await test.step("all that was there is read", async () => {
    await page.goto("/globex/notifications");
    await settled(page);
    const all = page.getByRole("button", { name: "Mark all as read" });
    if (await all.isEnabled()) await all.click();
    await expect(bell).toHaveAccessibleName("Notifications");
  });

  await test.step("the bell counts without a reload, and its panel leads there", async () => {
    await giveAccount(giver, first);
    await unread(1);
    await page.goto("/globex/crm/deals");
    await settled(page);
    await bell.click();
    const panel = page.getByRole("dialog", { name: "Notifications" });
    await expect(panel.getByRole("link", { name: given(first) })).toBeVisible();
    await accessible(page, "the panel");
    await panel.getByRole("link", { name: given(first) }).click();
    await expect(page.getByRole("heading", { level: 1, name: first })).toBeVisible();
    await expect(bell).toHaveAccessibleName("Notifications");
  });

  await test.step("the inbox is worked through by keyboard, and what is put away comes back", async () => {
    await page.goto("/globex/notifications");
    await settled(page);
    await giveAccount(giver, second);
    await expect(line(second)).toBeVisible({ timeout: soonMs });
    await unread(1);
    await page.keyboard.press("j");
    await expect(page.getByRole("link", { name: given(second) })).toBeFocused();
    await page.keyboard.press("u");
    await expect(bell).toHaveAccessibleName("Notifications");
    await page.keyboard.press("e");
    await expect(line(second)).toHaveCount(0);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(line(second)).toBeVisible();
    await page.getByRole("button", { name: `Archive: ${given(second)}` }).click();
    await expect(line(second)).toHaveCount(0);
    await page.getByText("Archived", { exact: true }).first().click();
    await page.getByRole("button", { name: `Move to inbox: ${given(second)}` }).click();
    await expect(line(second)).toHaveCount(0);
    await page.getByText("Unread", { exact: true }).click();
    await expect(page.getByRole("heading", { name: "You have read everything" })).toBeVisible();
    await page.getByText("Inbox", { exact: true }).last().click();
    await expect(line(second)).toBeVisible();
    await accessible(page, "the inbox");
  });

  await test.step("who wants no such thing is not told", async () => {
    await page.goto("/globex/notifications/preferences");
    await settled(page);
    await page.getByRole("switch", { name: "Keep quiet at certain hours" }).click();
    await expect(page.getByLabel("From")).toBeVisible();
    await accessible(page, "the preferences");
    const box = page.getByRole("checkbox", { name: "An account is given to me: Inbox" });
    await box.click();
    await expect(box).not.toBeChecked();
    await settled(page);
    await page.reload();
    await settled(page);
    await expect(box).not.toBeChecked();
    await expect(page.getByLabel("From")).toHaveValue("20:00");
    await giveAccount(giver, `Fabrikam ${run}`);
    await page.goto("/globex/notifications");
    await settled(page);
    await expect(line(second)).toBeVisible();
    await expect(line(`Fabrikam ${run}`)).toHaveCount(0);
  });
  await giver.goto("about:blank");
  await context.close();
});

test("a message that reaches the browser is shown, and leads there", async ({ page }) => {
  await page.context().grantPermissions(["notifications"], { origin: settings.webUrl });
  await enter(page, "member@globex.test", "Globex Climate Services");
  const scope = await page.evaluate(async () => {
    await navigator.serviceWorker.register("/notifications-worker.js");
    return (await navigator.serviceWorker.ready).scope;
  });
  const browserSide = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    browserSide.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const found = registrations.find(({ scopeURL }) => scopeURL === scope);
      if (found) resolve(found.registrationId);
    });
  });
  await browserSide.send("ServiceWorker.enable");
  const url = `${settings.webUrl}/globex/notifications`;
  const data = JSON.stringify({
    title: "Priya gave you a deal",
    body: "Boots",
    tag: "one",
    url,
    path: "/notifications",
  });
  await browserSide.send("ServiceWorker.deliverPushMessage", {
    origin: settings.webUrl,
    registrationId: await registered,
    data,
  });
  const shown = () =>
    page.evaluate(async () => {
      const { getNotifications } = ServiceWorkerRegistration.prototype;
      const registration = await navigator.serviceWorker.ready;
      const all = await getNotifications.call(registration);
      return all.map(({ title, body, tag }) => ({ title, body, tag }));
    });
  await expect.poll(shown).toEqual([{ title: "Priya gave you a deal", body: "Boots", tag: "one" }]);
});
