import { test as base, type Cookie, expect, type Page } from "@playwright/test";
import { settled } from "./settled.ts";
import { signIn } from "./sign-in.ts";

export { settled };

/** A journey ends on an empty page: Chromium may never let go of a context whose page is still loading. */
export const test = base.extend({
  page: async ({ page }, use) => {
    await use(page);
    await page.goto("about:blank");
  },
});

/** What the browsers of those who signed in before were given: how one signs in is told by journeys of its own. */
const sessions = new Map<string, readonly Cookie[]>();

/** Somebody who belongs to one organisation arrives in it: signs in, or comes back from an earlier journey. */
export async function enter(page: Page, email: string, organisation: string): Promise<void> {
  const arrival = /\/crm(\/|$)/;
  const session = sessions.get(email);
  if (session) {
    await page.context().addCookies(session);
    await page.goto("/");
    await page.waitForURL((url) => arrival.test(url.pathname));
  } else {
    await signIn(page, email, arrival);
    sessions.set(email, await page.context().cookies());
  }
  await expect(page.getByRole("button", { name: `Organisation: ${organisation}` })).toBeVisible();
  await settled(page);
}

export function navigation(page: Page) {
  return page.getByRole("navigation", { name: "Main" });
}
