import { uuidv7 } from "@steward/db";
import { actingAs, createTwoTenants, type TwoTenants } from "@steward/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { applyTags } from "./tag.ts";

let two: TwoTenants;
beforeAll(async () => {
  two = await createTwoTenants();
});
afterAll(() => two.close());

test("whoever may not write records of a kind puts no tags on them", async () => {
  const guest = actingAs(two.database, two.acme, "guest");
  await expect(
    guest.write((ctx) => applyTags(ctx, { kind: "account", ids: [uuidv7()], add: [], remove: [] })),
  ).rejects.toMatchObject({ code: "FORBIDDEN", reason: "permission_missing" });
});
