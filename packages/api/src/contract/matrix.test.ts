import { type Permission, permissionNames } from "@steward/contracts";
import { uuidv7 } from "@steward/db";
import { customRole, member } from "@steward/db/schema";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCaller } from "../router.ts";
import { createHarness, type Harness, outcome } from "./harness.ts";
import { call, procedures } from "./procedures.ts";

/** A body no procedure takes: whoever the guards let pass is told so by INVALID. */
const nonsense = { nonsense: ["\u0000", { __proto__: 1 }] };
/** Two roles of the organisation's own that share nothing: each cell of either column is the other's opposite. */
const halves = [0, 1].map((half) => permissionNames.filter((_, index) => index % 2 === half));

let harness: Harness;
beforeAll(async () => {
  harness = await createHarness();
});
afterAll(async () => harness.close());

async function giveRole(role: "guest" | "technician", permissions: Permission[]): Promise<string> {
  const { acme, database } = harness;
  const id = uuidv7();
  await database.withTenant(acme.id, async (db) => {
    await db.insert(customRole).values({ id, name: `Half ${id}`, permissions });
    await db.update(member).set({ customRoleId: id }).where(eq(member.id, acme.members[role].memberId));
  });
  return id;
}

describe("the matrix that administrators see", () => {
  it("is what the guards do, cell by cell, for roles of the organisation's own", async () => {
    const people = ["guest", "technician"] as const;
    const ids = [await giveRole("guest", halves[0] ?? []), await giveRole("technician", halves[1] ?? [])];
    const owner = await harness.as(harness.acme, "owner");
    const matrix = await createCaller(owner).org.access.matrix();
    expect(matrix.procedures.map(({ path }) => path)).toEqual(
      procedures.flatMap(({ path, meta }) => (meta.guard === "tenant" ? path : [])).sort(),
    );
    for (const [index, person] of people.entries()) {
      const context = await harness.as(harness.acme, person);
      const column = matrix.roles.findIndex((role) => role.kind === "custom" && role.id === ids[index]);
      const seen = new Set<boolean>();
      for (const { path, allowed } of matrix.procedures) {
        // What takes anything would do its work here.
        if (procedures.some((one) => one.path === path && one.input?.safeParse(nonsense).success)) continue;
        const answer = JSON.stringify(await outcome(call(context, path, nonsense)));
        expect(answer, path).toContain(allowed[column] ? "INVALID" : "permission_missing");
        seen.add(allowed[column] === true);
      }
      expect(seen.size).toBe(2);
    }
  });

  it("explains each procedure by the rule that guards it", async () => {
    const caller = createCaller(await harness.as(harness.acme, "admin"));
    const { memberId } = harness.acme.members.manager;
    for (const { path, meta } of procedures.filter((one) => one.meta.guard === "tenant")) {
      const { permission, allowed, rule } = await caller.org.access.explain({ memberId, procedure: path });
      expect(permission).toBe(meta.permission);
      expect(allowed).toBe(rule.kind === "role" || rule.kind === "everyMember");
    }
  });
});
