import { createTokens } from "@steward/auth";
import { createDatabase } from "@steward/db";
import { apiKey, member, tenant, user } from "@steward/db/schema";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createHarness, type Harness, outcome, password } from "../contract/harness.ts";
import { createCaller } from "../router.ts";
import { createContext } from "./context.ts";
import { createPlatform, type OpenPlatform, type Platform } from "./platform.ts";

/** Two nodes as processes open them, with connections, memories and feeds of their own, over one database. */

const noFiles = { place: { kind: "disk", directory: "unused" }, maxFileBytes: 1, quotaBytes: 1 } as const;

let harness: Harness;
let one: OpenPlatform;
let two: OpenPlatform;
let bearer: string;
beforeAll(async () => {
  harness = await createHarness();
  const { database: _d, system: _s, limits: _l, files: _f, ...settings } = harness.platform;
  const urls = { appDatabaseUrl: harness.appUrl, systemDatabaseUrl: harness.systemUrl };
  const open = () => createPlatform({ ...settings, ...urls, files: noFiles, applicationName: "steward-test" });
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
const on = (platform: Platform, authorization = bearer) => {
  const headers = new Headers({ authorization, "x-tenant": "acme" });
  return createCaller(createContext(platform, { headers, requestId: "request-of-a-test", address: "192.0.2.1" }));
};
/** The reason a call is refused for, or what it answers. */
const answerOf = async (call: Promise<unknown>) => {
  const answer = await outcome(call);
  return "refused" in answer ? JSON.parse(answer.refused).reason : "let in";
};
const soon = (call: () => Promise<unknown>) => expect.poll(() => answerOf(call()), { interval: 10 });

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

describe("what a member may do is remembered by each node", () => {
  let owner: string;
  let operator: string;
  beforeAll(async () => {
    owner = await signIn(harness.acme.members.owner.email);
    operator = await signIn(harness.globex.members.owner.email);
  });
  const adminId = () => harness.acme.members.admin.memberId;
  const change = (set: Partial<typeof member.$inferInsert>) =>
    harness.system.update(member).set(set).where(eq(member.id, adminId()));
  const listsRoles = () => on(two).org.role.list();
  /** Past the triggers, as nobody can but the server's superuser. */
  const silently = async (set: Partial<typeof member.$inferInsert>) => {
    const url = new URL(harness.ownerUrl);
    url.searchParams.set("options", "-c session_replication_role=replica");
    const database = createDatabase(url.href);
    await database.withTenant(harness.acme.id, (db) => db.update(member).set(set).where(eq(member.id, adminId())));
    await database.close();
  };

  it("and not asked for again while nothing changes", async () => {
    await expect
      .poll(
        async () => {
          await change({ disabledAt: null });
          await soon(listsRoles).toBe("let in");
          await silently({ disabledAt: new Date() });
          return answerOf(listsRoles());
        },
        { timeout: 60_000 },
      )
      .toBe("let in");
    // Any change at all: what is read again is what is there.
    await change({ name: "Admin" });
    await soon(listsRoles).toBe("member_disabled");
    await change({ disabledAt: null });
    await soon(listsRoles).toBe("let in");
  });

  it("nor longer than the node would hear of changes", async () => {
    await soon(listsRoles).toBe("let in");
    await silently({ disabledAt: new Date() });
    await harness.system.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'steward-listener' and datname = current_database()`);
    await soon(listsRoles).toBe("member_disabled");
    await change({ disabledAt: null });
    await soon(listsRoles).toBe("let in");
    // Where nobody listens nothing is remembered at all.
    const deafNode = { ...two };
    const deaf = () => answerOf(on(deafNode).org.role.list());
    expect(await deaf()).toBe("let in");
    await silently({ disabledAt: new Date() });
    expect(await deaf()).toBe("member_disabled");
    await change({ disabledAt: null });
    await soon(listsRoles).toBe("let in");
  });

  it("until their role changes", async () => {
    await soon(listsRoles).toBe("let in");
    await on(one, owner).org.member.updateRole({ id: adminId(), role: "member" });
    await soon(listsRoles).toBe("permission_missing");
    await on(one, owner).org.member.updateRole({ id: adminId(), role: "admin" });
    await soon(listsRoles).toBe("let in");
  });

  it("until what their own organisation's role permits changes", async () => {
    const made = await on(one, owner).org.role.create({ name: "Reader", permissions: ["org.role.read"] });
    await on(one, owner).org.member.updateRole({ id: adminId(), role: made.id });
    await soon(listsRoles).toBe("let in");
    await on(one, owner).org.role.update({ id: made.id, permissions: ["org.member.read"], version: made.version });
    await soon(listsRoles).toBe("permission_missing");
    await on(one, owner).org.member.updateRole({ id: adminId(), role: "admin" });
    await soon(listsRoles).toBe("let in");
  });

  it("until the organisation is suspended, or asks for more", async () => {
    await soon(listsRoles).toBe("let in");
    await on(one, operator).operator.tenant.suspend({ id: harness.acme.id, reason: "Has not paid for a year" });
    await soon(listsRoles).toBe("tenant_suspended");
    await on(one, operator).operator.tenant.resume({ id: harness.acme.id });
    await soon(listsRoles).toBe("let in");
    const acme = eq(tenant.id, harness.acme.id);
    await harness.system.update(tenant).set({ requireSecondFactor: true }).where(acme);
    await soon(listsRoles).toBe("tenant_second_factor_required");
    await harness.system.update(tenant).set({ requireSecondFactor: false }).where(acme);
    await soon(listsRoles).toBe("let in");
  });

  it("until somebody removes them by hand", async () => {
    await soon(listsRoles).toBe("let in");
    await harness.system.execute(sql`update member set removed_at = now() where id = ${adminId()}`);
    await soon(listsRoles).toBe("tenant_not_a_member");
    await change({ removedAt: null });
    await soon(listsRoles).toBe("let in");
  });

  it("and is as they left it for whoever made the change, at once", async () => {
    await on(one, owner).org.tenant.update({ name: "Acme Renamed" });
    expect((await on(one).org.tenant.current()).name).toBe("Acme Renamed");
    await on(one, owner).org.member.disable({ id: adminId() });
    expect(await answerOf(on(one).org.role.list())).toBe("member_disabled");
    await on(one, owner).org.member.enable({ id: adminId() });
    expect(await answerOf(on(one).org.role.list())).toBe("let in");
  });
});
