import { type Permission, permissionsOf } from "@steward/contracts";
import { accessChannel } from "@steward/contracts/auth/access-change";
import type { RoleChoice } from "@steward/contracts/org/member";
import { apiKey, auditEvent, divisionMember, invitation } from "@steward/db/schema";
import { createTwoTenants, type TwoTenants } from "@steward/testing";
import { and, eq, isNull } from "drizzle-orm";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ServiceContext } from "../kernel/index.ts";
import { createRole } from "./custom-role.ts";
import { addDivisionMember, createDivision } from "./division.ts";
import { createInvitations } from "./invitation.ts";
import { disableMember, enableMember, removeMember, updateMemberRole } from "./member.ts";
import { getMember, listMembers } from "./member-queries.ts";
import { asMember, contextOf, giveCustomRole, outcomeOf } from "./people-fixture.ts";

const page = { filter: {}, sort: { field: "name", direction: "asc" }, limit: 50 } as const;

let two: TwoTenants;
beforeAll(async () => {
  two = await createTwoTenants();
});
afterAll(() => two.close());

const idOf = (role: keyof TwoTenants["acme"]["members"], of = two.acme) => of.members[role].memberId;
const as = <T>(role: keyof TwoTenants["acme"]["members"], work: (ctx: ServiceContext) => Promise<T>) =>
  asMember(two, two.acme, idOf(role), work);
const give = (role: keyof TwoTenants["acme"]["members"], choice: RoleChoice) => (ctx: ServiceContext) =>
  updateMemberRole(ctx, { id: idOf(role), role: choice });

describe("changing roles", () => {
  it("is recorded with what the role was and is", async () => {
    await as("admin", give("guest", "member"));
    expect((await as("admin", (ctx) => getMember(ctx, idOf("guest")))).role).toBe("member");
    const [event] = await two.database
      .read(two.acme.id)
      .select()
      .from(auditEvent)
      .where(and(eq(auditEvent.entityId, idOf("guest")), eq(auditEvent.name, "org.member.roleChanged")));
    expect(event?.payload).toMatchObject({ changes: { role: { from: "Guest", to: "Member" } } });
    await as("admin", give("guest", "guest"));
  });

  it("leaves making and unmaking owners to owners", async () => {
    expect(await outcomeOf(as("admin", give("manager", "owner")))).toBe("member.owners_only");
    expect(await outcomeOf(as("admin", give("owner", "member")))).toBe("member.owners_only");
    expect(await outcomeOf(as("admin", (ctx) => disableMember(ctx, idOf("owner"))))).toBe("member.owners_only");
    expect(await outcomeOf(as("admin", (ctx) => removeMember(ctx, idOf("owner"))))).toBe("member.owners_only");
    expect((await as("owner", give("manager", "owner"))).role).toBe("owner");
    expect((await as("owner", give("manager", "manager"))).role).toBe("manager");
  });

  it("lets nobody give or take more than they have, whatever role of the organisation's own they have", async () => {
    await using other = await createTwoTenants();
    const members = other.acme.members;
    const permissions = ["org.member.read", "org.member.manage", "crm.account.read"] as const;
    const clerk = await giveCustomRole(other, other.acme, "technician", permissions);
    const asClerk = (id: string, role: RoleChoice) =>
      outcomeOf(asMember(other, other.acme, members.technician.memberId, (ctx) => updateMemberRole(ctx, { id, role })));
    expect(await asClerk(members.guest.memberId, "admin")).toBe("member.grants_more_than_own");
    expect(await asClerk(members.technician.memberId, "admin")).toBe("member.grants_more_than_own");
    expect(await asClerk(members.manager.memberId, "guest")).toBe("member.may_more_than_own");
    expect(await asClerk(members.guest.memberId, clerk)).toBe("done");
    expect(await asClerk(members.guest.memberId, "guest")).toBe("done");
  });

  it("is no operator's in a member's name: what they gave would outlast the hour they act in", async () => {
    const ctx = await contextOf(two, two.acme, idOf("owner"));
    const operator = { ...ctx, actor: { ...ctx.actor, impersonator: "Olu Brennan" } };
    const inTheirName = (work: (ctx: ServiceContext) => Promise<unknown>) =>
      outcomeOf(two.database.withTenant(two.acme.id, (db) => work({ ...operator, db })));
    const site = { webUrl: "http://localhost:3000" };
    const invite = { emails: ["operator@elsewhere.test"], role: "owner" };
    expect(await inTheirName(give("guest", "owner"))).toBe("auth.impersonating");
    expect(await inTheirName((inner) => createInvitations(inner, invite, site))).toBe("auth.impersonating");
    const role = { name: "Back door", description: "", permissions: ["org.member.manage"] };
    expect(await inTheirName((inner) => createRole(inner, role))).toBe("auth.impersonating");
  });

  it("counts only what an API key may, for a program that manages members", async () => {
    const ctx = await contextOf(two, two.acme, idOf("owner"));
    const scopes: Permission[] = [...permissionsOf("guest"), "org.member.manage"];
    const narrow = { ...ctx, actor: { ...ctx.actor, permissions: new Set(scopes) } };
    const program = (work: (ctx: ServiceContext) => Promise<unknown>) =>
      outcomeOf(two.database.withTenant(two.acme.id, (db) => work({ ...narrow, db })));
    expect(await program(give("guest", "admin"))).toBe("member.grants_more_than_own");
    expect(await program((inner) => removeMember(inner, idOf("manager")))).toBe("member.may_more_than_own");
  });

  it("asks again who somebody is once it is their turn: an owner no more decides nothing", async () => {
    await as("owner", give("admin", "owner"));
    const before = await contextOf(two, two.acme, idOf("admin"));
    await as("owner", give("admin", "admin"));
    const late = two.database.withTenant(two.acme.id, (db) => give("manager", "owner")({ ...before, db }));
    expect(await outcomeOf(late)).toBe("member.owners_only");
  });

  it("is refused to managers, who run no organisation (B9)", async () => {
    for (const work of [
      give("guest", "member"),
      (ctx: ServiceContext) => disableMember(ctx, idOf("guest")),
      (ctx: ServiceContext) => enableMember(ctx, idOf("guest")),
      (ctx: ServiceContext) => removeMember(ctx, idOf("guest")),
    ]) {
      expect(await outcomeOf(as("manager", work))).toBe("permission_missing");
    }
  });

  it("answers for another organisation's member and role as for unknown ones", async () => {
    expect(await outcomeOf(as("owner", (ctx) => removeMember(ctx, idOf("guest", two.globex))))).toBe("not_found");
    const theirs = await giveCustomRole(two, two.globex, "guest", ["crm.account.read"]);
    expect(await outcomeOf(as("owner", give("guest", theirs)))).toBe("reference_unknown");
  });
});

describe("access switched off, and ended", () => {
  it("is not for oneself: whoever wants to go leaves", async () => {
    expect(await outcomeOf(as("admin", (ctx) => disableMember(ctx, idOf("admin"))))).toBe("member.not_yourself");
    expect(await outcomeOf(as("admin", (ctx) => removeMember(ctx, idOf("admin"))))).toBe("member.not_yourself");
  });

  it("is off at once and on again with the same role", async () => {
    await as("admin", (ctx) => disableMember(ctx, idOf("member")));
    await expect(contextOf(two, two.acme, idOf("member"))).rejects.toMatchObject({ reason: "member_disabled" });
    await as("admin", (ctx) => enableMember(ctx, idOf("member")));
    expect((await contextOf(two, two.acme, idOf("member"))).actor.role).toBe("member");
  });

  it("takes keys, invitations and divisions with it, and tells every process", async () => {
    await using other = await createTwoTenants();
    const { acme, database, systemUrl } = other;
    const gone = acme.members.admin.memberId;
    const site = { webUrl: "http://localhost:3000" };
    await asMember(other, acme, gone, async (ctx) => {
      const keyHash = "a hash of no key";
      await ctx.db.insert(apiKey).values({ name: "Sync", memberId: gone, prefix: "stw_x", keyHash, scopes: [] });
      await createInvitations(ctx, { emails: ["later@acme.test"], role: "guest" }, site);
      const { id } = await createDivision(ctx, { name: "North", parentId: null });
      await addDivisionMember(ctx, { id, memberId: gone });
    });
    const listener = new Client({ connectionString: systemUrl });
    await listener.connect();
    const heard = new Promise<string>((resolve) =>
      listener.once("notification", ({ payload }) => resolve(payload ?? "")),
    );
    await listener.query(`listen ${accessChannel}`);

    await asMember(other, acme, acme.members.owner.memberId, (ctx) => removeMember(ctx, gone));

    expect(JSON.parse(await heard)).toEqual({ kind: "member", id: gone });
    await listener.end();
    const db = database.read(acme.id);
    expect(await db.select().from(apiKey).where(isNull(apiKey.revokedAt))).toEqual([]);
    expect(await db.select().from(invitation).where(isNull(invitation.revokedAt))).toEqual([]);
    expect(await db.select().from(divisionMember)).toEqual([]);
    const [event] = await db.select().from(auditEvent).where(eq(auditEvent.name, "org.member.removed"));
    expect(event?.payload).toMatchObject({ apiKeysRevoked: 1, invitationsRevoked: 1, divisionsLeft: 1 });
    const { items } = await listMembers({ ...(await contextOf(other, acme, acme.members.owner.memberId)), db }, page);
    expect(items.map(({ id }) => id)).not.toContain(gone);
    await expect(contextOf(other, acme, gone)).rejects.toMatchObject({ reason: "tenant_not_a_member" });
  });
});

describe("somebody who was removed", () => {
  it("is nobody to whoever decides about members", async () => {
    await using other = await createTwoTenants();
    const { owner, guest } = other.acme.members;
    const remove = () => asMember(other, other.acme, owner.memberId, (ctx) => removeMember(ctx, guest.memberId));
    expect(await remove()).toEqual({ id: guest.memberId });
    await expect(remove()).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("the list", () => {
  it("finds members by role, by the organisation's own role, and by division", async () => {
    const roleId = await giveCustomRole(two, two.acme, "technician", ["crm.account.read"]);
    const [north, south] = await as("owner", async (ctx) => {
      const made = [
        await createDivision(ctx, { name: "North", parentId: null }),
        await createDivision(ctx, { name: "South", parentId: null }),
      ] as const;
      for (const { id } of made) await addDivisionMember(ctx, { id, memberId: idOf("technician") });
      return made;
    });
    const found = async (filter: Parameters<typeof listMembers>[1]["filter"]) =>
      (await as("owner", (ctx) => listMembers(ctx, { ...page, filter }))).items;
    expect((await found({ role: ["technician"] })).map(({ id }) => id)).toEqual([]);
    const [technician, ...others] = await found({ role: [roleId], divisionId: [south.id] });
    expect(others).toEqual([]);
    expect(technician).toMatchObject({
      id: idOf("technician"),
      customRole: { id: roleId },
      divisions: [
        { id: north.id, name: "North" },
        { id: south.id, name: "South" },
      ],
    });
    expect((await found({ role: ["owner", roleId] })).map(({ id }) => id).sort()).toEqual(
      [idOf("owner"), idOf("technician")].sort(),
    );
  });
});
