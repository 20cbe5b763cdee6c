import { createServer } from "node:http";
import { linkedAccount, securityEvent, session, user } from "@steward/db/schema";
import { type Issuer, type IssuerPerson, startIssuer } from "@steward/testing/issuer";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sessionCookie, verifySession } from "./cookie.ts";
import { verifyEmail } from "./email-verification.ts";
import { listLinkedAccounts, unlinkAccount } from "./linked-account.ts";
import { nextAuthOptions } from "./next.ts";
import { primaryGitHubAddress } from "./provider.ts";
import type { ProviderSettings } from "./provider-settings.ts";
import { confirmSecondFactor, startSecondFactor } from "./second-factor.ts";
import { findIdentity } from "./session.ts";
import { checkCredentials } from "./sign-in.ts";
import { signUp } from "./sign-up.ts";
import { type AuthFixture, createAuthFixture, password } from "./testing/auth-fixture.ts";
import { Browser, startAuthSite } from "./testing/auth-site.ts";
import { codeOf, holdClock, identityOf, mailing, mailTo, source, tokenOf } from "./testing/credentials.ts";
import { visitProvider } from "./testing/provider-visit.ts";

let fixture: AuthFixture;
let issuer: Issuer;
let site: Awaited<ReturnType<typeof startAuthSite>>;
const errors: unknown[] = [];

beforeAll(async () => {
  fixture = await createAuthFixture();
  const providers: ProviderSettings[] = [];
  site = await startAuthSite((headers) =>
    nextAuthOptions(fixture.platform, {
      headers,
      secure: false,
      domain: undefined,
      onError: (error) => errors.push(error),
      providers,
    }),
  );
  issuer = await startIssuer([`${site.origin}/api/auth/callback/oidc`]);
  const { url, clientId, clientSecret } = issuer;
  providers.push({ id: "oidc", label: "Single sign-on", issuer: url, clientId, clientSecret });
});
afterAll(async () => {
  await site.close();
  await issuer.close();
  await fixture.close();
});

let people = 0;
function personAtIssuer(changes: Partial<IssuerPerson> = {}): IssuerPerson {
  people += 1;
  return {
    sub: `subject-${people}`,
    email: `someone-${people}@acme.test`,
    emailVerified: true,
    name: "Ada",
    ...changes,
  };
}

/** Signs a browser in through the issuer; answers where the site led it. */
async function comeFrom(person: IssuerPerson, browser = new Browser(site.origin)) {
  issuer.signInAs(person);
  const { callback } = await visitProvider(browser, "oidc", site.origin);
  return { browser, target: await comeBack(browser, callback) };
}

/** Asks for the site's callback; answers the page that next-auth leads to. */
async function comeBack(browser: Browser, callback: URL): Promise<URL> {
  let target = callback;
  while (target.pathname.startsWith("/api/auth/")) {
    const { location } = await browser.fetch(target.pathname + target.search);
    target = new URL(location ?? "/", site.origin);
  }
  return target;
}

const whoIs = (browser: Browser) => verifySession(fixture.anotherProcess(), browser.cookieHeader);
const linksOf = (userId: string) => listLinkedAccounts(fixture.platform, userId);
const rowOf = async (email: string) =>
  (await fixture.platform.system.select().from(user).where(eq(user.email, email)))[0];

describe("signing in through a provider", () => {
  it("links the account whose confirmed address the provider vouches for, and finds it again by its id alone", async () => {
    const { id, email } = await fixture.addUser();
    const person = personAtIssuer({ email: email.toUpperCase() });
    const first = await comeFrom(person);
    expect(first.target.pathname).toBe("/");
    expect((await whoIs(first.browser))?.userId).toBe(id);
    expect(await linksOf(id)).toMatchObject([{ provider: "oidc", email }]);
    const again = await comeFrom({ ...person, email: "moved@elsewhere.test", emailVerified: false });
    expect((await whoIs(again.browser))?.userId).toBe(id);
    expect(await linksOf(id)).toHaveLength(1);
    const [row] = await fixture.platform.system.select().from(session).where(eq(session.userId, id));
    expect(row).toMatchObject({ method: "oidc", secondFactor: false });
  });

  it("keeps the password of an account that was confirmed", async () => {
    const { id, email } = await fixture.addUser();
    await comeFrom(personAtIssuer({ email }));
    expect((await mailTo(fixture, email)).map(({ props }) => props)).toMatchObject([{ change: "providerLinked" }]);
    const signedIn = checkCredentials(fixture.platform, { email, password, address: "10.9.0.1" }, source);
    expect(await signedIn).toMatchObject({ userId: id, secondFactor: false });
  });

  it("does not link by an address that the provider has not confirmed", async () => {
    const { id, email } = await fixture.addUser();
    const { browser, target } = await comeFrom(personAtIssuer({ email, emailVerified: false }));
    expect(target.pathname).toBe("/sign-in");
    expect(target.searchParams.get("error")).toBe("auth.provider_unverified");
    expect(browser.cookies.has(sessionCookie)).toBe(false);
    expect(await linksOf(id)).toHaveLength(0);
  });

  it("takes the password from an account whose address nobody had confirmed: it may be an impostor's", async () => {
    const person = personAtIssuer();
    const impostors = { name: "Ada", email: person.email, password: "put here beforehand" };
    await signUp(mailing(fixture), impostors, source);
    const confirmation = await tokenOf(fixture, person.email);
    const { browser } = await comeFrom(person);
    const row = await rowOf(person.email);
    expect(row).toMatchObject({ passwordHash: null, emailVerifiedAt: expect.any(Date) });
    expect((await whoIs(browser))?.userId).toBe(row?.id);
    await expect(verifyEmail(fixture.platform, confirmation, source)).rejects.toMatchObject({
      reason: "auth.link_invalid",
    });
  });

  it("makes a person of whoever is new, once, also when two browsers come at once", async () => {
    const person = personAtIssuer();
    const [one, other] = await Promise.all([comeFrom(person), comeFrom(person)]);
    const identities = await Promise.all([whoIs(one.browser), whoIs(other.browser)]);
    expect(identities[0]?.userId).toBeDefined();
    expect(identities[0]?.userId).toBe(identities[1]?.userId);
    expect(await rowOf(person.email)).toMatchObject({ name: "Ada", passwordHash: null });
    expect(await mailTo(fixture, person.email)).toEqual([]);
    expect(await linksOf(identities[0]?.userId ?? "")).toHaveLength(1);
  });

  it("keeps a disabled person out, linked or not", async () => {
    const { id, email } = await fixture.addUser();
    const person = personAtIssuer({ email });
    await comeFrom(person);
    await fixture.platform.system.update(user).set({ disabledAt: new Date() }).where(eq(user.id, id));
    const stranger = personAtIssuer({ email });
    for (const { browser, target } of [await comeFrom(person), await comeFrom(stranger)]) {
      expect(target.searchParams.get("error")).toBe("auth.user_disabled");
      expect(browser.cookies.has(sessionCookie)).toBe(false);
    }
  });

  it("ends the session that the browser had before", async () => {
    const { email } = await fixture.addUser();
    const { browser } = await comeFrom(personAtIssuer());
    const before = browser.cookieHeader;
    await comeFrom(personAtIssuer({ email }), browser);
    expect(await verifySession(fixture.anotherProcess(), before)).toBeNull();
    expect(await whoIs(browser)).not.toBeNull();
  });

  it("asks for the second factor before anything is linked or opened", async () => {
    using _clock = holdClock();
    const { id, email } = await fixture.addUser();
    const identity = await identityOf(fixture, id);
    const { secret } = await startSecondFactor(fixture.platform, identity);
    await confirmSecondFactor(fixture.platform, identity, { code: codeOf(secret, -30), password }, source);
    const { browser, target } = await comeFrom(personAtIssuer({ email }));
    expect(target.searchParams.get("error")).toBe("auth.second_factor_required");
    expect(browser.cookies.has(sessionCookie)).toBe(false);
    expect(await linksOf(id)).toHaveLength(0);

    const ticket = target.searchParams.get("ticket") ?? "";
    const give = (form: Record<string, string>) => browser.post("/api/auth/callback/code", form);
    const reasonOf = async (form: Record<string, string>) => (await give(form)).searchParams.get("error");
    expect(await reasonOf({ ticket, code: "" })).toBe("auth.second_factor_required");
    expect(await reasonOf({ ticket, code: "000000" })).toBe("auth.second_factor_wrong");
    expect(await reasonOf({ ticket: `${ticket}x`, code: codeOf(secret) })).toBe("auth.provider_ticket_expired");
    expect(await reasonOf({ ticket, code: codeOf(secret) })).toBeNull();
    expect(await whoIs(browser)).toMatchObject({ userId: id, secondFactor: true });
    expect(await linksOf(id)).toHaveLength(1);
  });
});

describe("a provider's answer", () => {
  /** Two browsers on their way back; what belongs to one of them is given to the other. */
  async function twoOnTheirWay() {
    const visits = [];
    for (const person of [personAtIssuer(), personAtIssuer()]) {
      issuer.signInAs(person);
      const browser = new Browser(site.origin);
      visits.push({ browser, ...(await visitProvider(browser, "oidc", site.origin)) });
    }
    const [attacker, victim] = visits;
    if (!attacker || !victim) throw new Error("unreachable");
    return { attacker, victim };
  }

  async function refused(browser: Browser, callback: URL): Promise<void> {
    const target = await comeBack(browser, callback);
    expect(target.pathname).toBe("/sign-in");
    expect(target.searchParams.get("error")).toBe("OAuthCallback");
    expect(browser.cookies.has(sessionCookie)).toBe(false);
  }

  it("to another browser is refused there: nobody is signed in as somebody else by a link (state)", async () => {
    const { attacker, victim } = await twoOnTheirWay();
    await refused(victim.browser, attacker.callback);
    await refused(new Browser(site.origin), attacker.callback);
  });

  it("with a state that was changed is refused", async () => {
    const { victim } = await twoOnTheirWay();
    victim.callback.searchParams.set("state", "x");
    await refused(victim.browser, victim.callback);
  });

  it.each([
    ["a stolen code, because its verifier stayed in the other browser (PKCE)", "next-auth.pkce.code_verifier"],
    ["an ID token made for another sign-in (nonce)", "next-auth.nonce"],
  ])("with %s is refused", async (_name, kept) => {
    const { attacker, victim } = await twoOnTheirWay();
    // Everything of the victim's but what this check is about.
    for (const [name, value] of victim.browser.cookies) {
      if (name !== kept) attacker.browser.cookies.set(name, value);
    }
    expect(attacker.browser.cookies.get(kept)).not.toBe(victim.browser.cookies.get(kept));
    await refused(attacker.browser, victim.callback);
  });

  it("counts once", async () => {
    issuer.signInAs(personAtIssuer());
    const browser = new Browser(site.origin);
    const { callback } = await visitProvider(browser, "oidc", site.origin);
    const copy = new Browser(site.origin);
    for (const [name, value] of browser.cookies) copy.cookies.set(name, value);
    await comeBack(browser, callback);
    expect(await whoIs(browser)).not.toBeNull();
    await refused(copy, callback);
  });
});

describe("unlinking", () => {
  it("leaves a way in, and nobody unlinks somebody else's", async () => {
    const person = personAtIssuer();
    const { browser } = await comeFrom(person);
    const identity = await whoIs(browser);
    if (!identity) throw new Error("not signed in");
    const [linked] = await linksOf(identity.userId);
    const id = linked?.id ?? "";
    const stranger = await identityOf(fixture, (await fixture.addUser()).id);
    await expect(unlinkAccount(fixture.platform, stranger, { id, password }, source)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(unlinkAccount(fixture.platform, identity, { id }, source)).rejects.toMatchObject({
      reason: "linked_account.last_way_in",
    });
    await fixture.platform.system.insert(linkedAccount).values({
      userId: identity.userId,
      provider: "github",
      subject: "https://github.com 1",
      email: person.email,
    });
    // Somebody else has come in by one of them.
    const { sessionId: theirs } = await identityOf(fixture, identity.userId);
    const both = await linksOf(identity.userId);
    const ended = await Promise.allSettled(
      both.map((each) => unlinkAccount(fixture.platform, identity, { id: each.id }, source)),
    );
    expect(ended.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await linksOf(identity.userId)).toHaveLength(1);
    expect(await findIdentity(fixture.platform, theirs ?? "", identity.userId)).toBeNull();
    expect(await whoIs(browser)).toEqual(identity);
    const told = and(eq(securityEvent.userId, identity.userId), eq(securityEvent.name, "auth.provider_unlinked"));
    expect(await fixture.platform.system.select().from(securityEvent).where(told)).toHaveLength(1);
    expect((await mailTo(fixture, person.email)).map(({ props }) => props)).toMatchObject([
      { change: "providerUnlinked" },
    ]);
  });

  it("is not done by who only sits at an open session: it asks for the password, or for a sign-in just now", async () => {
    const { id: userId } = await fixture.addUser();
    const identity = await identityOf(fixture, userId);
    const values = { userId, provider: "github", subject: `https://github.com ${userId}`, email: "ada@acme.test" };
    const [row] = await fixture.platform.system
      .insert(linkedAccount)
      .values(values)
      .returning({ id: linkedAccount.id });
    const unlink = (given?: string, who = identity) =>
      unlinkAccount(fixture.platform, who, { id: row?.id ?? "", ...(given && { password: given }) }, source);
    for (const given of [undefined, "a guess"]) {
      await expect(unlink(given)).rejects.toMatchObject({ reason: "password.wrong" });
    }
    expect(await linksOf(userId)).toHaveLength(1);
    await unlink(password);
    expect(await linksOf(userId)).toHaveLength(0);

    const { id: without } = await fixture.addUser({ passwordHash: null });
    const old = { ...(await identityOf(fixture, without)), signedInAt: new Date(Date.now() - 16 * 60_000) };
    await expect(unlink(undefined, old)).rejects.toMatchObject({ reason: "auth.session_too_old" });
  });
});

describe("GitHub's addresses", () => {
  it("takes the primary one with GitHub's word on it, not the first", async () => {
    const list = [
      { email: "old@acme.test", primary: false, verified: true },
      { email: "ada@acme.test", primary: true, verified: false },
    ];
    const server = createServer((request, response) => {
      const known = request.headers.authorization === "Bearer token" && request.url === "/user/emails";
      response.writeHead(known ? 200 : 401).end(JSON.stringify(list));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    try {
      const api = `http://127.0.0.1:${port}`;
      expect(await primaryGitHubAddress("token", api)).toMatchObject({ email: "ada@acme.test", verified: false });
      await expect(primaryGitHubAddress("wrong", api)).rejects.toThrow("401");
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });
});
