import { afterAll, beforeAll, expect, it } from "vitest";
import { createAccount } from "../../crm/index.ts";
import type { ServiceContext } from "../../kernel/index.ts";
import { openWorkshop, type Workshop } from "../project-fixture.ts";
import { createFromTemplate } from "./copy.ts";
import { listProjectMembers, setProjectMembers } from "./member.ts";
import { createProject, updateProject } from "./project.ts";
import { countProjects, getProject, listProjects } from "./queries.ts";

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

it("says what other work is sold for to nobody who makes a copy of it, but what a template is", async () => {
  const [lead, other] = [shop.as("member"), shop.as("technician")];
  const money = { budgetMinor: 900_000, hourlyRateMinor: 9_000 };
  const copyOf = async (isTemplate: boolean) => {
    const { id: templateId } = await lead.start({ ...money, isTemplate }, other);
    const given = { templateId, name: "A copy", startOn: "2026-03-02", isTemplate: false };
    return other.act((ctx) => createFromTemplate(ctx, given));
  };
  expect(await copyOf(false)).toMatchObject({ budgetMinor: null, hourlyRateMinor: null });
  expect(await copyOf(true)).toMatchObject(money);
});

it("has no client for whoever may not see accounts, and they neither find it, name one nor take it away", async () => {
  const lead = shop.as("member");
  const client = await lead.act((ctx) => createAccount(ctx, { name: "Hush Ltd" }));
  const { id } = await lead.start({ accountId: client.id });
  const blind =
    <T>(work: (ctx: ServiceContext) => Promise<T>) =>
    (ctx: ServiceContext) => {
      const permissions = new Set(ctx.actor.permissions);
      permissions.delete("crm.account.read");
      return work({ ...ctx, actor: { ...ctx.actor, permissions } });
    };
  const byClient = { filter: { accountId: [client.id] } };
  const seen = (ctx: ServiceContext) =>
    Promise.all([
      getProject(ctx, id),
      listProjects(ctx, { filter: {}, sort: { field: "createdAt", direction: "desc" }, limit: 1 }),
      countProjects(ctx, byClient),
    ]).then(([one, page, count]) => [one.account?.name, page.items[0]?.account?.name, count]);
  expect(await lead.look(seen)).toEqual(["Hush Ltd", "Hush Ltd", 1]);
  expect(await lead.look(blind(seen))).toEqual([undefined, undefined, 0]);
  const change = (accountId: string | null) => lead.act(blind((ctx) => updateProject(ctx, { id, accountId })));
  await expect(change(null)).rejects.toMatchObject({ reason: "permission_missing" });
  await lead.act(blind((ctx) => updateProject(ctx, { id, name: "Renamed" })));
  const named = lead.act(blind((ctx) => createProject(ctx, { name: "Mine", accountId: client.id })));
  await expect(named).rejects.toMatchObject({ reason: "permission_missing" });
  await lead.act(blind((ctx) => createProject(ctx, { name: "Mine", accountId: null })));
  expect(await lead.look((ctx) => getProject(ctx, id))).toMatchObject({ account: { name: "Hush Ltd" } });
});
