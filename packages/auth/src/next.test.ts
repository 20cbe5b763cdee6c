import { session, user } from "@steward/db/schema";
import { eq } from "drizzle-orm";
import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { authenticate } from "./authenticate.ts";
import { sessionCookie, verifySession } from "./cookie.ts";
import { nextAuthOptions } from "./next.ts";
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

  it("over a session ends that session", async () => {
    const browser = await signedIn();
    const before = browser.cookieHeader;
    await browser.post("/api/auth/callback/credentials", { email: person.email, password });
    expect(await verifySession(fixture.anotherProcess(), before)).toBeNull();
    expect(await verifySession(fixture.platform, browser.cookieHeader)).not.toBeNull();
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
