import { securityEvent, user } from "@steward/db/schema";
import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { appointOperator } from "./operator-account.ts";
import { resetPassword } from "./password-reset.ts";
import { checkCredentials } from "./sign-in.ts";
import { type AuthFixture, createAuthFixture, password } from "./testing/auth-fixture.ts";
import { mailing, source } from "./testing/credentials.ts";

let fixture: AuthFixture;
beforeAll(async () => {
  fixture = await createAuthFixture();
});
afterAll(() => fixture.close());

const appoint = (email: string) => appointOperator(mailing(fixture), email);
const personOf = async (email: string) => {
  const [row] = await fixture.platform.system.select().from(user).where(sql`lower(${user.email}) = lower(${email})`);
  return row;
};
const tokenIn = (link: string | null) => new URL(link ?? "").searchParams.get("token") ?? "";

describe("whoever sets an installation up", () => {
  it("makes its first operator, who chooses a password by a link and has no other", async () => {
    const email = "Ops@Steward.Example";
    const first = await appoint(email);
    const link = await appoint(email.toLowerCase());
    expect(await personOf(email)).toMatchObject({
      operator: true,
      emailVerifiedAt: expect.any(Date),
      passwordHash: null,
    });
    const choose = (from: string | null) =>
      resetPassword(mailing(fixture), { token: tokenIn(from), password: "nine green bottles" }, source);
    await expect(choose(first)).rejects.toMatchObject({ reason: "auth.link_invalid" });
    await choose(link);
    const credentials = { email, password: "nine green bottles", address: "192.0.2.1" };
    expect(await checkCredentials(fixture.platform, credentials, source)).toMatchObject({ secondFactor: false });
    expect(await appoint(email)).toBeNull();
    const { id = "" } = (await personOf(email)) ?? {};
    const appointed = and(eq(securityEvent.userId, id), eq(securityEvent.name, "operator.appointed"));
    expect(await fixture.platform.system.select().from(securityEvent).where(appointed)).toHaveLength(1);
  });

  it("makes an operator of somebody who signs in already, as they do", async () => {
    const { email } = await fixture.addUser();
    expect(await appoint(email)).toBeNull();
    expect(await personOf(email)).toMatchObject({ operator: true });
    await expect(
      checkCredentials(fixture.platform, { email, password, address: "192.0.2.1" }, source),
    ).resolves.toBeTruthy();
  });

  it("arms no password that somebody put there before", async () => {
    const { email } = await fixture.addUser({ emailVerifiedAt: null });
    expect(tokenIn(await appoint(email))).toMatch(/^[\w-]{43}$/);
    expect(await personOf(email)).toMatchObject({ operator: true, passwordHash: null });
  });

  it("lets nobody in whom an operator has disabled", async () => {
    const { email } = await fixture.addUser({ disabledAt: new Date() });
    expect(await appoint(email)).toBeNull();
    expect(await personOf(email)).toMatchObject({ operator: false });
  });
});
