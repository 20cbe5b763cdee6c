import { createTokens } from "@steward/auth";
import { apiKey, user } from "@steward/db/schema";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createHarness, type Harness, outcome, password } from "../contract/harness.ts";
import { createCaller } from "../router.ts";
import { createContext } from "./context.ts";
import { createPlatform, type OpenPlatform } from "./platform.ts";

/** Two nodes as processes open them, with connections, memories and feeds of their own, over one database. */
let harness: Harness;
let one: OpenPlatform;
let two: OpenPlatform;
let bearer: string;
beforeAll(async () => {
  harness = await createHarness();
  const { database: _d, system: _s, limits: _l, ...settings } = harness.platform;
  const urls = { appDatabaseUrl: harness.appUrl, systemDatabaseUrl: harness.systemUrl };
  const open = () => createPlatform({ ...settings, ...urls, applicationName: "steward-test" });
  [one, two] = [open(), open()];
  await harness.system.update(user).set({ operator: true }).where(eq(user.id, harness.globex.members.owner.userId));
});
afterAll(async () => {
  await Promise.all([one.close(), two.close()]);
  await harness.close();
});
beforeEach(async () => {
  bearer = await signIn(harness.acme.members.admin.email);
});

async function signIn(email: string): Promise<string> {
  const { accessToken } = await createTokens(one, { email, password, address: "192.0.2.1", userAgent: null });
  return `Bearer ${accessToken}`;
}
const on = (platform: OpenPlatform, authorization = bearer) => {
  const headers = new Headers({ authorization, "x-tenant": "acme" });
  return createCaller(createContext(platform, { headers, requestId: "request-of-a-test", address: "192.0.2.1" }));
};
/** The reason a call is refused for, or what it answers. */
const answerOf = async (call: Promise<unknown>) => {
  const answer = await outcome(call);
  return "refused" in answer ? JSON.parse(answer.refused).reason : "let in";
};
const soon = (call: () => Promise<unknown>) => expect.poll(() => answerOf(call()), { timeout: 5_000, interval: 10 });

describe("what is done on one node is so on the other at once", () => {
  it("signing out everywhere else", async () => {
    const elsewhere = await signIn(harness.acme.members.admin.email);
    await soon(() => on(two, elsewhere).user.me()).toBe("let in");
    await on(one).user.session.revokeOthers();
    await soon(() => on(two, elsewhere).user.me()).toBe("auth.session_expired");
    expect(await answerOf(on(two).user.me())).toBe("let in");
  });

  it("an operator's disabling and enabling a person", async () => {
    const operator = await signIn(harness.globex.members.owner.email);
    const { userId } = harness.acme.members.admin;
    await soon(() => on(two).org.member.list({})).toBe("let in");
    await on(one, operator).operator.user.disable({ id: userId, reason: "Left the company yesterday" });
    expect(await answerOf(on(one).user.me())).toBe("auth.session_expired");
    await soon(() => on(two).org.member.list({})).toBe("auth.session_expired");
    await on(one, operator).operator.user.enable({ id: userId });
  });

  it("revoking an API key", async () => {
    const owner = await signIn(harness.acme.members.owner.email);
    const made = await on(one, owner).org.apiKey.create({
      name: "Nightly",
      scopes: ["org.member.read"],
      expiresInDays: 30,
    });
    const key = `Bearer ${made.key}`;
    await soon(() => on(two, key).org.member.list({})).toBe("let in");
    const [row] = await harness.system.select({ id: apiKey.id }).from(apiKey);
    await on(one, owner).org.apiKey.revoke({ id: row?.id ?? "" });
    await soon(() => on(two, key).org.member.list({})).toBe("auth.key_revoked");
  });

  it("disabling a member, with the keys they made", async () => {
    const [owner, admin] = [await signIn(harness.acme.members.owner.email), bearer];
    const made = await on(one, admin).org.apiKey.create({
      name: "Hourly",
      scopes: ["org.member.read"],
      expiresInDays: 30,
    });
    const key = `Bearer ${made.key}`;
    await soon(() => on(two, key).org.member.list({})).toBe("let in");
    await on(one, owner).org.member.disable({ id: harness.acme.members.admin.memberId });
    await soon(() => on(two, key).org.member.list({})).toBe("auth.invalid_token");
    expect(await answerOf(on(two, admin).org.member.list({}))).toBe("member_disabled");
    await on(one, owner).org.member.enable({ id: harness.acme.members.admin.memberId });
    await soon(() => on(two, key).org.member.list({})).toBe("let in");
  });
});
