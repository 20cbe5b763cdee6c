import { reservedTenantSlugs } from "@steward/contracts/org/tenant";
import { auditEvent, member, pipeline, stage, tenant, user } from "@steward/db/schema";
import { createTwoTenants, type TwoTenants, tenantFingerprint } from "@steward/testing";
import { eq, getTableName, like, sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTenant, slugOf, suggestAddress } from "./tenant-create.ts";
import type { PersonContext } from "./tenant-removal.ts";

let two: TwoTenants;
beforeAll(async () => {
  two = await createTwoTenants();
});
afterAll(() => two?.close());

const place = { currency: "EUR", locale: "de", timeZone: "Europe/Berlin", country: "DE" };
const source = { procedure: "user.tenant.create", clientAddress: "192.0.2.7", userAgent: "a test" };
const person = (userId = two.acme.members.member.userId): PersonContext => ({
  database: two.database,
  system: two.system,
  userId,
  requestId: "request-of-a-test",
  source,
});
const idOf = async (slug: string) =>
  (await two.system.select({ id: tenant.id }).from(tenant).where(eq(tenant.slug, slug)))[0]?.id ?? "";

describe("a new organisation", () => {
  it("begins with its owner, its first pipeline and the record of that", async () => {
    const { slug } = await createTenant(person(), { name: "Zürich Gebäude & Co.", ...place });
    expect(slug).toBe("zurich-gebaude-co");
    const db = two.database.read(await idOf(slug));
    expect(await db.select().from(member)).toMatchObject([
      { userId: two.acme.members.member.userId, role: "owner", email: "member@acme.test", name: "acme member" },
    ]);
    expect(await db.select().from(pipeline)).toHaveLength(1);
    expect((await db.select().from(stage)).length).toBeGreaterThan(2);
    const [created] = await db.select().from(auditEvent).where(eq(auditEvent.name, "org.tenant.created"));
    expect(created).toMatchObject({ ...source, actorName: "acme member", requestId: "request-of-a-test" });
  });

  it("has no row in anybody else's organisation", async () => {
    const before = await tenantFingerprint(two.ownerUrl, two.globex.id);
    await createTenant(person(), { name: "Quiet", ...place });
    expect(await tenantFingerprint(two.ownerUrl, two.globex.id)).toEqual(before);
  });

  it("takes the next free address when it was made from the name, and suggests it when it was asked for", async () => {
    expect(await createTenant(person(), { name: "Twice", ...place })).toEqual({ slug: "twice" });
    expect(await createTenant(person(), { name: "Twice", ...place })).toEqual({ slug: "twice-2" });
    await expect(createTenant(person(), { name: "Other", slug: "twice", ...place })).rejects.toMatchObject({
      code: "CONFLICT",
      reason: "tenant.slug_taken",
      details: { suggestion: "twice-3" },
    });
    expect(await suggestAddress(two.system, { text: "Twice" })).toBe("twice-3");
    expect(await suggestAddress(two.system, { text: "Never heard of" })).toBe("never-heard-of");
  });

  it("is made once when twenty ask for one address at the same moment", async () => {
    const asked = Array.from({ length: 20 }, () =>
      createTenant(person(two.globex.members.owner.userId), { name: "Rush", slug: "rush", ...place }),
    );
    const settled = await Promise.allSettled(asked);
    expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const one of settled) {
      if (one.status === "rejected") expect(one.reason).toMatchObject({ reason: "tenant.slug_taken" });
    }
  });

  it("needs an address its founder has proved", async () => {
    const { userId } = two.globex.members.guest;
    await two.system.update(user).set({ emailVerifiedAt: null }).where(eq(user.id, userId));
    await expect(createTenant(person(userId), { name: "Unproved", ...place })).rejects.toMatchObject({
      code: "FORBIDDEN",
      reason: "tenant.email_unverified",
    });
    expect(await idOf("unproved")).toBe("");
  });

  it("is refused to whoever has twenty", async () => {
    const { userId } = two.globex.members.technician;
    for (let made = 0; made < 20; made += 1) await createTenant(person(userId), { name: "Many", ...place });
    await expect(createTenant(person(userId), { name: "Many", ...place })).rejects.toMatchObject({
      code: "LIMIT",
      reason: "tenant.too_many",
    });
  });

  it.each([tenant, member, auditEvent, pipeline, stage])(
    "leaves nothing when it dies while writing %#",
    async (table) => {
      const owner = new pg.Client({ connectionString: two.ownerUrl });
      await owner.connect();
      try {
        await owner.query(`create function die() returns trigger language plpgsql as
        'begin perform pg_terminate_backend(pg_backend_pid()); return new; end'`);
        await owner.query(
          `create trigger die after insert on ${getTableName(table)} for each row execute function die()`,
        );
        await expect(createTenant(person(), { name: "Half done", ...place })).rejects.toMatchObject({
          code: "UNAVAILABLE",
        });
      } finally {
        await owner.query("drop function die cascade");
        await owner.end();
      }
      expect(await idOf("half-done")).toBe("");
      const [left] = await two.system
        .select()
        .from(auditEvent)
        .where(like(sql`${auditEvent.payload}::text`, "%Half done%"));
      expect(left).toBeUndefined();
    },
  );
});

describe("an address made from a name", () => {
  it.each([
    ["Acme, Inc.", "acme-inc"],
    ["  --Łódź Öl--  ", "lodz-ol"],
    ["日本", "new-organisation"],
    ["A", "org-a"],
    ["CRM", "org-crm"],
    ["x".repeat(120), "x".repeat(32)],
  ])("%s becomes %s", (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });

  it("is never one of the platform's", () => {
    for (const word of reservedTenantSlugs) expect(reservedTenantSlugs.has(slugOf(word))).toBe(false);
  });
});
