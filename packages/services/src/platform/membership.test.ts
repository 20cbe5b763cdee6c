import { permissionsOf } from "@steward/contracts";
import { uuidv7 } from "@steward/db";
import { member } from "@steward/db/schema";
import { createTwoTenants, type TwoTenants } from "@steward/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { resolveMembership } from "./membership.ts";

let two: TwoTenants;
beforeAll(async () => {
  two = await createTwoTenants();
});
afterAll(() => two?.close());

describe("a key", () => {
  it("is for one organisation, though its member belongs to others too", async () => {
    const { userId, name, email, memberId } = two.acme.members.owner;
    const place = { id: uuidv7(), tenantId: two.globex.id, userId, name, email, role: "owner" } as const;
    await two.system.insert(member).values(place);
    const apiKey = { tenantId: two.acme.id, scopes: permissionsOf("owner") };
    const enter = (slug: string, by: typeof apiKey | null) =>
      resolveMembership(
        { system: two.system, secret: "a secret of the tests" },
        { userId, apiKey: by, impersonator: null, secondFactor: false, signedInAt: new Date() },
        slug,
      );
    await expect(enter("acme", apiKey)).resolves.toMatchObject({ actor: { memberId } });
    await expect(enter("globex", null)).resolves.toMatchObject({ actor: { memberId: place.id } });
    await expect(enter("globex", apiKey)).rejects.toMatchObject({ code: "FORBIDDEN", reason: "tenant_not_a_member" });
  });
});
