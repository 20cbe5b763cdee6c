import { afterAll, beforeAll, expect, it } from "vitest";
import { openWorkshop, type Workshop } from "./project-fixture.ts";
import { listProjectMembers, setProjectMembers } from "./project-member.ts";
import { getProject } from "./project-queries.ts";

let shop: Workshop;

beforeAll(async () => {
  shop = await openWorkshop();
});
afterAll(() => shop.close());

it("says what work is sold for to whoever leads it, and everybody what theirs is", async () => {
  const [lead, helper, other] = [shop.as("member"), shop.as("technician"), shop.as("guest")];
  const { id } = await lead.start({ budgetMinor: 900_000, hourlyRateMinor: 9_000 }, helper, other);
  await lead.act((ctx) =>
    setProjectMembers(ctx, {
      projectId: id,
      members: [helper, other].map((person) => ({ memberId: person.id, role: "member", hourlyRateMinor: 7_500 })),
    }),
  );
  const money = { budgetMinor: 900_000, hourlyRateMinor: 9_000 };
  expect(await lead.look((ctx) => getProject(ctx, id))).toMatchObject(money);
  expect(await shop.as("manager").look((ctx) => getProject(ctx, id))).toMatchObject(money);
  expect(await helper.look((ctx) => getProject(ctx, id))).toMatchObject({ budgetMinor: null, hourlyRateMinor: null });
  const ratesFor = async (who: typeof lead) => {
    const members = await who.look((ctx) => listProjectMembers(ctx, id));
    return [helper, other].map((person) => members.find(({ memberId }) => memberId === person.id)?.hourlyRateMinor);
  };
  expect(await ratesFor(lead)).toEqual([7_500, 7_500]);
  expect(await ratesFor(helper)).toEqual([7_500, null]);
});
