import type { RoleChoice } from "@steward/contracts/org/member";
import { member } from "@steward/db/schema";
import { createTwoTenants, type TwoTenants } from "@steward/testing";
import { and, eq, isNull } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ServiceContext } from "../kernel/index.ts";
import { disableMember, enableMember, leaveTenant, removeMember, updateMemberRole } from "./member.ts";
import { asMember, contextOf, giveCustomRole, outcomeOf } from "./people-fixture.ts";

let two: TwoTenants;
beforeAll(async () => {
  two = await createTwoTenants();
});
afterAll(() => two.close());

const idOf = (role: keyof TwoTenants["acme"]["members"]) => two.acme.members[role].memberId;
const as = <T>(role: keyof TwoTenants["acme"]["members"], work: (ctx: ServiceContext) => Promise<T>) =>
  asMember(two, two.acme, idOf(role), work);
const give = (role: keyof TwoTenants["acme"]["members"], choice: RoleChoice) => (ctx: ServiceContext) =>
  updateMemberRole(ctx, { id: idOf(role), role: choice });

describe("the last owner", () => {
  it("stays: not demoted, not leaving", async () => {
    expect(await outcomeOf(as("owner", give("owner", "admin")))).toBe("member.last_owner");
    expect(await outcomeOf(as("owner", leaveTenant))).toBe("member.last_owner");
  });

  it("stays as long as the other owners are switched off", async () => {
    await as("owner", give("manager", "owner"));
    await as("owner", (ctx) => disableMember(ctx, idOf("manager")));
    expect(await outcomeOf(as("owner", leaveTenant))).toBe("member.last_owner");
    await as("owner", (ctx) => enableMember(ctx, idOf("manager")));
    await as("owner", give("manager", "manager"));
  });

  it("does not stay through a role of the organisation's own that permits the same", async () => {
    await using other = await createTwoTenants();
    const all = await contextOf(other, other.acme, other.acme.members.owner.memberId);
    await giveCustomRole(other, other.acme, "admin", [...all.actor.permissions]);
    const owner = other.acme.members.owner.memberId;
    expect(await outcomeOf(asMember(other, other.acme, owner, leaveTenant))).toBe("member.last_owner");
  });

  it("leaves the last administrator standing where, past every rule, no owner is left", async () => {
    await using other = await createTwoTenants();
    const { owner, admin, manager, member: clerk } = other.acme.members;
    const all = await contextOf(other, other.acme, owner.memberId);
    await giveCustomRole(other, other.acme, "manager", [...all.actor.permissions]);
    await other.system.update(member).set({ role: "member" }).where(eq(member.id, owner.memberId));
    for (const end of [disableMember, removeMember]) {
      const ended = asMember(other, other.acme, manager.memberId, (ctx) => end(ctx, admin.memberId));
      expect(await outcomeOf(ended)).toBe("member.last_administrator");
    }
    expect(await outcomeOf(asMember(other, other.acme, admin.memberId, leaveTenant))).toBe("member.last_administrator");
    expect(await outcomeOf(asMember(other, other.acme, clerk.memberId, leaveTenant))).toBe("done");
  });

  it("is still there when two owners demote each other at the same moment", async () => {
    await as("owner", give("admin", "owner"));
    for (let round = 0; round < 10; round += 1) {
      const both = await Promise.all([
        outcomeOf(as("owner", give("admin", "member"))),
        outcomeOf(as("admin", give("owner", "member"))),
      ]);
      expect(both.filter((outcome) => outcome === "done")).toHaveLength(1);
      const winner = both[0] === "done" ? "owner" : "admin";
      const loser = winner === "owner" ? "admin" : "owner";
      await as(winner, give(loser, "owner"));
    }
    await as("owner", give("admin", "admin"));
  });

  it("is there after anything that members do to each other, also at the same time", async () => {
    const people = ["owner", "admin", "manager", "member", "guest"] as const;
    const choices = ["owner", "admin", "manager", "guest"] as const;
    const step = fc.record({
      actor: fc.constantFrom(...people),
      target: fc.constantFrom(...people),
      act: fc.constantFrom("role", "role", "role", "disable", "enable", "remove", "leave"),
      role: fc.constantFrom(...choices),
    });
    const at = (index: number) => people[index % people.length] ?? "owner";
    await using other = await createTwoTenants();
    const { acme, system, database } = other;
    type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;
    const run = ({ actor, target, act, role }: Step) =>
      outcomeOf(
        asMember(other, acme, acme.members[actor].memberId, async (ctx): Promise<unknown> => {
          const id = acme.members[target].memberId;
          if (act === "role") return updateMemberRole(ctx, { id, role });
          if (act === "disable") return disableMember(ctx, id);
          if (act === "enable") return enableMember(ctx, id);
          return act === "remove" ? removeMember(ctx, id) : leaveTenant(ctx);
        }),
      );
    let done = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { maxLength: 8 }), async (batches) => {
        for (const [index] of people.entries()) {
          const role = index < 2 ? "owner" : at(index);
          await system
            .update(member)
            .set({ role, removedAt: null, disabledAt: null })
            .where(eq(member.id, acme.members[at(index)].memberId));
        }
        for (const batch of batches) {
          const outcomes = await Promise.all(batch.map(run));
          done += outcomes.filter((outcome) => outcome === "done").length;
          const owners = await database
            .read(acme.id)
            .select({ id: member.id })
            .from(member)
            .where(and(eq(member.role, "owner"), isNull(member.removedAt), isNull(member.disabledAt)));
          expect(owners.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 60 },
    );
    expect(done).toBeGreaterThan(100);
  });
});
