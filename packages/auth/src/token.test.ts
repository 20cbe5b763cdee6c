import { createHmac, hkdfSync } from "node:crypto";
import { refreshToken as refreshTokenTable, securityEvent, session, user } from "@steward/db/schema";
import { and, eq, isNotNull } from "drizzle-orm";
import { SignJWT } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { authenticate } from "./authenticate.ts";
import type { AuthSource } from "./source.ts";
import { type AuthFixture, createAuthFixture, password } from "./testing/auth-fixture.ts";
import { createTokens, refreshTokens, revokeTokens, type Tokens, verifyAccessToken } from "./token.ts";

let fixture: AuthFixture;
let person: { id: string; email: string };
let tokens: Tokens;
beforeAll(async () => {
  fixture = await createAuthFixture();
});
afterAll(() => fixture.close());
beforeEach(async () => {
  person = await fixture.addUser();
  const credentials = { email: person.email, password, address: "10.0.0.1", userAgent: "test" };
  tokens = await createTokens(fixture.platform, credentials);
});

const decoded = (token: string, part: 0 | 1) =>
  JSON.parse(Buffer.from(token.split(".")[part] ?? "", "base64url").toString());
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const accessKey = () => new Uint8Array(hkdfSync("sha256", fixture.platform.secret, "", "steward access token", 32));
const source = { clientAddress: "10.0.0.1", userAgent: "test", requestId: "request-of-a-test" };
const refusal = (reason: string) => ({ code: "UNAUTHENTICATED", reason });

describe("an access token", () => {
  it("speaks for the person for fifteen minutes", async () => {
    const identity = await verifyAccessToken(fixture.platform, tokens.accessToken);
    expect(identity).toMatchObject({ userId: person.id, sessionId: decoded(tokens.accessToken, 1).sid, apiKey: null });
    const { iat, exp } = decoded(tokens.accessToken, 1);
    expect(exp - iat).toBe(900);
    expect(tokens.expiresAt.getTime()).toBe(exp * 1000);
  });

  it("is not the word Bearer alone", async () => {
    const headers = new Headers({ authorization: "Bearer" });
    await expect(authenticate(fixture.platform, headers)).rejects.toMatchObject(refusal("auth.invalid_token"));
  });

  it.each<[string, (valid: { header: object; claims: object; token: string }) => string]>([
    ["alg none", ({ claims }) => `${encoded({ alg: "none", typ: "at+jwt" })}.${encoded(claims)}.`],
    [
      "alg None with a signature",
      ({ claims, token }) => `${encoded({ alg: "None", typ: "at+jwt" })}.${encoded(claims)}.${token.split(".")[2]}`,
    ],
    ["another key", ({ header, claims }) => signed(header, claims, Buffer.from("x".repeat(32)))],
    ["the secret itself as key", ({ header, claims }) => signed(header, claims, Buffer.from(fixture.platform.secret))],
    [
      "another algorithm of the same key",
      ({ claims }) => signed({ alg: "HS512", typ: "at+jwt" }, claims, accessKey(), "sha512"),
    ],
    ["another type", ({ claims }) => signed({ alg: "HS256", typ: "JWT" }, claims, accessKey())],
    ["another audience", ({ header, claims }) => signed(header, { ...claims, aud: "elsewhere" }, accessKey())],
    ["another issuer", ({ header, claims }) => signed(header, { ...claims, iss: "elsewhere" }, accessKey())],
    ["no expiry", ({ header, claims }) => signed(header, { ...claims, exp: undefined }, accessKey())],
    ["no session", ({ header, claims }) => signed(header, { ...claims, sid: undefined }, accessKey())],
    ["a session of another shape", ({ header, claims }) => signed(header, { ...claims, sid: ["x"] }, accessKey())],
    ["changed claims", ({ token, claims }) => token.replace(/\..*\./, `.${encoded({ ...claims, sub: "somebody" })}.`)],
    [
      "more than any token of ours says",
      ({ header, claims }) => signed(header, { ...claims, x: "x".repeat(4_096) }, accessKey()),
    ],
    ["a cut signature", ({ token }) => token.slice(0, -5)],
    ["two parts", ({ token }) => token.split(".").slice(0, 2).join(".")],
    ["text", () => "not a token"],
    ["an empty token", () => ""],
    ["a megabyte", ({ token }) => token + "x".repeat(1_000_000)],
    ["the refresh token", () => tokens.refreshToken],
  ])("is refused: %s", async (_name, forge) => {
    const token = tokens.accessToken;
    const forged = forge({ header: decoded(token, 0), claims: decoded(token, 1), token });
    await expect(verifyAccessToken(fixture.platform, forged)).rejects.toMatchObject(refusal("auth.invalid_token"));
  });

  it("is refused when it has expired, and says so", async () => {
    const token = await new SignJWT({ ...decoded(tokens.accessToken, 1), exp: Math.floor(Date.now() / 1000) - 1 })
      .setProtectedHeader({ alg: "HS256", typ: "at+jwt" })
      .sign(accessKey());
    await expect(verifyAccessToken(fixture.platform, token)).rejects.toMatchObject(refusal("auth.token_expired"));
  });

  it("is refused from the moment it expires, however often it was good before", async () => {
    for (let time = 0; time < 2; time += 1) await verifyAccessToken(fixture.platform, tokens.accessToken);
    vi.useFakeTimers({ toFake: ["Date"], now: tokens.expiresAt });
    try {
      const late = verifyAccessToken(fixture.platform, tokens.accessToken);
      await expect(late).rejects.toMatchObject(refusal("auth.token_expired"));
    } finally {
      vi.useRealTimers();
    }
  });

  it("is refused for somebody else's session", async () => {
    const other = await fixture.addUser();
    const claims = { ...decoded(tokens.accessToken, 1), sub: other.id };
    const token = signed({ alg: "HS256", typ: "at+jwt" }, claims, accessKey());
    await expect(verifyAccessToken(fixture.platform, token)).rejects.toMatchObject(refusal("auth.session_expired"));
  });

  it("ends with its session, though it was good a moment ago", async () => {
    await verifyAccessToken(fixture.platform, tokens.accessToken);
    await revokeTokens(fixture.platform, tokens.refreshToken, source);
    for (const platform of [fixture.platform, fixture.anotherProcess()]) {
      await expect(verifyAccessToken(platform, tokens.accessToken)).rejects.toMatchObject(
        refusal("auth.session_expired"),
      );
    }
  });

  it("ends with the person", async () => {
    await fixture.platform.system.update(user).set({ disabledAt: new Date() }).where(eq(user.id, person.id));
    await expect(verifyAccessToken(fixture.anotherProcess(), tokens.accessToken)).rejects.toMatchObject(
      refusal("auth.session_expired"),
    );
    await expect(refreshTokens(fixture.platform, tokens.refreshToken, source)).rejects.toMatchObject(
      refusal("auth.session_expired"),
    );
  });
});

describe("a refresh token", () => {
  const refresh = (token = tokens.refreshToken, changes: Partial<AuthSource> = {}) =>
    refreshTokens(fixture.platform, token, { ...source, ...changes });
  const sessionId = () => decoded(tokens.accessToken, 1).sid;
  const spentSecondsAgo = (seconds: number) =>
    fixture.platform.system
      .update(refreshTokenTable)
      .set({ usedAt: new Date(Date.now() - seconds * 1_000) })
      .where(and(eq(refreshTokenTable.sessionId, sessionId()), isNotNull(refreshTokenTable.usedAt)));

  it("is stored as a hash only", async () => {
    const rows = await fixture.platform.system.select().from(refreshTokenTable);
    expect(JSON.stringify(rows)).not.toContain(tokens.refreshToken);
    expect(Buffer.from(tokens.refreshToken, "base64url")).toHaveLength(32);
  });

  it("is exchanged for a successor of the same session", async () => {
    const next = await refreshTokens(fixture.platform, tokens.refreshToken, source);
    const identity = await verifyAccessToken(fixture.platform, next.accessToken);
    expect(identity.sessionId).toBe(decoded(tokens.accessToken, 1).sid);
    const third = await refreshTokens(fixture.platform, next.refreshToken, source);
    expect(new Set([tokens.refreshToken, next.refreshToken, third.refreshToken]).size).toBe(3);
  });

  it("has one successor for the client that spent it, which may ask again while nobody has spent that", async () => {
    const next = await refresh();
    const again = await refresh();
    expect(again.refreshToken).toBe(next.refreshToken);
    await expect(verifyAccessToken(fixture.platform, again.accessToken)).resolves.toMatchObject({ userId: person.id });
    await expect(refresh(next.refreshToken)).resolves.toBeTruthy();
  });

  it("is not told from its predecessor without the installation's secret", async () => {
    const next = await refresh();
    expect(next.refreshToken).not.toBe(createHmac("sha256", "").update(tokens.refreshToken).digest("base64url"));
    const stranger = { ...fixture.anotherProcess(), secret: "the secret of another installation, as long" };
    await expect(refreshTokens(stranger, tokens.refreshToken, source)).rejects.toMatchObject(
      refusal("auth.refresh_reused"),
    );
  });

  it.each<[string, (next: Tokens) => Promise<unknown>]>([
    ["from another address", () => refresh(undefined, { clientAddress: "203.0.113.9" })],
    ["from an address nobody knows", () => refresh(undefined, { clientAddress: null })],
    ["by another program", () => refresh(undefined, { userAgent: "curl" })],
    ["half a minute later", async () => (await spentSecondsAgo(31)) && refresh()],
    ["after its successor was spent", async (next) => (await refresh(next.refreshToken)) && refresh()],
  ])("ends the session when it is presented again %s", async (_name, presentAgain) => {
    const next = await refresh();
    await expect(presentAgain(next)).rejects.toMatchObject(refusal("auth.refresh_reused"));
    const ended = refusal("auth.session_expired");
    await expect(verifyAccessToken(fixture.platform, next.accessToken)).rejects.toMatchObject(ended);
    await expect(refresh(next.refreshToken)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    const events = await fixture.platform.system
      .select({ name: securityEvent.name })
      .from(securityEvent)
      .where(and(eq(securityEvent.userId, person.id), eq(securityEvent.name, "auth.refresh_reused")));
    expect(events).toHaveLength(1);
  });

  it("has one successor for twenty that present it at once on several nodes, and nobody is signed out", async () => {
    const nodes = Array.from({ length: 4 }, () => fixture.startNode());
    const attempts = Array.from({ length: 20 }, (_, index) =>
      refreshTokens(nodes[index % 4] ?? fixture.platform, tokens.refreshToken, source),
    );
    const answers = await Promise.all(attempts);
    expect(new Set(answers.map(({ refreshToken }) => refreshToken)).size).toBe(1);
    const rows = await fixture.platform.system
      .select()
      .from(refreshTokenTable)
      .where(eq(refreshTokenTable.sessionId, sessionId()));
    expect(rows).toHaveLength(2);
    for (const { accessToken } of answers) {
      await expect(verifyAccessToken(fixture.platform, accessToken)).resolves.toMatchObject({ userId: person.id });
    }
  });

  it("is given to one of two clients that present it at once, and the session ends", async () => {
    const thief = { clientAddress: "203.0.113.9", userAgent: "test" };
    const results = await Promise.allSettled([
      ...Array.from({ length: 5 }, () => refresh()),
      ...Array.from({ length: 5 }, () => refresh(undefined, thief)),
    ]);
    const given = results.flatMap((result) => (result.status === "fulfilled" ? [result.value.refreshToken] : []));
    expect(new Set(given).size).toBe(1);
    for (const result of results) {
      if (result.status === "rejected") expect(result.reason).toMatchObject(refusal("auth.refresh_reused"));
    }
    const [row] = await fixture.platform.system.select().from(session).where(eq(session.id, sessionId()));
    expect(row?.revokedAt).not.toBeNull();
    await expect(refresh(given[0])).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  });

  it("is refused when it or its session has expired", async () => {
    const past = new Date(Date.now() - 1_000);
    const sessionId = decoded(tokens.accessToken, 1).sid;
    const { system } = fixture.platform;
    await system.update(session).set({ expiresAt: past }).where(eq(session.id, sessionId));
    await expect(refreshTokens(fixture.platform, tokens.refreshToken, source)).rejects.toMatchObject(
      refusal("auth.session_expired"),
    );
    await system
      .update(session)
      .set({ expiresAt: new Date(Date.now() + 60_000) })
      .where(eq(session.id, sessionId));
    await system.update(refreshTokenTable).set({ expiresAt: past }).where(eq(refreshTokenTable.sessionId, sessionId));
    await expect(refreshTokens(fixture.platform, tokens.refreshToken, source)).rejects.toMatchObject(
      refusal("auth.session_expired"),
    );
  });

  it.each(["", "x", "x".repeat(100_000), "\0"])("is refused when unknown: %#", async (unknown) => {
    await expect(refreshTokens(fixture.platform, unknown, source)).rejects.toMatchObject(refusal("auth.invalid_token"));
    await expect(revokeTokens(fixture.platform, unknown, source)).resolves.toBeUndefined();
  });
});

describe("authenticate", () => {
  const withBearer = (value: string) => new Headers({ authorization: value });

  it("reads a bearer token in any case of the word", async () => {
    for (const scheme of ["Bearer", "bearer", "BEARER "]) {
      const identity = await authenticate(fixture.platform, withBearer(`${scheme} ${tokens.accessToken}`));
      expect(identity?.userId).toBe(person.id);
    }
  });

  it("answers nobody without credentials, and with another scheme", async () => {
    expect(await authenticate(fixture.platform, new Headers())).toBeNull();
    expect(await authenticate(fixture.platform, withBearer("Basic dXNlcjpwYXNz"))).toBeNull();
  });

  it.each(["Bearer", "Bearer ", "Bearer x", "Bearer a b"])("refuses %j", async (value) => {
    await expect(authenticate(fixture.platform, withBearer(value))).rejects.toMatchObject(
      refusal("auth.invalid_token"),
    );
  });
});

function signed(header: object, claims: object, key: Uint8Array, algorithm = "sha256"): string {
  const body = `${encoded(header)}.${encoded(claims)}`;
  return `${body}.${createHmac(algorithm, key).update(body).digest("base64url")}`;
}
