import { listTenantsInput } from "@steward/contracts/operator/tenant";
import { listUsersInput } from "@steward/contracts/operator/user";
import { member, secondFactor } from "@steward/db/schema";
import { createTwoTenants, type TwoTenants } from "@steward/testing";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listTenants } from "./tenant.ts";
import { listUsers } from "./user.ts";

let two: TwoTenants;
beforeAll(async () => {
  two = await createTwoTenants();
});
afterAll(() => two?.close());

describe("the operator's lists", () => {
  it("count each organisation's own members", async () => {
    const { items } = await listTenants(two.system, listTenantsInput.parse({ search: two.acme.slug }));
    const members = await two.system.select().from(member).where(eq(member.tenantId, two.acme.id));
    expect(members.length).toBeGreaterThan(0);
    expect(items).toMatchObject([{ slug: two.acme.slug, memberCount: members.length }]);
  });

  it("name each person's own organisations and second factor", async () => {
    const { userId } = two.acme.members.owner;
    const before = await listUsers(two.system, listUsersInput.parse({ limit: 100 }));
    const found = before.items.find(({ id }) => id === userId);
    expect(found?.organisations).toMatchObject([{ slug: two.acme.slug, role: "owner" }]);
    expect(before.items.filter((one) => one.secondFactor)).toEqual([]);
    await two.system.insert(secondFactor).values({ userId, sealedSecret: "sealed", confirmedAt: new Date() });
    const after = await listUsers(two.system, listUsersInput.parse({ limit: 100 }));
    expect(after.items.filter((one) => one.secondFactor).map(({ id }) => id)).toEqual([userId]);
  });
});
