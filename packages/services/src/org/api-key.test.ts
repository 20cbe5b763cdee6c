import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { accessChannel } from "@steward/contracts/auth/access-change";
import { createApiKeyInput, listApiKeysInput, maxKeysPerMember } from "@steward/contracts/org/api-key";
import { apiKey, auditEvent, member } from "@steward/db/schema";
import { actingAs, createTwoTenants, type TestTenant, type TwoTenants } from "@steward/testing";
import { and, eq, isNull } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiKeySecret, createApiKey, listApiKeys, revokeApiKey } from "./api-key.ts";
import { removeMember } from "./member.ts";

let two: TwoTenants;
beforeAll(async () => {
  two = await createTwoTenants();
});
afterAll(() => two?.close());

const as = (role: "owner" | "admin" | "member" | "technician", one: TestTenant = two.acme) =>
  actingAs(two.database, one, role);
const secret = (): ApiKeySecret => {
  const key = `stw_abcdefgh_${randomBytes(32).toString("base64url")}`;
  return { key, prefix: "stw_abcdefgh", keyHash: createHash("sha256").update(key).digest("hex") };
};
const create = (role: "owner" | "admin" | "member" | "technician", scopes: string[], one?: TestTenant) =>
  as(role, one).write((ctx) => createApiKey(ctx, createApiKeyInput.parse({ name: "Importer", scopes }), secret()));
const list = (role: "owner" | "admin" | "member" | "technician", input: object = {}) =>
  as(role).read(async (ctx) => (await listApiKeys(ctx, listApiKeysInput.parse(input))).items);

describe("a key", () => {
  it("is shown once, stored as a hash, and ends after 90 days unless told otherwise", async () => {
    const made = await create("member", ["crm.account.read", "crm.account.read", "crm.account.write"]);
    expect(made.key).toMatch(/^stw_abcdefgh_/);
    expect(Math.round((made.expiresAt.getTime() - Date.now()) / 86_400_000)).toBe(90);
    const [listed] = await list("member");
    expect(listed).toMatchObject({
      id: made.id,
      name: "Importer",
      scopes: ["crm.account.read", "crm.account.write"],
      state: "active",
      member: { name: "acme member" },
    });
    const [row] = await two.system.select().from(apiKey).where(eq(apiKey.id, made.id));
    const [event] = await two.system.select().from(auditEvent).where(eq(auditEvent.entityId, made.id));
    expect(JSON.stringify([listed, row, event])).not.toContain(made.key.slice(13));
    expect(JSON.stringify([listed, event])).not.toContain(row?.keyHash);
  });

  it("can do nothing its maker cannot", async () => {
    await expect(create("member", ["org.member.read", "org.tenant.delete"])).rejects.toMatchObject({
      code: "FORBIDDEN",
      reason: "api_key.scope_not_own",
      details: { scope: "org.tenant.delete" },
    });
    await expect(create("owner", ["org.everything"])).rejects.toMatchObject({ reason: "api_key.scope_unknown" });
    await expect(create("owner", ["constructor"])).rejects.toMatchObject({ reason: "api_key.scope_unknown" });
  });

  it("lives a year at most, and never for ever", () => {
    const days = (expiresInDays: unknown) =>
      createApiKeyInput.safeParse({ name: "k", scopes: ["a"], expiresInDays }).success;
    expect([1, 365].every(days)).toBe(true);
    expect([0, 366, null, Number.POSITIVE_INFINITY, 1.5].some(days)).toBe(false);
  });

  it("is one of at most fifty that live", async () => {
    for (let made = 0; made < maxKeysPerMember; made += 1) await create("technician", ["org.apiKey.read"]);
    await expect(create("technician", ["org.apiKey.read"])).rejects.toMatchObject({
      code: "LIMIT",
      reason: "api_key.too_many",
    });
  });
});

describe("keys that are made at the same moment", () => {
  it("are fifty at most", async () => {
    const made = await Promise.allSettled(
      Array.from({ length: maxKeysPerMember + 5 }, () => create("technician", ["org.apiKey.read"], two.globex)),
    );
    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(maxKeysPerMember);
  });

  it("as their maker is removed do not wait for their return", async () => {
    for (let round = 0; round < 10; round += 1) {
      const { memberId } = two.globex.members.member;
      await Promise.allSettled([
        create("member", ["org.apiKey.read"], two.globex),
        as("owner", two.globex).write((ctx) => removeMember(ctx, memberId)),
        create("member", ["org.apiKey.read"], two.globex),
      ]);
      const ofMaker = and(eq(apiKey.memberId, memberId), isNull(apiKey.revokedAt));
      expect(await two.system.select().from(apiKey).where(ofMaker)).toEqual([]);
      await two.system.update(member).set({ removedAt: null }).where(eq(member.id, memberId));
    }
  });
});

describe("whose keys", () => {
  it("one's own, unless one may manage everybody's", async () => {
    const own = await create("member", ["org.apiKey.read"]);
    const others = await create("owner", ["org.apiKey.read"]);
    const ids = async (role: "owner" | "admin" | "member", input?: object) =>
      (await list(role, { limit: 100, ...input })).map(({ id }) => id);
    expect(await ids("member")).not.toContain(others.id);
    expect(await ids("admin")).toEqual(expect.arrayContaining([own.id, others.id]));
    expect(await ids("admin", { filter: { own: true } })).toEqual([]);

    await expect(as("member").write((ctx) => revokeApiKey(ctx, others.id))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(as("owner", two.globex).write((ctx) => revokeApiKey(ctx, own.id))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await as("admin").write((ctx) => revokeApiKey(ctx, own.id));
    await expect(as("member").write((ctx) => revokeApiKey(ctx, own.id))).rejects.toMatchObject({
      reason: "api_key.revoked_already",
    });
    expect(await ids("member", { filter: { state: "revoked" } })).toEqual([own.id]);
    expect(await ids("member", { filter: { state: "active" } })).not.toContain(own.id);
  });
});

it("a revocation is told to every process with its commit, and not without it", async () => {
  const listener = new pg.Client({ connectionString: two.systemUrl });
  await listener.connect();
  const heard: unknown[] = [];
  listener.on("notification", ({ payload }) => heard.push(JSON.parse(payload ?? "")));
  await listener.query(`listen ${accessChannel}`);
  try {
    const [kept, gone] = [await create("owner", ["org.apiKey.read"]), await create("owner", ["org.apiKey.read"])];
    const rolledBack = as("owner").write(async (ctx) => {
      await revokeApiKey(ctx, kept.id);
      throw new Error("the rest of the mutation failed");
    });
    await expect(rolledBack).rejects.toThrow("the rest");
    const arrived = once(listener, "notification");
    await as("owner").write((ctx) => revokeApiKey(ctx, gone.id));
    await arrived;
    expect(heard).toEqual([{ kind: "key", id: gone.id }]);
  } finally {
    await listener.end();
  }
});
