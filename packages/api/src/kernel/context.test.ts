import { createApiKeySecret, createTokens, hashPassword } from "@steward/auth";
import { apiKey, tenant, user } from "@steward/db/schema";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createHarness, type Harness, outcome } from "../contract/harness.ts";
import { createCaller } from "../router.ts";
import { createContext } from "./context.ts";

const password = "a password of the tests";

let harness: Harness;
let bearer: string;
let key: string;
beforeAll(async () => {
  harness = await createHarness();
  const { acme, platform, system } = harness;
  const { email, userId, memberId } = acme.members.owner;
  await system
    .update(user)
    .set({ passwordHash: await hashPassword(password) })
    .where(eq(user.id, userId));
  const { accessToken } = await createTokens(platform, { email, password, address: "192.0.2.1", userAgent: null });
  bearer = `Bearer ${accessToken}`;
  const { key: secret, prefix, keyHash } = createApiKeySecret();
  key = secret;
  const scopes = ["org.member.read"];
  await system.insert(apiKey).values({ tenantId: acme.id, memberId, name: "A program", prefix, keyHash, scopes });
});
afterAll(async () => harness.close());

/** Which organisation a request with these headers ends in, as acme's owner unless they say otherwise. */
async function asks(headers: Record<string, string>, address = "192.0.2.1") {
  const all = new Headers({ authorization: bearer, ...headers });
  const context = createContext(harness.platform, { headers: all, requestId: "request-of-a-test", address });
  return outcome(
    createCaller(context)
      .org.tenant.current()
      .then(({ slug }) => slug),
  );
}
const refused = (reason: string) => ({ refused: expect.stringContaining(`"${reason}"`) });

describe("the organisation a request is for", () => {
  it.each<[string, Record<string, string>]>([
    ["x-tenant", { "x-tenant": "acme" }],
    ["the host", { host: "acme.localhost:4000" }],
    ["the host in capitals", { host: "ACME.LocalHost" }],
    ["x-tenant before the host", { "x-tenant": "acme", host: "globex.localhost" }],
  ])("is named by %s", async (_name, headers) => {
    expect(await asks(headers)).toEqual({ value: "acme" });
  });

  it.each<[string, Record<string, string>]>([
    ["x-forwarded-host", { "x-forwarded-host": "globex.localhost" }],
    ["forwarded", { forwarded: "host=globex.localhost;proto=https" }],
    ["x-original-host", { "x-original-host": "globex.localhost" }],
    ["x-host", { "x-host": "globex.localhost" }],
    ["x-steward-tenant-host", { "x-steward-tenant-host": "globex" }],
    ["x-original-url", { "x-original-url": "/globex", "x-rewrite-url": "/globex" }],
    ["origin and referer", { origin: "http://globex.localhost:3000", referer: "http://globex.localhost:3000/" }],
  ])("is not named by %s, which any client may forge", async (_name, headers) => {
    expect(await asks({ host: "acme.localhost", ...headers })).toEqual({ value: "acme" });
    expect(await asks({ host: "localhost", ...headers })).toEqual(refused("tenant_missing"));
  });

  it.each<[string, Record<string, string>]>([
    ["x-tenant", { "x-tenant": "globex" }],
    ["x-tenant over the own host", { "x-tenant": "globex", host: "acme.localhost" }],
    ["the host", { host: "globex.localhost" }],
  ])("is refused to who is no member, named by %s", async (_name, headers) => {
    expect(await asks(headers)).toEqual(refused("tenant_not_a_member"));
  });

  it("is found by a host name of its own once that is proved, and not by one that is only claimed", async () => {
    const { system, acme, globex } = harness;
    const claims = (customDomain: string, customDomainVerifiedAt: Date | null) => ({
      customDomain,
      customDomainToken: "steward-verification=x",
      customDomainVerifiedAt,
    });
    await system.update(tenant).set(claims("desk.acme.test", new Date())).where(eq(tenant.id, acme.id));
    await system.update(tenant).set(claims("desk.globex.test", null)).where(eq(tenant.id, globex.id));
    for (const host of ["desk.acme.test", "Desk.ACME.test:443"])
      expect(await asks({ host })).toEqual({ value: "acme" });
    for (const host of ["desk.globex.test", "acme.test", "a.desk.acme.test", "desk.acme.test.localhost"]) {
      expect(await asks({ host }), host).toEqual(refused("tenant_unknown"));
    }
    expect(await asks({ host: "localhost", "x-forwarded-host": "desk.acme.test" })).toEqual(refused("tenant_missing"));
    // Proved by one, and no door for anybody who is not a member of theirs.
    await system.update(tenant).set({ customDomainVerifiedAt: new Date() }).where(eq(tenant.id, globex.id));
    expect(await asks({ host: "desk.globex.test" })).toEqual(refused("tenant_not_a_member"));
    await system.update(tenant).set({ customDomain: null, customDomainVerifiedAt: null }).where(eq(tenant.id, acme.id));
    expect(await asks({ host: "desk.acme.test" })).toEqual(refused("tenant_unknown"));
  });

  it.each([
    "nobody",
    "ACME",
    "acme, globex",
    "acme\tglobex",
    "acme/../globex",
    "acme%00",
    "' or true --",
    "*",
    "__proto__",
    "x".repeat(10_000),
  ])("is nobody's when x-tenant is %j", async (slug) => {
    expect(await asks({ "x-tenant": slug })).toEqual(refused("tenant_unknown"));
  });

  it.each([
    "acme.localhost.attacker.example",
    "acmelocalhost",
    "a.acme.localhost",
    ".localhost",
    "..localhost",
    "acme.localhost@attacker.example",
    "acme.localhost#",
    "[::1]:4000",
    "",
  ])("is nobody's when the host is %j", async (host) => {
    expect(await asks({ host })).toEqual(
      expect.objectContaining({ refused: expect.stringMatching(/"tenant_(missing|unknown)"/) }),
    );
  });
});

describe("who a request is from", () => {
  const forged = {
    "x-user-id": "",
    "x-actor": "owner",
    "x-impersonator": "",
    "x-forwarded-user": "",
    "x-forwarded-for": "127.0.0.1",
    "x-real-ip": "127.0.0.1",
    "x-steward-user": "",
    "x-original-authorization": "",
  };

  it("is nobody, whatever headers say beside the credentials", async () => {
    const { userId, email } = harness.acme.members.owner;
    for (const name of Object.keys(forged)) {
      for (const value of [userId, email, "owner"]) {
        const answer = await asks({ authorization: "", "x-tenant": "acme", [name]: value });
        expect(answer, name).toEqual(refused("auth.sign_in_required"));
      }
    }
  });

  it("is the token's, whatever headers say beside it", async () => {
    const { userId } = harness.globex.members.owner;
    const headers = Object.fromEntries(Object.keys(forged).map((name) => [name, userId]));
    expect(await asks({ ...headers, "x-tenant": "acme" })).toEqual({ value: "acme" });
    expect(await asks({ ...headers, "x-tenant": "globex" })).toEqual(refused("tenant_not_a_member"));
  });
});

describe("an API key", () => {
  const asProgram = (tenant: string, authorization = `Bearer ${key}`) => {
    const headers = new Headers({ authorization, "x-tenant": tenant });
    return createCaller(
      createContext(harness.platform, { headers, requestId: "request-of-a-test", address: "192.0.2.1" }),
    );
  };

  it("opens its organisation, within its scopes", async () => {
    const acme = asProgram("acme");
    expect(await outcome(acme.org.member.list({}))).toHaveProperty("value");
    expect(await outcome(acme.crm.account.list({}))).toEqual({ refused: expect.stringContaining('"FORBIDDEN"') });
  });

  it("opens no other organisation, and nothing of the person's", async () => {
    expect(await outcome(asProgram("globex").org.member.list({}))).toEqual(refused("tenant_not_a_member"));
    for (const call of [asProgram("acme").user.me(), asProgram("acme").user.session.revokeOthers()]) {
      expect(await outcome(call)).toEqual(refused("auth.api_key_not_allowed"));
    }
  });

  it("opens nothing once it is revoked", async () => {
    await harness.system.update(apiKey).set({ revokedAt: new Date() });
    expect(await outcome(asProgram("acme").org.member.list({}))).toEqual(refused("auth.key_revoked"));
  });
});
