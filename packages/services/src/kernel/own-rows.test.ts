import {
  isPermission,
  type Permission,
  type PermissionDefinition,
  permissionNames,
  permissions,
} from "@steward/contracts";
import { uuidv7 } from "@steward/db";
import { savedView } from "@steward/db/schema";
import { describe, expect, it } from "vitest";
import type { ServiceContext } from "./context.ts";
import { ownRows } from "./own-rows.ts";

const acting = (permission?: Permission): Pick<ServiceContext, "actor"> => ({
  actor: {
    memberId: uuidv7(),
    userId: uuidv7(),
    name: "Anna",
    email: "anna@acme.test",
    role: "member",
    customRole: null,
    permissions: new Set(permission && [permission]),
    apiKey: null,
    impersonator: null,
  },
});

describe("a rule on rows", () => {
  it("is lifted by the permission that reaches all, and missing where none is declared", () => {
    const column = savedView.memberId;
    expect(ownRows(acting("org.apiKey.manage"), "org.apiKey.write", column)).toBeUndefined();
    expect(ownRows(acting(), "org.apiKey.write", column)).toBeDefined();
    expect(() => ownRows(acting(), "crm.account.read", column)).toThrow(TypeError);
  });

  it("names a permission of its own resource, which nobody has without the one it lifts", () => {
    for (const name of permissionNames) {
      const { rows, roles }: PermissionDefinition = permissions[name];
      const all = rows?.allWith;
      if (all === undefined) continue;
      if (!isPermission(all)) throw new Error(`${name} is lifted by ${all}, which is no permission.`);
      expect(all.slice(0, all.lastIndexOf("."))).toBe(name.slice(0, name.lastIndexOf(".")));
      expect(permissions[all].roles.every((role) => roles.includes(role))).toBe(true);
    }
  });
});
