import { actingAs, createTwoTenants, type TwoTenants } from "@steward/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createSavedView, listSavedViews, removeSavedView, updateSavedView } from "./saved-view.ts";

const address = "crm.account";

let two: TwoTenants;
beforeAll(async () => {
  two = await createTwoTenants();
});
afterAll(() => two.close());

const people = () => ({
  manager: actingAs(two.database, two.acme, "manager"),
  member: actingAs(two.database, two.acme, "member"),
});

test("a view is its maker's alone until it is shared, and only theirs to change even then", async () => {
  const { manager, member } = people();
  const view = await manager.write((ctx) => createSavedView(ctx, { address, name: "Big", shared: false, state: {} }));
  const names = () => member.read((ctx) => listSavedViews(ctx, address).then((views) => views.map(({ name }) => name)));
  const notFound = { code: "NOT_FOUND" };

  expect(await names()).toEqual([]);
  await expect(member.write((ctx) => updateSavedView(ctx, { id: view.id, name: "Mine" }))).rejects.toMatchObject(
    notFound,
  );

  await manager.write((ctx) => updateSavedView(ctx, { id: view.id, shared: true }));
  expect(await names()).toEqual(["Big"]);
  await expect(member.write((ctx) => updateSavedView(ctx, { id: view.id, name: "Mine" }))).rejects.toMatchObject(
    notFound,
  );
  await expect(member.write((ctx) => removeSavedView(ctx, view.id))).rejects.toMatchObject(notFound);
});

test("whoever may not share can neither make a shared view nor share one they have", async () => {
  const { member } = people();
  const refused = { code: "FORBIDDEN", reason: "permission_missing" };
  const shared = { address, name: "For all", shared: true, state: {} };
  await expect(member.write((ctx) => createSavedView(ctx, shared))).rejects.toMatchObject(refused);
  const own = await member.write((ctx) => createSavedView(ctx, { ...shared, shared: false }));
  await expect(member.write((ctx) => updateSavedView(ctx, { id: own.id, shared: true }))).rejects.toMatchObject(
    refused,
  );
});
