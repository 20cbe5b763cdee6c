import { securityEvent, user, userToken } from "@steward/db/schema";
import { and, eq, isNull } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyEmail } from "./email-verification.ts";
import type { MailingPlatform } from "./mail-link.ts";
import { changePassword } from "./password-change.ts";
import { requestPasswordReset, resetPassword } from "./password-reset.ts";
import { findIdentity } from "./session.ts";
import { checkCredentials } from "./sign-in.ts";
import { type AuthFixture, createAuthFixture, password } from "./testing/auth-fixture.ts";
import { identityOf, mailing, mailTo, source, tokenOf } from "./testing/credentials.ts";
import { findMailedToken, spendMailedToken } from "./user-token.ts";

let fixture: AuthFixture;
let platform: MailingPlatform;
beforeAll(async () => {
  fixture = await createAuthFixture();
  platform = mailing(fixture);
});
afterAll(() => fixture.close());

const next = "another phrase altogether";
let addresses = 0;
const signIn = (email: string, given: string) =>
  checkCredentials(platform, { email, password: given, address: `10.5.0.${++addresses}` }, source);
const isSignedIn = async ({ sessionId, userId }: { sessionId: string | null; userId: string }) =>
  (await findIdentity(fixture.anotherProcess(), sessionId ?? "", userId)) !== null;
const eventsOf = (userId: string) =>
  platform.system.select({ name: securityEvent.name }).from(securityEvent).where(eq(securityEvent.userId, userId));

async function forgetful(changes: Parameters<AuthFixture["addUser"]>[0] = {}) {
  const person = await fixture.addUser(changes);
  await requestPasswordReset(platform, person.email, source);
  return { ...person, token: await tokenOf(fixture, person.email) };
}

describe("a forgotten password", () => {
  it("is replaced by the link from the mail, ends every session and is told", async () => {
    const { id, email, token } = await forgetful();
    const sessions = [await identityOf(fixture, id), await identityOf(fixture, id)];
    await resetPassword(platform, { token, password: next }, source);
    await expect(signIn(email, next)).resolves.toMatchObject({ userId: id });
    await expect(signIn(email, password)).rejects.toMatchObject({ reason: "auth.invalid_credentials" });
    for (const one of sessions) expect(await isSignedIn(one)).toBe(false);
    expect((await mailTo(fixture, email))[0]?.template).toBe("passwordChanged");
    expect((await eventsOf(id)).map(({ name }) => name)).toEqual(
      expect.arrayContaining(["auth.password_reset_requested", "auth.password_reset"]),
    );
  });

  it("ends what strangers' guesses have locked, here and for the network it was done from", async () => {
    const { email, token } = await forgetful();
    const guess = (address: string, given = "wrong") =>
      checkCredentials(platform, { email, password: given, address }, source).catch((error) => error.reason);
    const guesses = (times: number, address: (attempt: number) => string) =>
      Promise.all(Array.from({ length: times }, (_, attempt) => guess(address(attempt))));
    await guesses(10, () => "10.7.1.1");
    await guesses(91, (attempt) => `10.7.0.${attempt}`);
    expect(await guess("10.7.1.2", password)).toBe("auth.too_many_attempts");
    expect(await guess("10.7.1.1", password)).toBe("auth.too_many_attempts");
    await resetPassword(platform, { token, password: next }, { ...source, clientAddress: "10.7.1.1" });
    expect(await guess("10.7.1.1", next)).toMatchObject({ secondFactor: false });
    expect(await guess("10.7.1.2", next)).toMatchObject({ secondFactor: false });
    // Whoever goes on guessing locks the account for strangers again, and not for where its owner is.
    await guesses(110, (attempt) => `10.7.2.${attempt}`);
    expect(await guess("10.7.1.3", next)).toBe("auth.too_many_attempts");
    expect(await guess("10.7.1.1", next)).toMatchObject({ secondFactor: false });
  });

  it("opens nothing for somebody who has been disabled meanwhile, and is not used up by trying", async () => {
    const { id, token } = await forgetful();
    const invalid = { code: "NOT_FOUND", reason: "auth.link_invalid" };
    const disable = (disabledAt: Date | null) =>
      platform.system.update(user).set({ disabledAt }).where(eq(user.id, id));
    await disable(new Date());
    await expect(findMailedToken(platform.system, "resetPassword", token)).rejects.toMatchObject(invalid);
    await expect(spendMailedToken(platform.system, "resetPassword", token)).rejects.toMatchObject(invalid);
    await disable(null);
    expect(await findMailedToken(platform.system, "resetPassword", token)).toMatchObject({ userId: id });
    expect(await spendMailedToken(platform.system, "resetPassword", token)).toBe(id);
  });

  it("takes one of twenty uses of its link at once", async () => {
    const { email, token } = await forgetful();
    const phrases = Array.from({ length: 20 }, (_, index) => `phrase of the attempt ${index}`);
    const results = await Promise.allSettled(
      phrases.map((phrase) => resetPassword(platform, { token, password: phrase }, source)),
    );
    const winners = phrases.filter((_, index) => results[index]?.status === "fulfilled");
    expect(winners).toHaveLength(1);
    for (const result of results) {
      if (result.status === "rejected") expect(result.reason).toMatchObject({ reason: "auth.link_invalid" });
    }
    await expect(signIn(email, winners[0] ?? "")).resolves.toBeTruthy();
    expect((await mailTo(fixture, email)).filter(({ template }) => template === "passwordChanged")).toHaveLength(1);
  });

  it("has one link at a time, also when two are asked for at once", async () => {
    const { id, token } = await forgetful();
    const [{ email = "" } = {}] = await platform.system.select().from(user).where(eq(user.id, id));
    await Promise.all([1, 2, 3].map(() => requestPasswordReset(platform, email, source)));
    const living = and(eq(userToken.userId, id), isNull(userToken.usedAt));
    expect(await platform.system.select().from(userToken).where(living)).toHaveLength(1);
    await expect(resetPassword(platform, { token, password: next }, source)).rejects.toMatchObject({
      code: "NOT_FOUND",
      reason: "auth.link_invalid",
    });
  });

  it("asked for again, leaves it on record when an earlier link was spent", async () => {
    const { id, email, token } = await forgetful();
    const day = new Date("2026-01-02T03:04:05Z");
    await resetPassword(platform, { token, password: next }, source);
    await platform.system.update(userToken).set({ usedAt: day }).where(eq(userToken.userId, id));
    await requestPasswordReset(platform, email, source);
    await requestPasswordReset(platform, email, source);
    const links = await platform.system
      .select()
      .from(userToken)
      .where(eq(userToken.userId, id))
      .orderBy(userToken.createdAt);
    expect(links.map(({ usedAt }) => usedAt)).toEqual([day, expect.any(Date), null]);
  });

  it("leaves the link alone where the new password is refused", async () => {
    const { email, token } = await forgetful();
    const refused = resetPassword(platform, { token, password: "password1234" }, source);
    await expect(refused).rejects.toMatchObject({ reason: "password.too_common" });
    await resetPassword(platform, { token, password: next }, source);
    await expect(signIn(email, next)).resolves.toBeTruthy();
  });

  it("confirms the address, because the link came by it", async () => {
    const { email, token } = await forgetful({ emailVerifiedAt: null });
    await resetPassword(platform, { token, password: next }, source);
    await expect(signIn(email, next)).resolves.toBeTruthy();
  });

  it.each([
    [
      "expired",
      (id: string) =>
        platform.system
          .update(userToken)
          .set({ expiresAt: new Date(0) })
          .where(eq(userToken.userId, id)),
    ],
    [
      "of a disabled person",
      (id: string) => platform.system.update(user).set({ disabledAt: new Date() }).where(eq(user.id, id)),
    ],
  ])("is not replaced by a link that is %s", async (_name, spoil) => {
    const { id, token } = await forgetful();
    await spoil(id);
    const late = resetPassword(platform, { token, password: next }, source);
    await expect(late).rejects.toMatchObject({ reason: "auth.link_invalid" });
  });

  it("is mailed five times an hour, then not for anybody", async () => {
    for (const email of [(await fixture.addUser()).email, "nobody-at-all@acme.test"]) {
      for (let attempt = 0; attempt < 5; attempt += 1) await requestPasswordReset(platform, email, source);
      await expect(requestPasswordReset(platform, email, source)).rejects.toMatchObject({
        code: "RATE_LIMITED",
        reason: "auth.too_many_attempts",
        details: { retryAfterSeconds: expect.any(Number) },
      });
    }
  });

  it("is stored nowhere in a form that opens anything", async () => {
    const { id, token } = await forgetful();
    const rows = await platform.system.select().from(userToken).where(eq(userToken.userId, id));
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
  });
});

describe("a guessed link", () => {
  it("opens nothing, however it is made from a real one", async () => {
    const { token } = await forgetful();
    const guesses = fc.oneof(
      fc.string({ maxLength: 512 }),
      fc.string({ unit: "binary", maxLength: 512 }),
      fc.nat(token.length - 1).map((at) => token.slice(0, at)),
      fc.nat(token.length - 1).map((at) => token.slice(0, at) + (token[at] === "A" ? "B" : "A") + token.slice(at + 1)),
      fc.constantFrom(token.toUpperCase(), `${token} `, `${token}=`, `${token}\0`, encodeURIComponent(`${token}%`)),
      fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString("base64url")),
    );
    const property = fc.asyncProperty(guesses, async (guess) => {
      fc.pre(guess !== token);
      const refusal = { code: "NOT_FOUND", reason: "auth.link_invalid" };
      await expect(resetPassword(platform, { token: guess, password: next }, source)).rejects.toMatchObject(refusal);
      await expect(verifyEmail(platform, guess, source)).rejects.toMatchObject(refusal);
    });
    await fc.assert(property, { numRuns: 300 });
    // A link for one purpose opens nothing else.
    await expect(verifyEmail(platform, token, source)).rejects.toMatchObject({ reason: "auth.link_invalid" });
    await expect(resetPassword(platform, { token, password: next }, source)).resolves.toBeUndefined();
  });
});

describe("a changed password", () => {
  it("keeps this sign-in, ends the others and the link that was under way", async () => {
    const { id, email, token } = await forgetful();
    const [here, there] = [await identityOf(fixture, id), await identityOf(fixture, id)];
    await changePassword(platform, here, { current: password, password: next }, source);
    expect(await isSignedIn(here)).toBe(true);
    expect(await isSignedIn(there)).toBe(false);
    await expect(signIn(email, next)).resolves.toBeTruthy();
    await expect(resetPassword(platform, { token, password }, source)).rejects.toBeTruthy();
    expect((await mailTo(fixture, email))[0]?.template).toBe("passwordChanged");
  });

  it.each([
    ["a wrong current one", { current: "wrong" }, "password.wrong"],
    ["the same again", { password }, "password.unchanged"],
    ["a common one", { password: "password1234" }, "password.too_common"],
    ["one made of the name", { password: "person-acme!" }, "password.too_personal"],
  ])("refuses %s", async (_name, changes, reason) => {
    const identity = await identityOf(fixture, (await fixture.addUser()).id);
    const given = { current: password, password: next, ...changes };
    await expect(changePassword(platform, identity, given, source)).rejects.toMatchObject({ reason });
  });

  it("is for the person's own hands, and for who has one", async () => {
    const identity = await identityOf(fixture, (await fixture.addUser()).id);
    const given = { current: password, password: next };
    const acting = { ...identity, impersonator: { userId: identity.userId, name: "An operator" } };
    await expect(changePassword(platform, acting, given, source)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const without = await identityOf(fixture, (await fixture.addUser({ passwordHash: null })).id);
    await expect(changePassword(platform, without, given, source)).rejects.toMatchObject({ reason: "password.none" });
  });

  it("wins once of two at the same time", async () => {
    const identity = await identityOf(fixture, (await fixture.addUser()).id);
    const changes = ["first of two phrases", "second of two phrases"].map((phrase) =>
      changePassword(platform, identity, { current: password, password: phrase }, source),
    );
    const results = await Promise.allSettled(changes);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("cannot be guessed at from an open session", async () => {
    const identity = await identityOf(fixture, (await fixture.addUser()).id);
    const guess = () => changePassword(platform, identity, { current: "wrong", password: next }, source);
    for (let attempt = 0; attempt < 10; attempt += 1) await expect(guess()).rejects.toMatchObject({ code: "INVALID" });
    await expect(guess()).rejects.toMatchObject({ code: "RATE_LIMITED" });
  });
});
