import { session, user } from "@steward/db/schema";
import { eq } from "drizzle-orm";
import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { authenticate } from "./authenticate.ts";
import { sessionCookie, verifySession } from "./cookie.ts";
import { openImpersonation, stopImpersonation } from "./impersonation.ts";
import { type BrowserOptions, nextAuthOptions } from "./next.ts";
import { type AuthFixture, createAuthFixture, password } from "./testing/auth-fixture.ts";
import { Browser, startAuthSite } from "./testing/auth-site.ts";

let fixture: AuthFixture;
let site: Awaited<ReturnType<typeof startAuthSite>>;
let person: { id: string; email: string };
const errors: unknown[] = [];
beforeAll(async () => {
  fixture = await createAuthFixture();
  const onError = (error: unknown) => errors.push(error);
  site = await startAuthSite((headers) =>
    nextAuthOptions(fixture.platform, { headers, secure: false, domain: undefined, onError }),
  );
});
afterAll(async () => {
  await site.close();
  await fixture.close();
});
beforeEach(async () => {
  person = await fixture.addUser();
});

const optionsFor = (headers: Record<string, string>, place: Partial<BrowserOptions> = {}) =>
  nextAuthOptions(fixture.platform, {
    headers: new Headers(headers),
    secure: false,
    domain: undefined,
    onError: (error) => errors.push(error),
    ...place,
  });

async function signedIn(): Promise<Browser> {
  const browser = new Browser(site.origin);
  const target = await browser.post("/api/auth/callback/credentials", { email: person.email, password });
  expect(target.searchParams.get("error")).toBeNull();
  return browser;
}

describe("a browser's sign-in", () => {
  it("sets a cookie that names the person and a session of its own", async () => {
    const browser = await signedIn();
    const identity = await verifySession(fixture.platform, browser.cookieHeader);
    expect(identity?.userId).toBe(person.id);
    const [row] = await fixture.platform.system.select().from(session).where(eq(session.userId, person.id));
    expect(row).toMatchObject({ id: identity?.sessionId, kind: "browser", userAgent: "test browser", revokedAt: null });
  });

  it("sets the cookie for this host, out of reach of scripts and of other sites' posts", async () => {
    const browser = await signedIn();
    const cookie = browser.setCookies.find((each) => each.startsWith(`${sessionCookie}=`));
    expect(cookie).toMatch(/; HttpOnly/i);
    expect(cookie).toMatch(/; SameSite=Lax/i);
    expect(cookie).toMatch(/; Path=\//i);
    expect(cookie).not.toMatch(/; (Domain|Secure)/i);
  });

  it("says why it was refused, and makes no session", async () => {
    const browser = new Browser(site.origin);
    const target = await browser.post("/api/auth/callback/credentials", { email: person.email, password: "wrong" });
    expect(target.searchParams.get("error")).toBe("auth.invalid_credentials");
    expect(browser.cookies.has(sessionCookie)).toBe(false);
    const rows = await fixture.platform.system.select().from(session).where(eq(session.userId, person.id));
    expect(rows).toHaveLength(0);
  });

  it("needs the CSRF token", async () => {
    const browser = new Browser(site.origin);
    await browser.fetch("/api/auth/callback/credentials", {
      email: person.email,
      password,
      csrfToken: "x",
      json: "true",
    });
    expect(browser.cookies.has(sessionCookie)).toBe(false);
  });

  it.each(["https://attacker.example/", "//attacker.example", "/\\attacker.example", "javascript:alert(1)"])(
    "does not lead to %s",
    async (callbackUrl) => {
      const browser = new Browser(site.origin);
      const form = { email: person.email, password, callbackUrl };
      const target = await browser.post("/api/auth/callback/credentials", form);
      expect(target.origin).toBe(site.origin);
    },
  );

  it("keeps failures of ours out of the address bar", async () => {
    const broken = { ...fixture.platform, system: { ...fixture.platform.system, select: failingSelect } };
    const onError = (error: unknown) => errors.push(error);
    const other = await startAuthSite((headers) =>
      nextAuthOptions(broken, { headers, secure: false, domain: undefined, onError }),
    );
    try {
      const form = { email: person.email, password };
      const target = await new Browser(other.origin).post("/api/auth/callback/credentials", form);
      expect(target.searchParams.get("error")).toBe("internal");
      expect(errors).toContainEqual(expect.objectContaining({ message: "password of the database is hunter2" }));
    } finally {
      await other.close();
    }
  });

  it("does not lead where a forged X-Forwarded-Host points", async () => {
    const { callbacks } = optionsFor({ host: "acme.localhost:3000", "x-forwarded-host": "attacker.example" });
    const lead = (url: string) => callbacks?.redirect?.({ url, baseUrl: "http://attacker.example" });
    expect(await lead("http://attacker.example/")).toBe("http://acme.localhost:3000");
    expect(await lead("/accounts")).toBe("http://acme.localhost:3000/accounts");
  });

  it.each([
    "https://attacker.example",
    "//attacker.example",
    "///attacker.example",
    "/\\attacker.example",
    "\\\\attacker.example",
    "/\t/attacker.example",
    "http:attacker.example",
    "http://acme.localhost:3000@attacker.example",
    "http://acme.localhost:3000.attacker.example",
    "http://acme.localhost:3001/",
    "https://acme.localhost:3000/",
    "http://globex.localhost:3000/",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "blob:http://acme.localhost:3000/x",
    " //attacker.example",
    "",
  ])("leads home or to a path of this host, never elsewhere: %j", async (url) => {
    const { callbacks } = optionsFor({ host: "acme.localhost:3000" });
    const target = await callbacks?.redirect?.({ url, baseUrl: "http://acme.localhost:3000" });
    expect(new URL(target ?? "").host).toBe("acme.localhost:3000");
    expect(new URL(target ?? "").protocol).toBe("http:");
  });

  it("is under an id that nobody knew before, also where a cookie was planted", async () => {
    const mallory = await fixture.addUser();
    const planted = new Browser(site.origin);
    await planted.post("/api/auth/callback/credentials", { email: mallory.email, password });
    const victim = new Browser(site.origin);
    for (const [name, value] of planted.cookies) victim.cookies.set(name, value);
    await victim.post("/api/auth/callback/credentials", { email: person.email, password });
    const identity = await verifySession(fixture.platform, victim.cookieHeader);
    expect(identity?.userId).toBe(person.id);
    expect(await verifySession(fixture.platform, planted.cookieHeader)).toBeNull();
  });

  it("over a session ends that session", async () => {
    const browser = await signedIn();
    const before = browser.cookieHeader;
    await browser.post("/api/auth/callback/credentials", { email: person.email, password });
    expect(await verifySession(fixture.anotherProcess(), before)).toBeNull();
    expect(await verifySession(fixture.platform, browser.cookieHeader)).not.toBeNull();
  });
});

describe("a ticket that hands a session over", () => {
  const source = { clientAddress: null, userAgent: null, requestId: "request-of-a-test" };

  async function operatorAtWork() {
    const operator = await fixture.addUser({ operator: true });
    const browser = new Browser(site.origin);
    await browser.post("/api/auth/callback/credentials", { email: operator.email, password });
    const identity = await verifySession(fixture.platform, browser.cookieHeader);
    if (!identity) throw new Error("The operator should be signed in");
    return { browser, identity };
  }

  it("leads into an impersonation and out of it, in one browser", async () => {
    const { browser, identity: operator } = await operatorAtWork();
    const impersonation = { operator, userId: person.id, reason: "A question about an invoice", source };
    const { ticket } = await openImpersonation(fixture.platform, impersonation);
    await browser.post("/api/auth/callback/handover", { ticket });
    const acting = await verifySession(fixture.platform, browser.cookieHeader);
    expect(acting).toMatchObject({ userId: person.id, impersonator: { userId: operator.userId } });
    if (!acting) throw new Error("The operator should act as the person");

    const back = await stopImpersonation(fixture.platform, acting, source);
    expect(await verifySession(fixture.platform, browser.cookieHeader)).toBeNull();
    await browser.post("/api/auth/callback/handover", { ticket: back.ticket });
    expect(await verifySession(fixture.platform, browser.cookieHeader)).toEqual(operator);
  });

  it("is refused a second time, with the reason", async () => {
    const { identity: operator } = await operatorAtWork();
    const impersonation = { operator, userId: person.id, reason: "A question about an invoice", source };
    const { ticket } = await openImpersonation(fixture.platform, impersonation);
    await new Browser(site.origin).post("/api/auth/callback/handover", { ticket });
    const thief = new Browser(site.origin);
    const target = await thief.post("/api/auth/callback/handover", { ticket });
    expect(target.searchParams.get("error")).toBe("auth.handover_invalid");
    expect(thief.cookies.has(sessionCookie)).toBe(false);
  });
});

describe("signing out", () => {
  it("ends the session, so that a copy of the cookie is worth nothing", async () => {
    const browser = await signedIn();
    const copy = browser.cookieHeader;
    await browser.post("/api/auth/signout", {});
    expect(browser.cookies.has(sessionCookie)).toBe(false);
    for (const platform of [fixture.platform, fixture.anotherProcess()]) {
      expect(await verifySession(platform, copy)).toBeNull();
    }
  });

  it("does not let an ended session be renewed", async () => {
    const browser = await signedIn();
    const copy = new Map(browser.cookies);
    await browser.post("/api/auth/signout", {});
    const thief = new Browser(site.origin);
    for (const [name, value] of copy) thief.cookies.set(name, value);
    const { body } = await thief.fetch("/api/auth/session");
    expect(body).toEqual({});
    expect(thief.cookies.has(sessionCookie)).toBe(false);
  });
});

describe("a session cookie", () => {
  it.each([
    ["steward.session-token", { secure: false, domain: undefined }],
    ["__Host-steward.session-token", { secure: true, domain: undefined }],
    ["__Secure-steward.session-token", { secure: true, domain: "steward.example" }],
  ])("is called %s by what its site can guard", async (name, place) => {
    const { cookies } = optionsFor({ host: "steward.example" }, place);
    expect(cookies?.sessionToken).toMatchObject({
      name,
      options: { secure: place.secure, httpOnly: true, sameSite: "lax" },
    });
    const value = (await signedIn()).cookies.get(sessionCookie);
    expect(await verifySession(fixture.platform, `a=b; ${name}=${value}`)).toMatchObject({ userId: person.id });
  });

  it("with a guarded name is believed before one that a neighbour may have planted", async () => {
    const mallory = await fixture.addUser();
    const planting = new Browser(site.origin);
    await planting.post("/api/auth/callback/credentials", { email: mallory.email, password });
    const planted = planting.cookies.get(sessionCookie);
    const own = (await signedIn()).cookies.get(sessionCookie);
    for (const name of [sessionCookie, `__Secure-${sessionCookie}`]) {
      const header = `${name}=${planted}; __Host-${sessionCookie}=${own}`;
      expect((await verifySession(fixture.platform, header))?.userId).toBe(person.id);
    }
  });

  const withCookie = (value: string) => `theme=dark; ${sessionCookie}=${value}; x=1`;

  it("is nobody's once the person is disabled", async () => {
    const browser = await signedIn();
    await fixture.platform.system.update(user).set({ disabledAt: new Date() }).where(eq(user.id, person.id));
    expect(await verifySession(fixture.anotherProcess(), browser.cookieHeader)).toBeNull();
  });

  it.each<[string, () => string | Promise<string>]>([
    ["text", () => "x"],
    ["empty", () => ""],
    ["a megabyte", () => "x".repeat(1_000_000)],
    ["of another secret", () => encode({ token: { sub: person.id, sid: person.id }, secret: "another" })],
    [
      "expired",
      () => encode({ token: { sub: person.id, sid: person.id }, secret: fixture.platform.secret, maxAge: -60 }),
    ],
    ["without a session", () => encode({ token: { sub: person.id }, secret: fixture.platform.secret })],
    [
      "of a session nobody opened",
      () => encode({ token: { sub: person.id, sid: person.id }, secret: fixture.platform.secret }),
    ],
  ])("%s is nobody's", async (_name, make) => {
    expect(await verifySession(fixture.platform, withCookie(await make()))).toBeNull();
  });

  it("is nobody's once it has expired, also where it was seen before", async () => {
    const identity = await verifySession(fixture.platform, (await signedIn()).cookieHeader);
    const claims = { sub: identity?.userId ?? "", sid: identity?.sessionId };
    const cookie = withCookie(await encode({ token: claims, secret: fixture.platform.secret, maxAge: 60 }));
    expect(await verifySession(fixture.platform, cookie)).toEqual(identity);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 120_000 });
    try {
      expect(await verifySession(fixture.platform, cookie)).toBeNull();
    } finally {
      vi.useRealTimers();
    }
  });

  it("does not stand in for a bearer token that is no good", async () => {
    const browser = await signedIn();
    const headers = new Headers({ cookie: browser.cookieHeader });
    expect((await authenticate(fixture.platform, headers))?.userId).toBe(person.id);
    headers.set("authorization", "Bearer stolen");
    await expect(authenticate(fixture.platform, headers)).rejects.toMatchObject({ reason: "auth.invalid_token" });
  });
});

const failingSelect = (): never => {
  throw new Error("password of the database is hunter2");
};
