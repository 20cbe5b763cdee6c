import { type Browser, expect, type Page } from "@playwright/test";
import { settled } from "./session.ts";
import { settings } from "./settings.ts";
import { signIn } from "./sign-in.ts";

/** The operator's Outbox, where the demo keeps its mail: opened once, read as often as mail is expected. */
export class Outbox {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  static async open(browser: Browser): Promise<Outbox> {
    const context = await browser.newContext();
    const page = await context.newPage();
    await signIn(page, "operator@steward.test", /^\/$/);
    return new Outbox(page);
  }

  /** The link in the newest mail to somebody whose subject says this; waits until the worker has written it. */
  async linkTo(recipient: string, subject: RegExp): Promise<string> {
    const page = this.#page;
    await expect(async () => {
      await page.goto(`${settings.adminUrl}/operator/outbox?q=${encodeURIComponent(recipient)}`);
      await settled(page);
      const row = page.getByRole("row").filter({ hasText: subject }).filter({ hasText: "Kept" }).first();
      await expect(row).toBeVisible({ timeout: 1_000 });
      await row.getByRole("link").first().click();
    }).toPass();
    const links = page.getByRole("link", { name: settings.webUrl });
    await expect(links.first()).toBeVisible();
    return (await links.first().getAttribute("href")) ?? "";
  }

  async close(): Promise<void> {
    await this.#page.context().close();
  }
}
