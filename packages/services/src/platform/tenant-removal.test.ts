import { uuidv7 } from "@steward/db";
import { auditEvent, mailMessage, member, securityEvent, tenant } from "@steward/db/schema";
import { createSystemDatabase } from "@steward/db/system";
import {
  actingAs,
  createTwoTenants,
  insertSampleRows,
  type TestTenant,
  type TwoTenants,
  tenantFingerprint,
} from "@steward/testing";
import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { requestDeletion } from "../org/index.ts";
import { resolveMembership } from "./membership.ts";
import { type PersonContext, purgeTenants, restoreTenant } from "./tenant-removal.ts";

let two: TwoTenants;
beforeEach(async () => {
  two = await createTwoTenants();
});
afterEach(() => two?.close());

const dayMs = 86_400_000;
const restoreUrl = "https://steward.test/";
const ask = (one: TestTenant, slug = one.slug) =>
  actingAs(two.database, one, "owner").write((ctx) => requestDeletion(ctx, { slug }, restoreUrl));
const person = (userId: string): PersonContext => ({
  database: two.database,
  system: two.system,
  userId,
  requestId: "request-of-a-test",
  source: { procedure: "user.tenant.restore", clientAddress: "192.0.2.7", userAgent: null },
});
const enter = (one: TestTenant) =>
  resolveMembership(
    { system: two.system, secret: "a secret of the tests" },
    {
      userId: one.members.owner.userId,
      apiKey: null,
      impersonator: null,
      secondFactor: false,
      signedInAt: new Date(),
    },
    one.slug,
  );

describe("asking for an organisation's removal", () => {
  it("takes the address, typed as it is", async () => {
    await expect(ask(two.acme, "acme-inc")).rejects.toMatchObject({ code: "INVALID" });
    await expect(enter(two.acme)).resolves.toBeDefined();
  });

  it("shuts everybody out at once and tells every owner, in one transaction with its record", async () => {
    await two.system.update(member).set({ role: "owner" }).where(eq(member.id, two.acme.members.admin.memberId));
    const { purgeAfter } = await ask(two.acme);
    expect(purgeAfter.getTime()).toBeGreaterThan(Date.now() + 29 * dayMs);
    await expect(enter(two.acme)).rejects.toMatchObject({ code: "FORBIDDEN", reason: "tenant_being_removed" });
    await expect(enter(two.globex)).resolves.toBeDefined();
    const mails = await two.system.select().from(mailMessage);
    expect(mails.map(({ recipient }) => recipient).sort()).toEqual(["admin@acme.test", "owner@acme.test"]);
    expect(mails[0]).toMatchObject({
      template: "tenantDeletion",
      tenantId: two.acme.id,
      props: { organisation: "Acme Facilities", requestedBy: "acme owner", url: restoreUrl },
    });
    const events = await two.system.select().from(auditEvent).where(eq(auditEvent.tenantId, two.acme.id));
    expect(events).toMatchObject([
      { name: "org.tenant.deletionRequested", payload: { purgeAfter: expect.any(String) } },
    ]);
  });
});

describe("taking it back", () => {
  it("is for whoever may ask for it, while it lasts", async () => {
    await ask(two.acme);
    const { owner, admin } = two.acme.members;
    await expect(restoreTenant(person(admin.userId), "acme")).rejects.toMatchObject({ reason: "permission_missing" });
    const stranger = two.globex.members.owner.userId;
    await expect(restoreTenant(person(stranger), "acme")).rejects.toMatchObject({ reason: "tenant_unknown" });
    await expect(restoreTenant(person(stranger), "no-such")).rejects.toMatchObject({ reason: "tenant_unknown" });

    expect(await restoreTenant(person(owner.userId), "acme")).toEqual({ slug: "acme" });
    await expect(enter(two.acme)).resolves.toBeDefined();
    await expect(restoreTenant(person(owner.userId), "acme")).rejects.toMatchObject({
      reason: "tenant.not_being_removed",
    });
    const [restored] = await two.system.select().from(auditEvent).where(eq(auditEvent.name, "org.tenant.restored"));
    expect(restored).toMatchObject({ actorName: "acme owner", clientAddress: "192.0.2.7" });
  });

  it("is refused to an owner who was disabled", async () => {
    await ask(two.acme);
    const { owner } = two.acme.members;
    await two.system.update(member).set({ disabledAt: new Date() }).where(eq(member.id, owner.memberId));
    await expect(restoreTenant(person(owner.userId), "acme")).rejects.toMatchObject({ reason: "member_disabled" });
  });

  it("answers an owner who was removed like anybody else who is none: as if it were not there", async () => {
    await ask(two.acme);
    const { owner } = two.acme.members;
    await two.system.update(member).set({ removedAt: new Date() }).where(eq(member.id, owner.memberId));
    await expect(restoreTenant(person(owner.userId), "acme")).rejects.toMatchObject({
      code: "NOT_FOUND",
      reason: "tenant_unknown",
    });
  });
});

describe("the removal itself", () => {
  const afterGrace = () => new Date(Date.now() + 31 * dayMs);

  it("leaves nothing of the organisation in any table, and everything of the others", async () => {
    await insertSampleRows(two.ownerUrl, two.acme, uuidv7());
    await insertSampleRows(two.ownerUrl, two.globex, uuidv7());
    await two.system.update(tenant).set({ purgeAfter: new Date() }).where(eq(tenant.id, two.acme.id));
    const before = await tenantFingerprint(two.ownerUrl, two.globex.id);
    expect(Object.values(await tenantFingerprint(two.ownerUrl, two.acme.id)).every((print) => print !== "0:")).toBe(
      true,
    );

    expect(await purgeTenants(two.system, afterGrace())).toEqual(["acme"]);

    const left = Object.entries(await tenantFingerprint(two.ownerUrl, two.acme.id)).filter(
      ([, print]) => print !== "0:",
    );
    expect(left).toEqual([]);
    expect(await tenantFingerprint(two.ownerUrl, two.globex.id)).toEqual(before);
    expect(await two.system.select({ slug: tenant.slug }).from(tenant)).toEqual([{ slug: "globex" }]);
    expect(await two.system.select().from(mailMessage)).toEqual([]);
    const [purged] = await two.system
      .select()
      .from(securityEvent)
      .where(and(eq(securityEvent.name, "operator.tenant_purged"), eq(securityEvent.tenantId, two.acme.id)));
    expect(purged?.details).toEqual({ slug: "acme" });
  });

  it("waits for the days of grace, and spares what was taken back", async () => {
    await ask(two.acme);
    await ask(two.globex);
    expect(await purgeTenants(two.system)).toEqual([]);
    await restoreTenant(person(two.globex.members.owner.userId), "globex");
    expect(await purgeTenants(two.system, afterGrace())).toEqual(["acme"]);
    expect(await purgeTenants(two.system, afterGrace())).toEqual([]);
  });

  it("of one that cannot be removed now keeps no other from its end", async () => {
    await ask(two.acme);
    await ask(two.globex);
    const impatient = createSystemDatabase(two.systemUrl, { statementTimeoutMs: 1_500 });
    await two.system.transaction(async (busy) => {
      await busy.select().from(tenant).where(eq(tenant.id, two.acme.id)).for("update");
      await expect(purgeTenants(impatient, afterGrace())).rejects.toThrow("1 organisations could not be removed");
    });
    await impatient.close();
    expect(await two.system.select({ slug: tenant.slug }).from(tenant)).toEqual([{ slug: "acme" }]);
  });

  it("happens once when several workers do it", async () => {
    await ask(two.acme);
    const done = await Promise.all(Array.from({ length: 5 }, () => purgeTenants(two.system, afterGrace())));
    expect(done.flat()).toEqual(["acme"]);
  });
});
