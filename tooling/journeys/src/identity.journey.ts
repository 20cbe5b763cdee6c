import { type Browser, expect, type Page } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { Outbox } from "./outbox.ts";
import { settled, test } from "./session.ts";
import { settings } from "./settings.ts";

// A run against a product that has been used before meets nobody of an earlier run.
const run = Date.now().toString(36);
const password = "three quiet herons walk";

test("sign up, set up an organisation, invite somebody with a role of one's own, who may do that and no more", async ({
  page,
  browser,
}) => {
  test.setTimeout(480_000);
  const outbox = await Outbox.open(browser);
  const founder = { name: "Ines Duarte", email: `ines-${run}@tidewater.test` };
  const colleague = { name: "Jonas Berg", email: `jonas-${run}@tidewater.test` };
  const slug = `tidewater-${run}`;

  await test.step("sign up and confirm the address", () => signUp(page, founder, outbox));

  await test.step("set up an organisation", async () => {
    await page.getByRole("link", { name: "New organisation" }).click();
    await settled(page);
    await page.getByRole("textbox", { name: "Name" }).fill(`Tidewater ${run}`);
    await expect(page.getByText(`/${slug} is free`)).toBeVisible();
    await page.getByRole("button", { name: "Set it up" }).click();
    await page.waitForURL((url) => url.pathname.startsWith(`/${slug}/crm`));
    await expect(page.getByRole("button", { name: `Organisation: Tidewater ${run}` })).toBeVisible();
  });

  await test.step("make a role and invite a colleague to it", async () => {
    await makeReaderRole(page, slug);
    await page.goto(`${settings.adminUrl}/${slug}/invitations`);
    await settled(page);
    await page.getByRole("button", { name: "Invite people" }).first().click();
    await page.getByRole("textbox", { name: "E-mail addresses" }).fill(colleague.email);
    await page.getByRole("combobox", { name: "Role" }).click();
    await page.getByRole("option", { name: "Reader" }).click();
    await page.getByRole("button", { name: "Send invitations" }).click();
    await expect(page.getByRole("row").filter({ hasText: colleague.email })).toContainText("Pending");
  });

  await test.step("the colleague accepts, works as the role says, and is refused the rest", async () => {
    const link = await outbox.linkTo(colleague.email, /Tidewater/);
    await joinAndLookAround(browser, { link, slug, name: colleague.name });
  });

  await test.step("the record shows all of it", async () => {
    await page.goto(`${settings.adminUrl}/${slug}/audit`);
    await settled(page);
    const record = page.getByRole("table");
    for (const who of [founder.name, colleague.name]) await expect(record).toContainText(who);
    for (const what of [/organisation/i, /role/i, /invitation/i, /joined/i]) await expect(record).toContainText(what);
  });
  await outbox.close();
});

test("a forgotten password is set anew by mail, once", async ({ page, browser }) => {
  const outbox = await Outbox.open(browser);
  const person = { name: "Mara Holt", email: `mara-${run}@tidewater.test` };
  await signUp(page, person, outbox);
  await signOut(page);

  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await page.getByRole("textbox", { name: "E-mail" }).fill(person.email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByRole("heading", { name: "Look into your inbox" })).toBeVisible();
  const link = await outbox.linkTo(person.email, /password/i);

  const renewed = "seven loud herons swim";
  await setPassword(page, link, renewed);
  await expect(page.getByRole("heading", { name: "Your password is changed" })).toBeVisible();
  await setPassword(page, link, "nine small herons sleep");
  await expect(page.getByRole("alert").filter({ hasText: /used or has expired/ })).toBeVisible();

  await enterPassword(page, person.email, password);
  await expect(page.getByRole("alert").filter({ hasText: /do not match/ })).toBeVisible();
  await enterPassword(page, person.email, renewed);
  await expect(page.getByRole("heading", { name: "Welcome to Steward" })).toBeVisible();
  await outbox.close();
});

test("two-step sign-in is switched on, asked for, replaced by a recovery code, and switched off", async ({
  page,
  browser,
}) => {
  const outbox = await Outbox.open(browser);
  const person = { name: "Pavel Novak", email: `pavel-${run}@tidewater.test` };
  await signUp(page, person, outbox);
  await outbox.close();

  await page.goto("/account/second-factor");
  await settled(page);
  await page.getByRole("button", { name: "Set up" }).click();
  const secret = page.locator("code").first();
  await expect(secret).toBeVisible();
  const app = new TOTP({ secret: Secret.fromBase32(((await secret.textContent()) ?? "").replaceAll(" ", "")) });
  await page.getByRole("textbox", { name: "Code" }).fill(app.generate());
  await page.getByLabel("Your password").fill(password);
  await page.getByRole("button", { name: "Switch on" }).click();
  const codes = page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
  await expect(codes).toHaveCount(10);
  const recovery = (await codes.first().textContent()) ?? "";
  await page.getByRole("button", { name: "I have kept them" }).click();
  await signOut(page);

  await test.step("a wrong code keeps what was typed; a recovery code opens", async () => {
    await enterPassword(page, person.email, password);
    await page.getByRole("textbox", { name: "Code from your authenticator app" }).fill("000000");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByRole("alert").filter({ hasText: /not right/ })).toBeVisible();
    await page.getByRole("button", { name: "Use a recovery code" }).click();
    await page.getByRole("textbox", { name: "Recovery code" }).fill(recovery);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByRole("heading", { name: "Welcome to Steward" })).toBeVisible();
  });

  await test.step("off again, the password alone is enough", async () => {
    await page.goto("/account/second-factor");
    await expect(page.getByText("9 unused recovery codes")).toBeVisible();
    await settled(page);
    await page.getByRole("button", { name: "Switch off" }).click();
    await page.getByLabel("Your password").fill(password);
    await page.getByRole("dialog").getByRole("button", { name: "Switch off" }).click();
    await expect(page.getByText("Two-step sign-in is off")).toBeVisible();
    await signOut(page);
    await enterPassword(page, person.email, password);
    await expect(page.getByRole("heading", { name: "Welcome to Steward" })).toBeVisible();
  });
});

interface Person {
  name: string;
  email: string;
}

/** From the sign-up page to the front page, by the mail's link. */
async function signUp(page: Page, { name, email }: Person, outbox: Outbox): Promise<void> {
  await page.goto("/sign-up");
  await settled(page);
  await page.getByRole("textbox", { name: "Your name" }).fill(name);
  await page.getByRole("textbox", { name: "E-mail" }).fill(email);
  await page.getByLabel(/^Password/).fill(password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Look into your inbox" })).toBeVisible();

  await enterPassword(page, email, password);
  await expect(page.getByRole("alert").filter({ hasText: /Confirm your e-mail address first/ })).toBeVisible();
  await page.goto(await outbox.linkTo(email, /confirm/i));
  await settled(page);
  await page.getByRole("button", { name: "Confirm my address" }).click();
  await expect(page.getByRole("heading", { name: "Your address is confirmed" })).toBeVisible();
  await enterPassword(page, email, password);
  await expect(page.getByRole("heading", { name: "Welcome to Steward" })).toBeVisible();
}

async function enterPassword(page: Page, email: string, secret: string): Promise<void> {
  await page.goto("/sign-in");
  await settled(page);
  await page.getByRole("textbox", { name: "E-mail" }).fill(email);
  await page.getByLabel(/^Password/).fill(secret);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

async function setPassword(page: Page, link: string, secret: string): Promise<void> {
  await page.goto(link);
  await settled(page);
  await page.getByLabel("New password").fill(secret);
  await page.getByRole("button", { name: "Change password" }).click();
}

async function signOut(page: Page): Promise<void> {
  await page.goto("/account");
  await settled(page);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL((url) => url.pathname === "/sign-in");
}

/** A role that may see accounts and nothing else. */
async function makeReaderRole(page: Page, slug: string): Promise<void> {
  await page.goto(`${settings.adminUrl}/${slug}/roles`);
  await settled(page);
  await page.getByRole("link", { name: "New role" }).first().click();
  await page.getByRole("textbox", { name: "Name" }).fill("Reader");
  await page.getByRole("textbox", { name: "Find a permission" }).fill("accounts");
  await page
    .getByRole("checkbox", { name: /^See accounts/ })
    .first()
    .check();
  await page.getByRole("button", { name: "Add role" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Reader" })).toBeVisible();
}

/** Somebody new, in a browser of their own: accepts, sees accounts, may not add one, nor administer, nor look elsewhere. */
async function joinAndLookAround(
  browser: Browser,
  { link, slug, name }: { link: string; slug: string; name: string },
): Promise<void> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(link);
  await settled(page);
  await page.getByRole("textbox", { name: "Your name" }).fill(name);
  await page.getByLabel("Choose a password").fill(password);
  await page.getByRole("button", { name: "Accept and join" }).click();
  await page.waitForURL((url) => url.pathname.startsWith(`/${slug}/crm`));
  await page.goto(`/${slug}/crm/accounts`);
  await settled(page);
  await expect(page.getByRole("heading", { level: 1, name: "Accounts" })).toBeVisible();
  await expect(page.getByRole("button", { name: "New account" })).toHaveCount(0);
  const refused = [`${settings.adminUrl}/${slug}`, "/acme"];
  for (const address of refused) expect((await page.goto(address))?.status(), address).toBe(403);
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "This invitation has been accepted" })).toBeVisible();
  await context.close();
}
