import { everyMemberMay, permissionNames } from "@steward/contracts";
import { describe, expect, it } from "vitest";
import { addressLabel, groupsWith, matches, permissionGroups, refusalOf } from "./permission-groups.ts";

describe("permissions in groups", () => {
  it("hold each permission once", () => {
    const shown = permissionGroups.flatMap(({ resources }) => resources.flatMap((one) => one.permissions));
    expect(shown.map(({ name }) => name).sort()).toEqual([...permissionNames].sort());
  });

  it("are found by words, by name and by resource, without empty groups", () => {
    const found = groupsWith((facts, resource) => matches(facts, resource, "  REOPEN "));
    expect(found.map(({ id }) => id)).toEqual(["crm", "time"]);
    expect(found.flatMap(({ resources }) => resources.map(({ label }) => label))).toEqual(["Deals", "Timesheets"]);
    expect(groupsWith((facts, resource) => matches(facts, resource, "org.apiKey."))).toHaveLength(1);
  });

  it("name what has no name of its own after its address", () => {
    expect(addressLabel("crm.pipeline")).toBe("Pipelines");
    expect(addressLabel("billing")).toBe("Billing");
  });

  it("have names of their own: each is a region that readers of screens jump to", () => {
    const names = permissionGroups.flatMap(({ label, resources }) => [label, ...resources.map((one) => one.label)]);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it("refuse what one may not do oneself, and what everybody may anyway", () => {
    const [common] = everyMemberMay;
    expect(common && refusalOf(common, new Set(permissionNames))).toBe("Every member may");
    expect(refusalOf("crm.deal.write", new Set())).toMatch(/may not do this yourself/);
    expect(refusalOf("crm.deal.write", new Set(["crm.deal.write"]))).toBeNull();
  });
});
