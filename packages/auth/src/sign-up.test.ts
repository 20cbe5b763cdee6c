import { hash, verify } from "@node-rs/argon2";
import { securityEvent, user, userToken } from "@steward/db/schema";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { resendVerification, verifyEmail } from "./email-verification.ts";
import type { MailingPlatform } from "./mail-link.ts";
import { requestPasswordReset, resetPassword } from "./password-reset.ts";
import { checkCredentials } from "./sign-in.ts";
import { signUp } from "./sign-up.ts";
import { type AuthFixture, createAuthFixture } from "./testing/auth-fixture.ts";
import { mailing, mailTo, source, tokenOf } from "./testing/credentials.ts";
import { recorded } from "./testing/work.ts";

// Spied upon, not replaced: how often a password is hashed is the largest part of what an answer costs.
vi.mock("@node-rs/argon2", { spy: true });

let fixture: AuthFixture;
let platform: MailingPlatform;
beforeAll(async () => {
  fixture = await createAuthFixture();
  platform = mailing(fixture);
});
afterAll(() => fixture.close());

const password = "seven green bottles";
let count = 0;
const newcomer = (changes: { email?: string; password?: string } = {}) => {
  count += 1;
  return { name: "Grace Hopper", email: `grace-${count}@navy.test`, password, ...changes };
};
const rowOf = async (email: string) => (await platform.system.select().from(user).where(eq(user.email, email)))[0];
const signIn = (email: string, given = password) =>
  checkCredentials(platform, { email, password: given, address: `10.3.0.${++count}` }, source);

describe("signing up", () => {
  it("lets a person in once they have followed the link, which works once", async () => {
    const person = newcomer();
    expect(await signUp(platform, person, source)).toBeUndefined();
    await expect(signIn(person.email)).rejects.toMatchObject({ reason: "auth.email_unverified" });
    await expect(signIn(person.email, "wrong")).rejects.toMatchObject({ reason: "auth.invalid_credentials" });
    const token = await tokenOf(fixture, person.email);
    expect(await verifyEmail(platform, token, source)).toEqual({ email: person.email, resetToken: null });
    await expect(verifyEmail(platform, token, source)).rejects.toMatchObject({ reason: "auth.link_invalid" });
    const row = await rowOf(person.email);
    expect(await signIn(person.email)).toMatchObject({ userId: row?.id, secondFactor: false });
  });

  it("with an address that has an account changes nothing and tells the mailbox", async () => {
    const { id, email } = await fixture.addUser();
    const before = await rowOf(email);
    await signUp(platform, newcomer({ email }), source);
    expect(await rowOf(email)).toEqual(before);
    const [mail] = await mailTo(fixture, email);
    expect(mail?.template).toBe("accountExists");
    expect(mail?.props).toEqual({
      name: "A person",
      signInUrl: "https://steward.test/sign-in",
      resetUrl: "https://steward.test/forgot-password",
    });
    const events = await platform.system.select().from(securityEvent).where(eq(securityEvent.userId, id));
    expect(events).toMatchObject([{ name: "auth.signed_up", details: { outcome: "account_exists" } }]);
  });

  it("arms no password that somebody else has put there beforehand: the mailbox's owner chooses one", async () => {
    const { email } = newcomer();
    await signUp(platform, newcomer({ email, password: "the impostor's own" }), source);
    const early = await tokenOf(fixture, email);
    await signUp(platform, newcomer({ email }), source);
    await expect(verifyEmail(platform, early, source)).rejects.toMatchObject({ reason: "auth.link_invalid" });
    const { resetToken } = await verifyEmail(platform, await tokenOf(fixture, email), source);
    for (const given of ["the impostor's own", password]) {
      await expect(signIn(email, given)).rejects.toMatchObject({ reason: "auth.invalid_credentials" });
    }
    await resetPassword(platform, { token: resetToken ?? "", password }, source);
    await expect(signIn(email)).resolves.toBeTruthy();
    await expect(signIn(email, "the impostor's own")).rejects.toBeTruthy();
  });

  it("twenty times at once makes one account with one link", async () => {
    const { email } = newcomer();
    const all = Array.from({ length: 20 }, () => signUp(platform, newcomer({ email }), source));
    const reasons = (await Promise.allSettled(all)).map((one) =>
      one.status === "rejected" ? one.reason.reason : "answered",
    );
    expect(reasons.filter((reason) => reason === "answered")).toHaveLength(5);
    expect(reasons.filter((reason) => reason === "auth.too_many_attempts")).toHaveLength(15);
    const row = await rowOf(email);
    const tokens = await platform.system
      .select()
      .from(userToken)
      .where(eq(userToken.userId, row?.id ?? ""));
    expect(tokens.filter(({ usedAt }) => usedAt === null)).toHaveLength(1);
    await expect(verifyEmail(platform, await tokenOf(fixture, email), source)).resolves.toBeTruthy();
  });

  it("refuses a common password before it looks for the address", async () => {
    const record: string[] = [];
    const watched = { ...platform, system: recorded(platform.system, record) };
    await expect(signUp(watched, newcomer({ password: "password1234" }), source)).rejects.toMatchObject({
      code: "INVALID",
      reason: "password.too_common",
    });
    expect(record).toEqual([]);
  });
});

describe("a link sent again", () => {
  it("replaces the one before", async () => {
    const person = newcomer();
    await signUp(platform, person, source);
    const first = await tokenOf(fixture, person.email);
    await resendVerification(platform, person.email, source);
    const second = await tokenOf(fixture, person.email);
    await expect(verifyEmail(platform, first, source)).rejects.toMatchObject({ reason: "auth.link_invalid" });
    await expect(verifyEmail(platform, second, source)).resolves.toEqual({ email: person.email, resetToken: null });
  });

  it("goes to nobody who is confirmed, disabled or unknown", async () => {
    const confirmed = await fixture.addUser();
    const disabled = await fixture.addUser({ emailVerifiedAt: null, disabledAt: new Date() });
    for (const email of [confirmed.email, disabled.email, newcomer().email]) {
      await resendVerification(platform, email, source);
      expect(await mailTo(fixture, email)).toEqual([]);
    }
  });

  it("expires", async () => {
    const person = newcomer();
    await signUp(platform, person, source);
    await platform.system.update(userToken).set({ expiresAt: new Date(Date.now() - 1_000) });
    const token = await tokenOf(fixture, person.email);
    await expect(verifyEmail(platform, token, source)).rejects.toMatchObject({ reason: "auth.link_invalid" });
  });
});

describe("what an answer tells of an address", () => {
  type Ask = (platform: MailingPlatform, email: string) => Promise<unknown>;
  const questions: [string, Ask][] = [
    ["signing up", (on, email) => signUp(on, { name: "Eve", email, password }, source)],
    ["asking for a reset", (on, email) => requestPasswordReset(on, email, source)],
    ["asking for the link again", (on, email) => resendVerification(on, email, source)],
    [
      "a wrong password",
      (on, email) => checkCredentials(on, { email, password: "wrong", address: `10.4.0.${++count}` }, source),
    ],
  ];
  const kinds: [string, () => Promise<string>][] = [
    ["confirmed", async () => (await fixture.addUser()).email],
    ["without a password", async () => (await fixture.addUser({ passwordHash: null })).email],
    ["waiting", async () => (await fixture.addUser({ emailVerifiedAt: null })).email],
    ["disabled", async () => (await fixture.addUser({ disabledAt: new Date() })).email],
  ];

  async function costOf(ask: Ask, email: string) {
    const record: string[] = [];
    const watched = { ...platform, system: recorded(platform.system, record) };
    vi.mocked(hash).mockClear();
    vi.mocked(verify).mockClear();
    const answer = await ask(watched, email).then(
      (value) => ({ value }),
      ({ code, reason, details, message }) => ({ refused: { code, reason, details, message } }),
    );
    return { answer, record, hashes: vi.mocked(hash).mock.calls.length + vi.mocked(verify).mock.calls.length };
  }

  for (const [question, ask] of questions) {
    it.each(kinds)(`${question}: the same, and at the same cost, whether it is %s or nobody's`, async (_kind, make) => {
      const nobody = await costOf(ask, newcomer().email);
      const somebody = await costOf(ask, await make());
      expect(JSON.stringify(somebody.answer)).toBe(JSON.stringify(nobody.answer));
      expect(somebody.hashes).toBe(nobody.hashes);
      expect(withoutHistory(somebody.record)).toEqual(withoutHistory(nobody.record));
    });
  }

  /** Failed sign-ins are written to a person's history after the answer, which does not wait for it. */
  function withoutHistory(record: string[]): string[] {
    return record[0] === "select" ? record.filter((name) => name !== "insert") : record;
  }

  it("is counted: the watch sees statements and hashes", async () => {
    const { record, hashes } = await costOf(
      (on, email) => signUp(on, { name: "Eve", email, password }, source),
      "e@e.test",
    );
    expect(record.length).toBeGreaterThan(5);
    expect(record[0]).toBe("transaction");
    expect(hashes).toBe(1);
  });
});
