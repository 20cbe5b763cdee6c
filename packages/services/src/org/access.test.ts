import { permissionsOf } from "@steward/contracts";
import { apiKey, tenant } from "@steward/db/schema";
import { createTwoTenants, type TwoTenants } from "@steward/testing";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ServiceContext } from "../kernel/index.ts";
import { explainAccess, getAccessMatrix, type ProcedureFacts } from "./access.ts";
import { disableMember, removeMember } from "./member.ts";
import { asMember, giveCustomRole, outcomeOf } from "./people-fixture.ts";

const procedures: readonly ProcedureFacts[] = [
  { path: "crm.deal.win", type: "mutation", permission: "crm.deal.write" },
  { path: "org.apiKey.revoke", type: "mutation", permission: "org.apiKey.write" },
  { path: "org.tenant.current", type: "query", permission: "org.tenant.read" },
];

let two: TwoTenants;
beforeAll(async () => {
  two = await createTwoTenants();
});
afterAll(() => two.close());

const members = () => two.acme.members;
const asOwner = <T>(work: (ctx: ServiceContext) => Promise<T>) =>
  asMember(two, two.acme, members().owner.memberId, work);
const explain = (role: keyof TwoTenants["acme"]["members"], procedure: string, apiKeyId?: string) =>
  asOwner((ctx) => explainAccess(ctx, { memberId: members()[role].memberId, procedure, apiKeyId }, procedures));

describe("why a member may do something", () => {
  it("names the role, the permission in words, and the rule", async () => {
    expect(await explain("member", "crm.deal.win")).toMatchObject({
      member: { name: "acme member", role: "member", customRole: null },
      apiKey: null,
      procedure: "crm.deal.win",
      permission: "crm.deal.write",
      description: expect.stringMatching(/deal/i),
      allowed: true,
      rule: { kind: "role", role: "member" },
      rows: null,
      secondFactor: false,
    });
    expect(await explain("guest", "crm.deal.win")).toMatchObject({ allowed: false, rule: { kind: "roleLacks" } });
    expect(await explain("guest", "org.tenant.current")).toMatchObject({
      allowed: true,
      rule: { kind: "everyMember" },
    });
  });

  it("names the organisation's own role", async () => {
    const id = await giveCustomRole(two, two.acme, "technician", ["crm.deal.read"]);
    expect(await explain("technician", "crm.deal.win")).toMatchObject({
      allowed: false,
      rule: { kind: "customRoleLacks", id },
    });
  });

  it("says whose records, where those are not everybody's", async () => {
    const own = { reach: "own", allWith: "org.apiKey.manage" };
    expect(await explain("member", "org.apiKey.revoke")).toMatchObject({ allowed: true, rows: own });
    expect(await explain("admin", "org.apiKey.revoke")).toMatchObject({ allowed: true, rows: null });
  });

  it("says what a key of theirs may, and answers nothing for a key that is not theirs", async () => {
    const { memberId } = members().member;
    const [key] = await two.database.withTenant(two.acme.id, (db) =>
      db
        .insert(apiKey)
        .values({ name: "Sync", memberId, prefix: "stw_x", keyHash: "no hash", scopes: ["crm.deal.read"] })
        .returning(),
    );
    expect(await explain("member", "crm.deal.win", key?.id)).toMatchObject({
      apiKey: { name: "Sync" },
      allowed: false,
      rule: { kind: "keyLacks" },
    });
    expect(await outcomeOf(explain("manager", "crm.deal.win", key?.id))).toBe("not_found");
  });

  it("says what stands against somebody, and what the organisation asks for besides", async () => {
    await two.system.update(tenant).set({ requireSecondFactor: true }).where(eq(tenant.id, two.acme.id));
    expect(await explain("member", "crm.deal.win")).toMatchObject({ allowed: true, secondFactor: true });
    await asOwner((ctx) => disableMember(ctx, members().manager.memberId));
    expect(await explain("manager", "crm.deal.win")).toMatchObject({
      allowed: false,
      rule: { kind: "memberDisabled" },
    });
    await asOwner((ctx) => removeMember(ctx, members().manager.memberId));
    expect(await outcomeOf(explain("manager", "crm.deal.win"))).toBe("not_found");
    expect(await outcomeOf(explain("member", "crm.deal.steal"))).toBe("access.procedure_unknown");
    const stranger = two.globex.members.member.memberId;
    const asked = asOwner((ctx) => explainAccess(ctx, { memberId: stranger, procedure: "crm.deal.win" }, procedures));
    expect(await outcomeOf(asked)).toBe("not_found");
  });
});

describe("the matrix", () => {
  it("has a column for each role, the organisation's own behind the common ones", async () => {
    const id = await giveCustomRole(two, two.acme, "productOwner", ["crm.deal.write"]);
    const { roles, procedures: lines } = await asOwner((ctx) => getAccessMatrix(ctx, procedures));
    const at = roles.findIndex((role) => role.kind === "custom" && role.id === id);
    expect(at).toBeGreaterThan(6);
    expect(lines.map(({ path, allowed }) => [path, allowed[at]])).toEqual([
      ["crm.deal.win", true],
      ["org.apiKey.revoke", false],
      ["org.tenant.current", true],
    ]);
    const [deal] = lines;
    expect(roles.flatMap((role, index) => (role.kind === "standard" && deal?.allowed[index] ? role.role : []))).toEqual(
      roles.flatMap((role) =>
        role.kind === "standard" && permissionsOf(role.role).has("crm.deal.write") ? role.role : [],
      ),
    );
  });
});
