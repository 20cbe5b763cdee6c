import { mailMessage, recoveryCode, secondFactor } from "@steward/db/schema";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Identity } from "./platform.ts";
import {
  confirmSecondFactor,
  disableSecondFactor,
  getSecondFactor,
  renewRecoveryCodes,
  startSecondFactor,
} from "./second-factor.ts";
import { findIdentity } from "./session.ts";
import { checkCredentials } from "./sign-in.ts";
import { type AuthFixture, createAuthFixture, password } from "./testing/auth-fixture.ts";
import { codeOf, holdClock, identityOf, mailTo, source } from "./testing/credentials.ts";
import { createTokens, verifyAccessToken } from "./token.ts";
import { openSecret, sealSecret, totpCode, totpStep } from "./totp.ts";

let fixture: AuthFixture;
let clock: Disposable;
beforeAll(async () => {
  fixture = await createAuthFixture();
  clock = holdClock();
});
afterAll(async () => {
  clock[Symbol.dispose]();
  await fixture.close();
});

let addresses = 0;
const signIn = (email: string, code?: string, given = password) =>
  checkCredentials(fixture.platform, { email, password: given, code, address: `10.6.0.${++addresses}` }, source);
const again = ({ sessionId, userId }: Identity) => findIdentity(fixture.anotherProcess(), sessionId ?? "", userId);

/** Somebody whose second factor is on; the code of the step before was used to confirm it. */
async function guarded() {
  const { id, email } = await fixture.addUser();
  const identity = await identityOf(fixture, id);
  const { secret } = await startSecondFactor(fixture.platform, identity);
  const { codes } = await confirmSecondFactor(
    fixture.platform,
    identity,
    { code: codeOf(secret, -30), password },
    source,
  );
  return { id, email, identity, secret, codes };
}

describe("codes of RFC 6238", () => {
  // Appendix B, SHA-1: eight digits there, the last six of them here.
  it.each([
    [59, "287082"],
    [1_111_111_109, "081804"],
    [1_111_111_111, "050471"],
    [1_234_567_890, "005924"],
    [2_000_000_000, "279037"],
    [20_000_000_000, "353130"],
  ])("at second %d are %s, accepted one step to either side", (seconds, code) => {
    const secret = Buffer.from("12345678901234567890");
    const step = Math.floor(seconds / 30);
    expect(totpCode(secret, seconds * 1000)).toBe(code);
    for (const offset of [-30, 0, 30]) expect(totpStep(secret, code, (seconds + offset) * 1000)).toBe(step);
    for (const offset of [-90, 90]) expect(totpStep(secret, code, (seconds + offset) * 1000)).toBeNull();
  });
});

describe("a sealed secret", () => {
  const secret = Buffer.from("12345678901234567890");
  const platform = { secret: "a secret of an installation that is long enough" };

  it("opens for the person and the installation it was made for, and whole only", () => {
    const sealed = sealSecret(platform, "ada", secret);
    expect(sealed).not.toBe(sealSecret(platform, "ada", secret));
    expect(openSecret(platform, "ada", sealed)).toEqual(secret);
    expect(() => openSecret(platform, "eve", sealed)).toThrow();
    expect(() => openSecret({ secret: "another" }, "ada", sealed)).toThrow();
    const bytes = Buffer.from(sealed, "base64url");
    for (const at of bytes.keys()) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => openSecret(platform, "ada", changed.toString("base64url"))).toThrow();
      expect(() => openSecret(platform, "ada", bytes.subarray(0, at).toString("base64url"))).toThrow();
    }
  });
});

describe("switching it on", () => {
  it("takes a code from the app; other sign-ins end and this one counts as made with it", async () => {
    const { id, email } = await fixture.addUser();
    const [here, there] = [await identityOf(fixture, id), await identityOf(fixture, id)];
    const started = await startSecondFactor(fixture.platform, here);
    expect(started.uri).toMatch(/^otpauth:\/\/totp\/Steward:person-\d+%40acme\.test\?/);
    expect(started.qr).toMatch(/^data:image\/svg\+xml,%3Csvg/);
    await expect(signIn(email)).resolves.toMatchObject({ secondFactor: false });
    const wrong = confirmSecondFactor(fixture.platform, here, { code: "000000", password }, source);
    await expect(wrong).rejects.toMatchObject({ reason: "auth.second_factor_wrong" });
    const { codes } = await confirmSecondFactor(
      fixture.platform,
      here,
      { code: codeOf(started.secret), password },
      source,
    );
    expect(new Set(codes).size).toBe(10);
    expect(codes.every((code) => /^([0-9A-HJKMNP-TV-Z]{6}-){3}[0-9A-HJKMNP-TV-Z]{6}$/.test(code))).toBe(true);
    expect(await again(here)).toMatchObject({ secondFactor: true });
    expect(await again(there)).toBeNull();
    expect(await getSecondFactor(fixture.platform, id)).toEqual({
      enabled: true,
      recoveryCodesLeft: 10,
      hasPassword: true,
    });
    expect((await mailTo(fixture, email))[0]).toMatchObject({
      template: "secondFactorChanged",
      props: { enabled: true },
    });
  });

  it("takes the password too, or a sign-in that is fresh where there is none", async () => {
    const { platform } = fixture;
    const withPassword = await identityOf(fixture, (await fixture.addUser()).id);
    const { secret } = await startSecondFactor(platform, withPassword);
    for (const given of [{}, { password: "wrong" }]) {
      const attempt = confirmSecondFactor(platform, withPassword, { code: codeOf(secret), ...given }, source);
      await expect(attempt).rejects.toMatchObject({ reason: "password.wrong" });
    }
    const without = await identityOf(fixture, (await fixture.addUser({ passwordHash: null })).id);
    const code = codeOf((await startSecondFactor(platform, without)).secret);
    const old = { ...without, signedInAt: new Date(Date.now() - 16 * 60_000) };
    await expect(confirmSecondFactor(platform, old, { code }, source)).rejects.toMatchObject({
      code: "UNAUTHENTICATED",
      reason: "auth.session_too_old",
    });
    const fresh = { ...without, signedInAt: new Date() };
    await expect(confirmSecondFactor(platform, fresh, { code }, source)).resolves.toBeTruthy();
  });

  it("again is refused, and starting anew before it is confirmed replaces the secret", async () => {
    const { identity } = await guarded();
    await expect(startSecondFactor(fixture.platform, identity)).rejects.toMatchObject({
      code: "CONFLICT",
      reason: "second_factor.already_on",
    });
    const other = await identityOf(fixture, (await fixture.addUser()).id);
    const first = await startSecondFactor(fixture.platform, other);
    const second = await startSecondFactor(fixture.platform, other);
    const stale = confirmSecondFactor(fixture.platform, other, { code: codeOf(first.secret), password }, source);
    await expect(stale).rejects.toMatchObject({ reason: "auth.second_factor_wrong" });
    await expect(
      confirmSecondFactor(fixture.platform, other, { code: codeOf(second.secret), password }, source),
    ).resolves.toBeTruthy();
  });

  it("stores neither the secret nor a recovery code in a form that opens anything", async () => {
    const { id, secret, codes } = await guarded();
    const { system } = fixture.platform;
    const stored = JSON.stringify([
      await system.select().from(secondFactor).where(eq(secondFactor.userId, id)),
      await system.select().from(recoveryCode).where(eq(recoveryCode.userId, id)),
      await system.select().from(mailMessage),
    ]);
    for (const plain of [secret, ...codes, ...codes.map((code) => code.replaceAll("-", ""))]) {
      expect(stored).not.toContain(plain);
    }
  });

  it("is for the person's own hands", async () => {
    const { identity } = await guarded();
    const acting = { ...identity, impersonator: { userId: identity.userId, name: "An operator" } };
    const { platform } = fixture;
    for (const attempt of [
      startSecondFactor(platform, acting),
      confirmSecondFactor(platform, acting, { code: "123456", password }, source),
      disableSecondFactor(platform, acting, { password }, source),
      renewRecoveryCodes(platform, acting, { password }, source),
    ]) {
      await expect(attempt).rejects.toMatchObject({ code: "FORBIDDEN", reason: "auth.impersonating" });
    }
  });
});

describe("signing in with it", () => {
  it("asks for the code after the right password only", async () => {
    const { id, email, secret } = await guarded();
    await expect(signIn(email, codeOf(secret), "wrong")).rejects.toMatchObject({ reason: "auth.invalid_credentials" });
    await expect(signIn(email)).rejects.toMatchObject({ reason: "auth.second_factor_required" });
    await expect(signIn(email, "000000")).rejects.toMatchObject({ reason: "auth.second_factor_wrong" });
    const code = codeOf(secret);
    expect(await signIn(email, `${code.slice(0, 3)} ${code.slice(3)}`)).toMatchObject({
      userId: id,
      secondFactor: true,
    });
  });

  it("takes each code once, also of twenty at the same time, and none older than the last", async () => {
    const { email, secret, identity } = await guarded();
    await expect(signIn(email, codeOf(secret, -30))).rejects.toMatchObject({ reason: "auth.second_factor_wrong" });
    const code = codeOf(secret);
    const results = await Promise.allSettled(Array.from({ length: 4 }, () => signIn(email, code)));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(signIn(email, code)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    expect(await again(identity)).not.toBeNull();
  });

  it("marks the session of a client that keeps tokens", async () => {
    const { email, secret } = await guarded();
    const credentials = { email, password, code: codeOf(secret), address: "10.6.1.1", userAgent: null };
    const { accessToken } = await createTokens(fixture.platform, credentials);
    expect(await verifyAccessToken(fixture.platform, accessToken)).toMatchObject({ secondFactor: true });
  });

  it("takes each recovery code once, however it is typed", async () => {
    const { id, email, codes } = await guarded();
    const [first = "", second = ""] = codes;
    await expect(signIn(email, first.toLowerCase().replaceAll("-", " "))).resolves.toMatchObject({
      secondFactor: true,
    });
    await expect(signIn(email, first)).rejects.toMatchObject({ reason: "auth.second_factor_wrong" });
    const results = await Promise.allSettled(Array.from({ length: 4 }, () => signIn(email, second)));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await getSecondFactor(fixture.platform, id)).toMatchObject({ recoveryCodesLeft: 8 });
    const told = (await mailTo(fixture, email)).map(({ props }) => props);
    expect(told.slice(0, 2)).toMatchObject([8, 9].map((codesLeft) => ({ change: "recoveryCodeUsed", codesLeft })));
  });

  it("lets five wrong codes through in a quarter of an hour, from wherever they come, and nobody else is held up", async () => {
    const { email, secret } = await guarded();
    const other = await guarded();
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await expect(signIn(email, "000000")).rejects.toMatchObject({ reason: "auth.second_factor_wrong" });
    }
    await expect(signIn(email, codeOf(secret))).rejects.toMatchObject({
      code: "RATE_LIMITED",
      reason: "auth.too_many_attempts",
    });
    await expect(signIn(other.email, codeOf(other.secret))).resolves.toBeTruthy();
  });

  it("cannot be locked by somebody who does not know the password", async () => {
    const { email, secret } = await guarded();
    for (let attempt = 0; attempt < 20; attempt += 1) {
      await expect(signIn(email, "000000", "wrong")).rejects.toMatchObject({ reason: "auth.invalid_credentials" });
    }
    await expect(signIn(email, codeOf(secret))).resolves.toBeTruthy();
  });

  it("accepts a code of the next step for a clock that runs ahead, then no older one", async () => {
    const { email, secret } = await guarded();
    await expect(signIn(email, codeOf(secret, 30))).resolves.toBeTruthy();
    await expect(signIn(email, codeOf(secret))).rejects.toMatchObject({ reason: "auth.second_factor_wrong" });
  });
});

describe("switching it off", () => {
  it("takes the password or a code; then the password is enough, and this sign-in counts for one factor", async () => {
    const { email, identity } = await guarded();
    const wrong = disableSecondFactor(fixture.platform, identity, { password: "wrong" }, source);
    await expect(wrong).rejects.toMatchObject({ reason: "password.wrong" });
    await disableSecondFactor(fixture.platform, identity, { password }, source);
    await expect(signIn(email)).resolves.toMatchObject({ secondFactor: false });
    expect(await again(identity)).toMatchObject({ secondFactor: false });
    const twice = disableSecondFactor(fixture.platform, identity, { password }, source);
    await expect(twice).rejects.toMatchObject({ reason: "second_factor.off" });
    const other = await guarded();
    await disableSecondFactor(fixture.platform, other.identity, { code: other.codes[0] }, source);
    expect(await getSecondFactor(fixture.platform, other.id)).toMatchObject({ enabled: false, recoveryCodesLeft: 0 });
  });

  it("is not done by new recovery codes, which replace the old ones", async () => {
    const { email, identity, codes, secret } = await guarded();
    const renewed = await renewRecoveryCodes(fixture.platform, identity, { code: codeOf(secret) }, source);
    expect(renewed.codes).toHaveLength(10);
    expect((await mailTo(fixture, email))[0]?.props).toMatchObject({ change: "recoveryCodesRenewed" });
    await expect(signIn(email, codes[0])).rejects.toMatchObject({ reason: "auth.second_factor_wrong" });
    await expect(signIn(email, renewed.codes[0])).resolves.toMatchObject({ secondFactor: true });
  });
});
