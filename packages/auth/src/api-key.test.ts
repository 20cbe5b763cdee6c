import { apiKey, member, tenant, user } from "@steward/db/schema";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { announceAccessChange } from "./access-change.ts";
import { createApiKeySecret } from "./api-key.ts";
import { authenticate } from "./authenticate.ts";
import { type AuthFixture, createAuthFixture, type TestNode } from "./testing/auth-fixture.ts";

let fixture: AuthFixture;
let node: TestNode;
let tenantId: string;
let userId: string;
let memberId: string;
let keyId: string;
let key: string;
beforeAll(async () => {
  fixture = await createAuthFixture();
  node = fixture.startNode();
  const [row] = await fixture.platform.system.insert(tenant).values({ slug: "acme", name: "Acme" }).returning();
  tenantId = row?.id ?? "";
});
afterAll(() => fixture.close());
beforeEach(async () => {
  const { system } = fixture.platform;
  const person = await fixture.addUser();
  userId = person.id;
  const place = { tenantId, userId, role: "member", name: "A person", email: person.email } as const;
  const [joined] = await system.insert(member).values(place).returning();
  memberId = joined?.id ?? "";
  const { key: secret, prefix, keyHash } = createApiKeySecret();
  key = secret;
  const values = { tenantId, memberId, name: "Nightly", prefix, keyHash, scopes: ["crm.account.read"] };
  const [made] = await system.insert(apiKey).values(values).returning();
  keyId = made?.id ?? "";
});

const present = (value = key, platform: AuthFixture["platform"] = fixture.platform) =>
  authenticate(platform, new Headers({ authorization: `Bearer ${value}` }));
const refused = (reason: string) => ({ code: "UNAUTHENTICATED", reason });
const change = (values: Partial<typeof apiKey.$inferInsert>) =>
  fixture.platform.system.update(apiKey).set(values).where(eq(apiKey.id, keyId));

describe("createApiKeySecret", () => {
  it("makes a key that says what it is, shows its start and stores nothing but a hash", () => {
    const made = createApiKeySecret();
    expect(made.key).toMatch(/^stw_[a-z0-9]{8}_[A-Za-z0-9_-]{43}$/);
    expect(made.key.startsWith(`${made.prefix}_`)).toBe(true);
    expect(made.keyHash).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(Array.from({ length: 1_000 }, () => createApiKeySecret().key)).size).toBe(1_000);
  });
});

describe("an API key", () => {
  it("speaks for its member, in its organisation and within its scopes", async () => {
    expect(await present()).toMatchObject({
      userId,
      sessionId: null,
      apiKey: { id: keyId, tenantId, scopes: new Set(["crm.account.read"]) },
      impersonator: null,
      secondFactor: false,
    });
  });

  it.each<[string, (key: string) => string]>([
    ["one that was never made", () => createApiKeySecret().key],
    ["one with another end", (valid) => valid.slice(0, -1) + (valid.endsWith("A") ? "B" : "A")],
    ["one with another start", (valid) => valid.replace(/^stw_.{8}/, "stw_aaaaaaaa")],
    ["its start alone", (valid) => valid.slice(0, 12)],
    ["upper case", (valid) => valid.toUpperCase().replace("STW_", "stw_")],
    ["its hash", () => "stw_aaaaaaaa_".padEnd(56, "0")],
    ["a megabyte", (valid) => valid + "x".repeat(1_000_000)],
    ["SQL", () => "stw_' or true --"],
    ["a NUL", (valid) => `${valid}%00`],
  ])("is nobody's: %s", async (_name, forge) => {
    await expect(present(forge(key))).rejects.toMatchObject(refused("auth.invalid_token"));
  });

  it("says that it was revoked or has expired to whoever has it", async () => {
    await change({ expiresAt: new Date(Date.now() - 1_000) });
    await expect(present()).rejects.toMatchObject(refused("auth.key_expired"));
    await change({ revokedAt: new Date() });
    await expect(present()).rejects.toMatchObject(refused("auth.key_revoked"));
  });

  it.each<[string, () => Promise<unknown>]>([
    ["person is disabled", () => fixture.platform.system.update(user).set(off).where(eq(user.id, userId))],
    ["member is disabled", () => fixture.platform.system.update(member).set(off).where(eq(member.id, memberId))],
    [
      "member is removed",
      () => fixture.platform.system.update(member).set({ removedAt: new Date() }).where(eq(member.id, memberId)),
    ],
  ])("is nobody's once its %s", async (_name, act) => {
    await act();
    await expect(present()).rejects.toMatchObject(refused("auth.invalid_token"));
  });

  it("notes its last use, once a minute at most", async () => {
    const usedAt = async () => {
      const [row] = await fixture.platform.system.select().from(apiKey).where(eq(apiKey.id, keyId));
      return row?.lastUsedAt ?? null;
    };
    await present();
    await expect.poll(usedAt).not.toBeNull();
    const first = await usedAt();
    await present();
    expect(await usedAt()).toEqual(first);
  });
});

describe("a key that a node remembers", () => {
  afterEach(() => void vi.useRealTimers());

  /** Until the node answers for the key without asking the database. */
  const remembered = () =>
    expect
      .poll(async () => {
        const before = node.reads();
        await present(key, node);
        return node.reads() - before;
      })
      .toBe(0);
  const reasonOnNode = () =>
    present(key, node).then(
      () => "let in",
      (error) => error.reason,
    );

  it.each([
    ["it is revoked", "key", "auth.key_revoked"],
    ["its member is disabled", "member", "auth.invalid_token"],
    ["its person is disabled", "user", "auth.invalid_token"],
  ] as const)("is refused at once when %s", async (_name, kind, reason) => {
    await remembered();
    await fixture.platform.system.transaction(async (tx) => {
      if (kind === "key") await tx.update(apiKey).set({ revokedAt: new Date() }).where(eq(apiKey.id, keyId));
      if (kind === "member") await tx.update(member).set(off).where(eq(member.id, memberId));
      if (kind === "user") await tx.update(user).set(off).where(eq(user.id, userId));
      await announceAccessChange(tx, { kind, id: { key: keyId, member: memberId, user: userId }[kind] });
    });
    await expect.poll(reasonOnNode).toBe(reason);
  });

  it("expires without anybody saying so", async () => {
    const expiresAt = new Date(Date.now() + 3_600_000);
    await change({ expiresAt });
    await remembered();
    vi.useFakeTimers({ toFake: ["Date"], now: expiresAt });
    expect(await reasonOnNode()).toBe("auth.key_expired");
  });
});

const off = { disabledAt: new Date() };
