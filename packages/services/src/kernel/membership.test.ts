import { customRole, member, tenant } from "@steward/db/schema";
import { createTwoTenants, type TwoTenants } from "@steward/testing";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type MembershipRows, membershipOf } from "./membership.ts";

let two: TwoTenants;
let rows: MembershipRows;
beforeAll(async () => {
  two = await createTwoTenants();
  const [found] = await two.system
    .select({ tenant, member, customRole })
    .from(member)
    .innerJoin(tenant, eq(tenant.id, member.tenantId))
    .leftJoin(customRole, eq(customRole.id, member.customRoleId))
    .where(eq(member.id, two.acme.members.owner.memberId));
  if (!found) throw new Error("The owner is not there.");
  rows = found;
});
afterAll(() => two?.close());

it("is nobody's against whom something stands, before any permission is asked", () => {
  const now = new Date();
  const entered = (changes: {
    tenant?: Partial<MembershipRows["tenant"]>;
    member?: Partial<MembershipRows["member"]>;
  }) => {
    const changed = {
      tenant: { ...rows.tenant, ...changes.tenant },
      member: { ...rows.member, ...changes.member },
      customRole: null,
    };
    return () => membershipOf(changed, { scopes: null, secondFactor: false, impersonator: null });
  };
  expect(entered({})().actor.memberId).toBe(rows.member.id);
  const refused = (reason: string) => expect.objectContaining({ code: "FORBIDDEN", reason });
  expect(entered({ member: { removedAt: now } })).toThrow(refused("tenant_not_a_member"));
  expect(entered({ member: { disabledAt: now } })).toThrow(refused("member_disabled"));
  expect(entered({ tenant: { suspendedAt: now } })).toThrow(refused("tenant_suspended"));
  expect(entered({ tenant: { purgeAfter: now } })).toThrow(refused("tenant_being_removed"));
  expect(entered({ tenant: { requireSecondFactor: true } })).toThrow(refused("tenant_second_factor_required"));
});
