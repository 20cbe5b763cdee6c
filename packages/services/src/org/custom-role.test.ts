import { everyMemberMay, type Permission, permissionNames, permissionsOf, roles } from "@steward/contracts";
import { auditEvent, invitation, member } from "@steward/db/schema";
import { createTwoTenants, type TwoTenants } from "@steward/testing";
import { desc, eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ServiceContext } from "../kernel/index.ts";
import { createRole, removeRole, updateRole } from "./custom-role.ts";
import { closestRole } from "./custom-role-choice.ts";
import { listRoles } from "./custom-role-queries.ts";
import { createInvitations, revokeInvitation } from "./invitation.ts";
import { listInvitations } from "./invitation-queries.ts";
import { updateMemberRole } from "./member.ts";
import { asMember, contextOf, giveCustomRole, outcomeOf } from "./people-fixture.ts";

let two: TwoTenants;
beforeAll(async () => {
  two = await createTwoTenants();
});
afterAll(() => two.close());

const asOwner = <T>(work: (ctx: ServiceContext) => Promise<T>) =>
  asMember(two, two.acme, two.acme.members.owner.memberId, work);
const make = (name: string, permissions: string[]) =>
  asOwner((ctx) => createRole(ctx, { name, description: "", permissions }));
const clerkMay = (permission: Permission) =>
  contextOf(two, two.acme, two.acme.members.guest.memberId).then(({ actor }) => actor.permissions.has(permission));

describe("a role of the organisation's own", () => {
  it("decides for its members at once when it is given and when it changes", async () => {
    const role = await make("Clerk", ["crm.account.read"]);
    const { memberId } = two.acme.members.guest;
    expect(role.permissions).toContain("org.tenant.read");
    await asOwner((ctx) => updateMemberRole(ctx, { id: memberId, role: role.id }));
    expect(await clerkMay("crm.account.read")).toBe(true);
    expect(await clerkMay("crm.deal.read")).toBe(false);
    await asOwner((ctx) => updateRole(ctx, { id: role.id, permissions: ["crm.deal.read"], version: role.version }));
    expect(await clerkMay("crm.account.read")).toBe(false);
    expect(await clerkMay("crm.deal.read")).toBe(true);
    const stale = asOwner((ctx) => updateRole(ctx, { id: role.id, name: "Scribe", version: role.version }));
    expect(await outcomeOf(stale)).toBe("record_changed");
    const { custom } = await asOwner(listRoles);
    expect(custom).toMatchObject([{ name: "Clerk", memberCount: 1, version: role.version + 1 }]);
    const [event] = await two.database
      .read(two.acme.id)
      .select()
      .from(auditEvent)
      .where(eq(auditEvent.name, "org.role.updated"))
      .orderBy(desc(auditEvent.id));
    expect(event?.payload).toMatchObject({
      changes: { permissions: { from: expect.arrayContaining(["crm.account.read"]) } },
    });
  });

  it("is named like no other, and like none every organisation has", async () => {
    await make("Dispatcher", []);
    expect(await outcomeOf(make("dispatcher", []))).toBe("role.name_taken");
    expect(await outcomeOf(make("administrator", []))).toBe("role.name_taken");
    expect(await outcomeOf(make("Typo", ["crm.account.raed"]))).toBe("role.permission_unknown");
  });

  it("is made and changed by nobody who may less than it", async () => {
    await using other = await createTwoTenants();
    const { acme } = other;
    const strong = await giveCustomRole(other, acme, "manager", ["crm.deal.read", "crm.deal.write"]);
    await giveCustomRole(other, acme, "technician", ["org.role.read", "org.role.write", "crm.deal.read"]);
    const asClerk = (work: (ctx: ServiceContext) => Promise<unknown>) =>
      outcomeOf(asMember(other, acme, acme.members.technician.memberId, work));
    const create = (permissions: Permission[]) => (ctx: ServiceContext) =>
      createRole(ctx, { name: "Own", description: "", permissions });
    expect(await asClerk(create(["crm.deal.write"]))).toBe("member.grants_more_than_own");
    expect(await asClerk((ctx) => updateRole(ctx, { id: strong, permissions: [] }))).toBe("member.may_more_than_own");
    expect(await asClerk((ctx) => removeRole(ctx, strong))).toBe("member.may_more_than_own");
    expect(await asClerk(create(["crm.deal.read"]))).toBe("done");
    const own = await asMember(other, acme, acme.members.owner.memberId, (ctx) =>
      createRole(ctx, { name: "Weak", description: "", permissions: ["crm.deal.read"] }),
    );
    const widen = (ctx: ServiceContext) => updateRole(ctx, { id: own.id, permissions: ["crm.deal.write"] });
    expect(await asClerk(widen)).toBe("member.grants_more_than_own");
  });

  it("goes when nobody has it and no open invitation gives it", async () => {
    const role = await make("Passing", ["crm.account.read"]);
    const { memberId } = two.acme.members.technician;
    const remove = () => outcomeOf(asOwner((ctx) => removeRole(ctx, role.id)));
    await asOwner((ctx) => updateMemberRole(ctx, { id: memberId, role: role.id }));
    expect(await remove()).toBe("role.in_use");
    await asOwner((ctx) => updateMemberRole(ctx, { id: memberId, role: "technician" }));
    const site = { webUrl: "http://localhost:3000" };
    await asOwner((ctx) => createInvitations(ctx, { emails: ["p@acme.test"], role: role.id }, site));
    expect(await remove()).toBe("role.in_use");
    await asOwner(async (ctx) => {
      const sort = { field: "createdAt", direction: "desc" } as const;
      const { items } = await listInvitations(ctx, { filter: {}, sort, limit: 10 });
      for (const { id } of items) await revokeInvitation(ctx, id);
    });
    expect(await remove()).toBe("done");
    expect(await two.database.read(two.acme.id).select().from(invitation)).toMatchObject([{ customRoleId: null }]);
    const [technician] = await two.database.read(two.acme.id).select().from(member).where(eq(member.id, memberId));
    expect(technician?.role).toBe("technician");
  });
});

describe("the common role that comes closest", () => {
  it("is the one with the same permissions, and never the owner's", () => {
    for (const role of roles.filter((one) => one !== "owner")) {
      expect(permissionsOf(closestRole([...permissionsOf(role)]))).toEqual(permissionsOf(role));
    }
    expect(closestRole(permissionNames)).toBe("admin");
    expect(closestRole([...everyMemberMay])).toBe("guest");
    fc.assert(fc.property(fc.subarray(permissionNames), (names) => closestRole(names) !== "owner"));
  });
});
