import { describe, expect, it } from "vitest";
import { administers, type Permission, permissionsOf } from "./permissions.ts";

describe("who has something to do in the administration", () => {
  it("is whoever may run a part of the organisation, not who only works in it", () => {
    expect(["owner", "admin"].every((role) => administers(permissionsOf(role as "owner" | "admin")))).toBe(true);
    expect((["manager", "member", "guest"] as const).some((role) => administers(permissionsOf(role)))).toBe(false);
    expect(administers(new Set<Permission>(["crm.deal.write", "org.invitation.write"]))).toBe(true);
  });
});
