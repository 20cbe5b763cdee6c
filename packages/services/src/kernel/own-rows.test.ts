import { isPermission, type PermissionDefinition, permissionNames, permissions } from "@steward/contracts";
import { savedView } from "@steward/db/schema";
import { actingAs, actingScope, createTwoTenants, type TwoTenants } from "@steward/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSavedView, listSavedViews, removeSavedView, updateSavedView } from "../org/index.ts";
import { ownRows } from "./own-rows.ts";

const address = "crm.account";

let two: TwoTenants;
beforeAll(async () => {
  two = await createTwoTenants();
});
afterAll(() => two.close());

describe("a rule on rows", () => {
  it("shows people their own records and the shared ones, and lets them change their own alone", async () => {
    const manager = actingAs(two.database, two.acme, "manager");
    const member = actingAs(two.database, two.acme, "member");
    const [hidden, shared] = await manager.write(async (ctx) => [
      await createSavedView(ctx, { address, name: "Mine", shared: false, state: {} }),
      await createSavedView(ctx, { address, name: "Everybody's", shared: true, state: {} }),
    ]);
    const own = await member.write((ctx) => createSavedView(ctx, { address, name: "Own", shared: false, state: {} }));
    const seen = await member.read((ctx) => listSavedViews(ctx, address));
    expect(seen.map(({ id }) => id).sort()).toEqual([shared?.id, own.id].sort());
    for (const view of [hidden, shared]) {
      const id = view?.id ?? "";
      await expect(member.write((ctx) => updateSavedView(ctx, { id, name: "Taken" }))).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
      await expect(member.write((ctx) => removeSavedView(ctx, id))).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    expect((await member.write((ctx) => updateSavedView(ctx, { id: own.id, name: "Renamed" }))).name).toBe("Renamed");
  });

  it("is lifted by the permission that reaches all, and missing where none is declared", () => {
    const column = savedView.memberId;
    expect(ownRows(actingScope(two.acme, "admin"), "org.apiKey.write", column)).toBeUndefined();
    expect(ownRows(actingScope(two.acme, "member"), "org.apiKey.write", column)).toBeDefined();
    expect(() => ownRows(actingScope(two.acme, "member"), "crm.account.read", column)).toThrow(TypeError);
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
