import { auditEvent } from "@steward/db/schema";
import { type Acting, actingAs, createTwoTenants, type TwoTenants } from "@steward/testing";
import { asc } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { resolveMembership } from "../platform/index.ts";
import { updateTenant } from "./tenant.ts";
import { getSecurity, updateSecurity } from "./tenant-security.ts";

let two: TwoTenants;
let owner: Acting;
beforeAll(async () => {
  two = await createTwoTenants();
  owner = actingAs(two.database, two.acme, "owner");
});
afterAll(() => two?.close());

const enter = (secondFactor: boolean, signedInAt = new Date()) =>
  resolveMembership(
    { system: two.system, secret: "a secret of the tests" },
    { userId: two.acme.members.member.userId, apiKey: null, impersonator: null, secondFactor, signedInAt },
    "acme",
  );
const events = async () =>
  owner.read((ctx) =>
    ctx.db
      .select({ name: auditEvent.name, payload: auditEvent.payload })
      .from(auditEvent)
      .orderBy(asc(auditEvent.createdAt), asc(auditEvent.id)),
  );

it("asks nobody for a second factor before whoever asks for it has one, and then everybody at once", async () => {
  const asked = owner.write((ctx) => updateSecurity(ctx, { requireSecondFactor: true }, false));
  await expect(asked).rejects.toMatchObject({ code: "PRECONDITION", reason: "tenant.own_second_factor_first" });
  expect(await owner.read(getSecurity)).toMatchObject({ requireSecondFactor: false });
  expect(await events()).toEqual([]);

  await owner.write((ctx) => updateSecurity(ctx, { requireSecondFactor: true }, true));
  await expect(enter(false)).rejects.toMatchObject({ reason: "tenant_second_factor_required" });
  await expect(enter(true)).resolves.toBeDefined();
  // What already is asked for is no new demand: a form saved by somebody else does not fail for it.
  await owner.write((ctx) => updateSecurity(ctx, { requireSecondFactor: true, maxSessionHours: 8 }, false));
  await expect(enter(true, new Date(Date.now() - 9 * 3_600_000))).rejects.toMatchObject({
    code: "UNAUTHENTICATED",
    reason: "auth.session_too_old",
  });
});

it("keeps e-mail domains once each, and records before and after", async () => {
  const allowedEmailDomains = ["beta.test", "acme.test", "beta.test"];
  const now = await owner.write((ctx) => updateSecurity(ctx, { allowedEmailDomains }, false));
  expect(now).toEqual({
    requireSecondFactor: true,
    maxSessionHours: 8,
    allowedEmailDomains: ["acme.test", "beta.test"],
  });
  expect((await events()).at(-1)).toEqual({
    name: "org.tenant.securityUpdated",
    payload: { changes: { allowedEmailDomains: { from: [], to: ["acme.test", "beta.test"] } } },
  });
});

it("records what changed of the profile, and nothing where nothing did", async () => {
  const before = (await events()).length;
  const info = await owner.write((ctx) => updateTenant(ctx, { name: "Acme Group", currency: "USD" }));
  expect(info).toMatchObject({ name: "Acme Group", currency: "USD", slug: "acme" });
  await owner.write((ctx) => updateTenant(ctx, { name: "Acme Group" }));
  expect((await events()).slice(before)).toEqual([
    {
      name: "org.tenant.updated",
      payload: { changes: { name: { from: "Acme Facilities", to: "Acme Group" } } },
    },
  ]);
});
