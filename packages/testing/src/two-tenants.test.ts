import { member } from "@steward/db/schema";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTwoTenants, type TwoTenants } from "./two-tenants.ts";

let two: TwoTenants;
beforeAll(async () => {
  two = await createTwoTenants();
});
afterAll(() => two.close());

test("each organisation has a member of each role and sees only its own", async () => {
  const { acme, globex, database } = two;
  const [ours, theirs] = await Promise.all([
    database.read(acme.id).select({ id: member.id, role: member.role }).from(member),
    database.read(globex.id).select({ id: member.id, role: member.role }).from(member),
  ]);
  expect(new Set(ours.map(({ id }) => id))).toEqual(new Set(Object.values(acme.members).map((one) => one.memberId)));
  expect(new Set(theirs.map(({ id }) => id))).toEqual(
    new Set(Object.values(globex.members).map((one) => one.memberId)),
  );
});
