import { hash } from "@node-rs/argon2";
import { user } from "@steward/db/schema";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSession } from "./session.ts";
import { type Credentials, checkCredentials } from "./sign-in.ts";
import { type AuthFixture, createAuthFixture, password } from "./testing/auth-fixture.ts";

let fixture: AuthFixture;
beforeAll(async () => {
  fixture = await createAuthFixture();
});
afterAll(() => fixture.close());

let lastAddress = 0;
const address = () => `10.0.0.${++lastAddress}`;
const source = { clientAddress: null, userAgent: "a test", requestId: "request-of-a-test" };
const signIn = (credentials: Credentials) => checkCredentials(fixture.platform, credentials, source);

describe("checkCredentials", () => {
  it("finds the person, whatever the case and space around the e-mail", async () => {
    const { id } = await fixture.addUser({ email: "Ada.Lovelace@Acme.test" });
    for (const email of ["ada.lovelace@acme.test", "  ADA.LOVELACE@ACME.TEST "]) {
      expect(await signIn({ email, password, address: address() })).toMatchObject({ userId: id, secondFactor: false });
    }
  });

  it.each([
    ["a wrong password", { password: "wrong" }],
    ["an unknown e-mail", { email: "nobody@acme.test" }],
    ["an empty password", { password: "" }],
    ["an empty e-mail", { email: "" }],
    ["a NUL", { email: "ada\0@acme.test" }],
    ["a megabyte", { password: "x".repeat(1_000_000) }],
    ["a long e-mail", { email: `${"x".repeat(1_000)}@acme.test` }],
    ["SQL", { email: "' or true --" }],
  ])("answers %s like every other", async (_name, wrong) => {
    const { email } = await fixture.addUser();
    const attempt = signIn({ email, password, address: address(), ...wrong });
    await expect(attempt).rejects.toMatchObject({ code: "UNAUTHENTICATED", reason: "auth.invalid_credentials" });
  });

  it("does not let somebody without a password in", async () => {
    const { email } = await fixture.addUser({ passwordHash: null });
    const attempt = signIn({ email, password: "", address: address() });
    await expect(attempt).rejects.toMatchObject({ reason: "auth.invalid_credentials" });
  });

  it("says that a person is disabled only to who knows the password", async () => {
    const { email } = await fixture.addUser({ disabledAt: new Date() });
    const right = signIn({ email, password, address: address() });
    await expect(right).rejects.toMatchObject({ reason: "auth.user_disabled" });
    const wrong = signIn({ email, password: "wrong", address: address() });
    await expect(wrong).rejects.toMatchObject({ reason: "auth.invalid_credentials" });
  });

  it("stores a hash of other parameters anew at the next sign-in", async () => {
    const weak = await hash(password, { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
    const { id, email } = await fixture.addUser({ passwordHash: weak });
    await signIn({ email, password, address: address() });
    const [row] = await fixture.platform.system.select().from(user).where(eq(user.id, id));
    expect(row?.passwordHash).toContain("m=47104,t=1,p=1");
    await expect(signIn({ email, password, address: address() })).resolves.toBeTruthy();
  });
});

describe("guessing", () => {
  it("is refused after ten failures from one address, also with the right password, and elsewhere is not", async () => {
    const { email } = await fixture.addUser();
    const from = address();
    const guess = (word: string, origin = from) => signIn({ email, password: word, address: origin });
    for (let attempt = 0; attempt < 10; attempt += 1) {
      await expect(guess("wrong")).rejects.toMatchObject({ reason: "auth.invalid_credentials" });
    }
    await expect(guess(password)).rejects.toMatchObject({
      code: "RATE_LIMITED",
      reason: "auth.too_many_attempts",
      details: { retryAfterSeconds: expect.any(Number) },
    });
    await expect(guess(password, address())).resolves.toBeTruthy();
  });

  it("is counted before the password is looked at: fifty at once get ten answers", async () => {
    const { email } = await fixture.addUser();
    const from = address();
    const guesses = Array.from({ length: 50 }, () =>
      signIn({ email, password: "wrong", address: from }).catch((error) => error.reason),
    );
    const reasons = await Promise.all(guesses);
    expect(reasons.filter((reason) => reason === "auth.invalid_credentials")).toHaveLength(10);
    expect(reasons.filter((reason) => reason === "auth.too_many_attempts")).toHaveLength(40);
  });

  it("from ever new addresses is refused after a hundred", async () => {
    const email = "not-there@acme.test";
    const reasons: string[] = [];
    for (let attempt = 0; attempt < 101; attempt += 1) {
      await signIn({ email, password: "wrong", address: `10.1.0.${attempt}` }).catch((error) =>
        reasons.push(error.reason),
      );
    }
    expect(reasons.at(99)).toBe("auth.invalid_credentials");
    expect(reasons.at(100)).toBe("auth.too_many_attempts");
  });

  it("by strangers keeps nobody out of their account who comes from where they came from before", async () => {
    const { id: userId, email } = await fixture.addUser();
    const from = (clientAddress: string) => ({ ...source, clientAddress });
    await openSession(fixture.platform, { userId, kind: "browser", source: from("10.2.1.1") });
    await openSession(fixture.platform, { userId, kind: "token", source: from("2001:db8:1:2:3::4") });
    for (let attempt = 0; attempt < 101; attempt += 1) {
      await signIn({ email, password: "wrong", address: `10.2.0.${attempt}` }).catch(() => {});
    }
    const tooMany = { reason: "auth.too_many_attempts" };
    await expect(signIn({ email, password, address: "10.2.1.2" })).rejects.toMatchObject(tooMany);
    await expect(signIn({ email, password, address: "" })).rejects.toMatchObject(tooMany);
    for (const address of ["10.2.1.1", "2001:db8:1:2:5::6"]) {
      await expect(signIn({ email, password, address })).resolves.toMatchObject({ userId });
    }
    // Being known is no leave to guess: the address's own ten count as everywhere.
    for (let attempt = 0; attempt < 10; attempt += 1) {
      const wrong = signIn({ email, password: "wrong", address: "10.2.1.1" });
      await expect(wrong).rejects.toMatchObject({ reason: "auth.invalid_credentials" });
    }
    await expect(signIn({ email, password, address: "10.2.1.1" })).rejects.toMatchObject(tooMany);
  });

  it("is forgotten by a right password", async () => {
    const { email } = await fixture.addUser();
    const from = address();
    for (let round = 0; round < 4; round += 1) {
      for (let attempt = 0; attempt < 9; attempt += 1) {
        await signIn({ email, password: "wrong", address: from }).catch(() => {});
      }
      await expect(signIn({ email, password, address: from })).resolves.toBeTruthy();
    }
  });
});
