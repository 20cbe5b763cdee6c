import { isPermission, type Permission, permissionNames, permissions, type Role, roles } from "@steward/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AccessSubject, decide, permissionsHeld } from "./access.ts";
import { requirePermission, type ServiceContext } from "./context.ts";

const day = new Date("2026-11-20T12:00:00Z");
const maybeDay = fc.option(fc.constant(day), { nil: null });
const names = fc.subarray([...permissionNames, "crm.gone.read", "*", ""]);

const subjects: fc.Arbitrary<AccessSubject> = fc.record({
  tenant: fc.record({ suspendedAt: maybeDay, purgeAfter: maybeDay, requireSecondFactor: fc.boolean() }),
  member: fc.record({ role: fc.constantFrom(...roles), disabledAt: maybeDay, removedAt: maybeDay }),
  customRole: fc.option(fc.record({ id: fc.uuid(), name: fc.string(), permissions: names }), { nil: null }),
  scopes: fc.option(
    names.map((list) => new Set(list)),
    { nil: null },
  ),
  secondFactor: fc.constantFrom(true, false, null),
});

/** The table of permissions read line by line, with none of the engine's code. */
function readsInTables(
  { tenant, member, customRole, scopes, secondFactor }: AccessSubject,
  permission: Permission,
): boolean {
  const may: readonly Role[] = permissions[permission].roles;
  return [
    !member.removedAt,
    !member.disabledAt,
    !tenant.suspendedAt && !tenant.purgeAfter,
    !(tenant.requireSecondFactor && secondFactor === false),
    may.length === roles.length ||
      (customRole ? customRole.permissions.some((name) => name === permission) : may.includes(member.role)),
    !scopes || scopes.has(permission),
  ].every(Boolean);
}

const granting = ["everyMember", "role", "customRole", "keyScope"];

describe("decide", () => {
  it("agrees with the tables, for any role, custom role, key and standing", () => {
    fc.assert(
      fc.property(subjects, fc.constantFrom(...permissionNames), (subject, permission) => {
        const { allowed, rule } = decide(subject, permission);
        expect(allowed).toBe(readsInTables(subject, permission));
        expect(granting.includes(rule.kind)).toBe(allowed);
      }),
      { numRuns: 5_000 },
    );
  });

  it("grants one by one what a member holds altogether", () => {
    fc.assert(
      fc.property(subjects, (subject) => {
        const inGoodStanding = {
          ...subject,
          tenant: { suspendedAt: null, purgeAfter: null, requireSecondFactor: false },
          member: { ...subject.member, disabledAt: null, removedAt: null },
        };
        const allowed = permissionNames.filter((permission) => decide(inGoodStanding, permission).allowed);
        expect([...permissionsHeld(inGoodStanding)].sort()).toEqual(allowed.sort());
      }),
      { numRuns: 500 },
    );
  });

  const owner: AccessSubject = {
    tenant: { suspendedAt: null, purgeAfter: null, requireSecondFactor: true },
    member: { role: "owner", disabledAt: null, removedAt: null },
    customRole: null,
    scopes: null,
    secondFactor: true,
  };
  const clerk = { id: "0", name: "Clerk", permissions: ["crm.account.read"] };
  it.each([
    ["role", owner],
    ["customRole", { ...owner, customRole: clerk }],
    ["keyScope", { ...owner, scopes: new Set(["crm.account.read"]) }],
    ["keyLacks", { ...owner, scopes: new Set(["crm.account.write"]) }],
    ["roleLacks", { ...owner, member: { ...owner.member, role: "guest" } }],
    ["customRoleLacks", { ...owner, customRole: { ...clerk, permissions: [] } }],
    ["memberDisabled", { ...owner, member: { ...owner.member, disabledAt: day } }],
    ["memberRemoved", { ...owner, member: { ...owner.member, removedAt: day, disabledAt: day } }],
    ["tenantSuspended", { ...owner, tenant: { ...owner.tenant, suspendedAt: day } }],
    ["tenantBeingRemoved", { ...owner, tenant: { ...owner.tenant, purgeAfter: day } }],
    ["secondFactorRequired", { ...owner, secondFactor: false }],
  ] as const)("names the rule %s", (kind, subject) => {
    expect(decide(subject, "crm.account.read").rule.kind).toBe(kind);
  });

  it("lets every member do what every role may, and no key what is outside its scopes", () => {
    const guest = { ...owner, customRole: { ...clerk, permissions: [] } };
    expect(decide(guest, "org.tenant.read").rule).toEqual({ kind: "everyMember" });
    expect(decide({ ...guest, scopes: new Set<string>() }, "org.tenant.read").rule).toEqual({ kind: "keyLacks" });
  });

  it("gives owners everything, so that what they may is the measure of all other roles", () => {
    expect(permissionNames.filter((permission) => !decide(owner, permission).allowed)).toEqual([]);
    expect(permissionNames.every(isPermission)).toBe(true);
  });
});

describe("requirePermission", () => {
  it("refuses who lacks the permission, by its name, and nobody else", () => {
    const holding = (...held: Permission[]) => ({ actor: { permissions: new Set(held) } }) as unknown as ServiceContext;
    expect(() => requirePermission(holding("crm.account.read"), "crm.account.read")).not.toThrow();
    expect(() => requirePermission(holding("crm.account.read"), "crm.account.write")).toThrow(
      expect.objectContaining({ code: "FORBIDDEN", reason: "permission_missing" }),
    );
  });
});
