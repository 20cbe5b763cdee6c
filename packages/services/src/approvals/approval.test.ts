import type { Permission } from "@steward/contracts";
import { addDays } from "@steward/contracts/kernel/day";
import { actingScope } from "@steward/testing";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type ServiceContext, today } from "../kernel/index.ts";
import { listNotifications } from "../notifications/index.ts";
import { type Bureau, note, openBureau } from "./approval-fixture.ts";
import { ApprovalModel, type ModelStep, people } from "./approval-model.ts";
import { cancelRequest, decideRequest } from "./decide.ts";
import { createDelegation, endDelegationsOf } from "./delegation.ts";
import { remindOfOverdue } from "./overdue.ts";
import { reopenApproval, requestApproval } from "./request.ts";
import { countRequests, getRequest, listRequests } from "./request-queries.ts";
import { handleApproval } from "./subject.ts";

let bureau: Bureau;
/** Of the moment: it may end while these tests go on. */
const day = () => today({ tenant: bureau.two.acme });
beforeAll(async () => {
  bureau = await openBureau();
});
beforeEach(() => bureau.tidy());
afterAll(() => bureau.two.close());

const silent = [handleApproval(note, async () => {})];
const byPermission = { name: "Manager", deciders: { permission: "time.timesheet.decide" }, quorum: "any" } as const;
const by = (...roles: (typeof people)[number][]) =>
  ({ name: "Named", deciders: { memberIds: roles.map((role) => bureau.id(role)) }, quorum: "all" }) as const;
const list = (role: "owner" | "manager" | "member" | "technician", scope?: "toDecide" | "mine" | "decided") =>
  bureau.as(role, (ctx) =>
    listRequests(ctx, { filter: { scope }, sort: { field: "createdAt", direction: "desc" }, limit: 100 }),
  );

const person = fc.constantFrom(...people);
const step: fc.Arbitrary<ModelStep> = fc.record({
  named: fc.option(fc.uniqueArray(person, { minLength: 1, maxLength: 3 })),
  quorum: fc.constantFrom("any", "all"),
});
const operation = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("approve" as const), by: person }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("reject" as const), by: person }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("cancel" as const), by: person }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("delegate" as const), by: person, to: person }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom("disable" as const, "enable" as const), by: person }) },
);

const runs = Number(process.env.STEWARD_PROOF_OPERATIONS ?? 250) / 10;

test("whatever is done in whatever order, a request comes to what the rules say", {
  timeout: 60_000 + runs * 1000,
}, async () => {
  const order = people.toSorted((a, b) => (bureau.id(a) < bureau.id(b) ? -1 : 1));
  const steps = fc.array(step, { minLength: 1, maxLength: 3 });
  const sequence = fc.asyncProperty(
    person,
    steps,
    fc.array(operation, { maxLength: 14 }),
    async (requester, wanted, operations) => {
      await bureau.tidy();
      const model = new ApprovalModel(requester, wanted, order);
      const asked = await bureau
        .ask(
          requester,
          wanted.map(({ named, quorum }) => ({ ...(named ? by(...named) : byPermission), quorum })),
        )
        .catch((error: unknown) => error);
      if (!model.canBeAsked()) {
        expect(asked).toMatchObject({ code: "PRECONDITION", reason: "approval.nobody_to_decide" });
        return;
      }
      const { id, entityId } = asked as { id: string; entityId: string };
      for (const { kind, by: who, ...rest } of operations) {
        const goes = async (work: Promise<unknown>) =>
          work.then(
            () => true,
            (error) => (error.code ? false : Promise.reject(error)),
          );
        if (kind === "approve" || kind === "reject") {
          expect(await goes(bureau.decide(who, id, kind))).toBe(model.decide(who, kind));
        } else if (kind === "cancel") {
          // Nobody who is disabled gets as far as here: the guard of every procedure refuses them.
          if (model.disabled.has(who)) continue;
          const handlers = [handleApproval(note, async () => {})];
          expect(await goes(bureau.as(who, (ctx) => cancelRequest(ctx, handlers, { id })))).toBe(model.cancel(who));
        } else if (kind === "delegate" && "to" in rest) {
          if (who === rest.to || model.disabled.has(rest.to)) continue;
          await bureau.delegate(who, rest.to, day(), day());
          model.delegations.add(`${who} to ${rest.to}`);
        } else {
          await bureau.setDisabled(who, kind === "disable");
          if (kind === "disable") model.disabled.add(who);
          else model.disabled.delete(who);
          await bureau.recount();
          model.recount();
        }
      }
      const { status, steps: stored, entries } = await bureau.look(id);
      expect(status).toBe(model.status);
      const open = stored.find((one) => one.status === "open");
      expect(open?.position).toBe(status === "pending" ? model.position : undefined);
      const decisions = entries.filter(({ action }) => action === "approved" || action === "rejected");
      for (const { memberId, onBehalfOfId } of decisions) {
        expect([memberId, onBehalfOfId]).not.toContain(bureau.id(requester));
      }
      // What ends a request is the last that is done to it, and its module hears of it once.
      const ended = entries.findIndex(({ action }) => action === "rejected" || action === "cancelled");
      expect([-1, entries.length - 1]).toContain(ended);
      const told = status === "approved" || status === "rejected" ? [{ outcome: status, note: null }] : [];
      expect(bureau.outcomes(entityId)).toEqual(told);
    },
  );
  await fc.assert(sequence, {
    numRuns: runs,
    ...(process.env.STEWARD_PROOF_SEED && { seed: Number(process.env.STEWARD_PROOF_SEED) }),
  });
});

test("two who decide at the same moment are one after the other, and the module hears of it once", async () => {
  const { id, entityId } = await bureau.ask("member", [byPermission]);
  const both = await Promise.allSettled([
    bureau.decide("manager", id, "approve"),
    bureau.decide("admin", id, "reject"),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(bureau.outcomes(entityId)).toHaveLength(1);
});

test("a decision about a step that has passed is refused, not taken for the next one", async () => {
  const { id } = await bureau.ask("member", [byPermission, byPermission]);
  const [first] = (await bureau.look(id)).steps;
  await bureau.decide("manager", id, "approve", first?.id);
  await expect(bureau.decide("manager", id, "approve", first?.id)).rejects.toMatchObject({
    code: "CONFLICT",
    reason: "approval.step_passed",
  });
});

test("what one asked for oneself is refused with its reason, and an operator in a decider's name decides nothing, nor takes a decision back", async () => {
  const { id, entityId } = await bureau.ask("manager", [byPermission]);
  await expect(bureau.decide("manager", id, "approve")).rejects.toMatchObject({
    code: "FORBIDDEN",
    reason: "approval.own_request",
  });
  const { database, acme } = bureau.two;
  const scope = actingScope(acme, "owner");
  const impersonated = { ...scope, actor: { ...scope.actor, impersonator: "Olga Operator" } };
  const decided = database.withTenant(acme.id, (db) =>
    decideRequest({ ...impersonated, db }, silent, { id, decision: "approve" }),
  );
  await expect(decided).rejects.toMatchObject({ code: "FORBIDDEN", reason: "auth.impersonating" });
  await bureau.decide("owner", id, "approve");
  const about = { subject: note, entityId, note: "Not yet" };
  const reopened = database.withTenant(acme.id, (db) => reopenApproval({ ...impersonated, db }, about));
  await expect(reopened).rejects.toMatchObject({ code: "FORBIDDEN", reason: "auth.impersonating" });
});

test("in nobody's place does a key decide what it was not cut for, nor does it hand decisions on", async () => {
  const { database, acme } = bureau.two;
  await bureau.delegate("manager", "technician", day(), day());
  const { id } = await bureau.ask("member", [byPermission]);
  const named = await bureau.ask("member", [by("technician", "manager")]);
  const withKey = <T>(scopes: readonly Permission[], work: (ctx: ServiceContext) => Promise<T>) => {
    const scope = actingScope(acme, "technician");
    const apiKey = { scopes: new Set<string>(scopes) };
    const permissions = new Set(scopes.filter((held) => scope.actor.permissions.has(held)));
    return database.withTenant(acme.id, (db) => work({ ...scope, actor: { ...scope.actor, permissions, apiKey }, db }));
  };
  const narrow = ["approvals.request.read", "approvals.request.decide"] as const;
  const approve = (request: string) => (ctx: ServiceContext) =>
    decideRequest(ctx, silent, { id: request, decision: "approve" });
  await expect(withKey(narrow, approve(id))).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(withKey(narrow, (ctx) => getRequest(ctx, id))).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(withKey(narrow, approve(named.id))).rejects.toMatchObject({ reason: "permission_missing" });
  const handOn = { delegateId: bureau.id("member"), startOn: day(), endOn: day() };
  await expect(withKey(narrow, (ctx) => createDelegation(ctx, handOn))).rejects.toMatchObject({
    reason: "auth.api_key_not_allowed",
  });
  await withKey([...narrow, "time.timesheet.decide"], approve(id));
  await bureau.decide("technician", named.id, "approve");
});

test("somebody decides in another's place on the days of the delegation, and it is noted for whom", async () => {
  await bureau.delegate("manager", "technician", addDays(day(), 1), addDays(day(), 2));
  const { id } = await bureau.ask("member", [by("manager")]);
  await expect(bureau.decide("technician", id, "approve")).rejects.toMatchObject({ code: "NOT_FOUND" });
  await bureau.delegate("manager", "technician", day(), day());
  expect((await list("technician", "toDecide")).items[0]).toMatchObject({ id, mayDecide: true });
  await bureau.decide("technician", id, "approve");
  const { history } = await bureau.as("technician", (ctx) => getRequest(ctx, id));
  expect(history.at(-1)).toMatchObject({
    action: "approved",
    member: { name: "acme technician" },
    onBehalfOf: { name: "acme manager" },
  });
  // Nor does it wait for the return of whoever has left.
  const next = await bureau.ask("member", [by("manager")]);
  const later = new Date(Date.now() + 60_000);
  await bureau.as("owner", (ctx) => endDelegationsOf(ctx, bureau.id("technician"), later));
  await expect(bureau.decide("technician", next.id, "approve")).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("what nobody else is left to decide falls to those who run approvals, who are told, and the history says so", async () => {
  const [both, one] = [
    await bureau.ask("member", [by("technician", "manager")]),
    await bureau.ask("admin", [by("technician")]),
  ];
  await bureau.decide("manager", both.id, "approve");
  await bureau.setDisabled("technician", true);
  await bureau.recount();
  // Those who were left had approved it.
  expect(bureau.outcomes(both.entityId)).toEqual([{ outcome: "approved", note: null }]);
  expect((await bureau.look(both.id)).entries.at(-1)).toMatchObject({ action: "settled", memberId: null });
  expect((await bureau.look(one.id)).entries.at(-1)).toMatchObject({ action: "escalated", memberId: null });
  const inbox = await bureau.as("owner", (ctx) => listNotifications(ctx, { box: "inbox", limit: 1 }));
  expect(inbox.items).toMatchObject([{ title: "Steward asks for your approval: A note" }]);
  expect((await list("owner", "toDecide")).items[0]).toMatchObject({ id: one.id, step: { name: "Named" } });
  // From then on it is theirs, but for who asked.
  await bureau.setDisabled("technician", false);
  await bureau.recount();
  await expect(bureau.decide("technician", one.id, "approve")).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(bureau.decide("admin", one.id, "approve")).rejects.toMatchObject({ reason: "approval.own_request" });
  await bureau.decide("owner", one.id, "approve");
  expect(bureau.outcomes(one.entityId)).toHaveLength(1);
});

test("a request is there for whoever made it or may decide it, and for nobody else", async () => {
  const { id } = await bureau.ask("member", [by("owner", "manager")]);
  const toDecide = async (role: "owner" | "manager") =>
    bureau.as(role, (ctx) => countRequests(ctx, { filter: { scope: "toDecide" } }));
  const before = { owner: await toDecide("owner"), manager: await toDecide("manager") };
  expect((await list("member", "mine")).items[0]).toMatchObject({ id, mayDecide: false, step: { name: "Named" } });
  await expect(bureau.as("technician", (ctx) => getRequest(ctx, id))).rejects.toMatchObject({ code: "NOT_FOUND" });
  await bureau.decide("manager", id, "approve");
  expect(await toDecide("manager")).toBe(before.manager - 1);
  expect(await toDecide("owner")).toBe(before.owner);
  expect((await list("manager", "decided")).items[0]).toMatchObject({ id, mayDecide: false });
});

test("a record that is asked about, or approved, is not asked about again until it is reopened by somebody else", async () => {
  const { id, entityId } = await bureau.ask("admin", [byPermission]);
  const again = () =>
    bureau.as("admin", (ctx) =>
      requestApproval(ctx, { subject: note, entityId, title: "Once more", steps: [byPermission] }),
    );
  await expect(again()).rejects.toMatchObject({ reason: "approval.already_requested" });
  await bureau.decide("manager", id, "approve");
  await expect(again()).rejects.toMatchObject({ reason: "approval.already_requested" });
  const reopen = (role: "admin" | "owner") =>
    bureau.as(role, (ctx) => reopenApproval(ctx, { subject: note, entityId, note: "A day was missing" }));
  await expect(reopen("admin")).rejects.toMatchObject({ reason: "approval.own_request" });
  await reopen("owner");
  expect((await bureau.look(id)).entries.at(-1)).toMatchObject({ action: "reopened", note: "A day was missing" });
  await again();
});

test("whoever may decide is reminded once of what is overdue, and whoever asked hears of the answer", async () => {
  const titles = async (role: "manager" | "member") =>
    (await bureau.as(role, (ctx) => listNotifications(ctx, { box: "inbox", limit: 20 }))).items.map(
      ({ title }) => title,
    );
  const { id } = await bureau.ask("member", [by("manager")], { dueAt: new Date(Date.now() - 1000) });
  expect(await titles("manager")).toContain("acme member asks for your approval: A note");
  const { tenant, source, requestId } = actingScope(bureau.two.acme, "owner");
  const remind = () =>
    bureau.two.database.withTenant(tenant.id, (db) =>
      remindOfOverdue({ db, tenant, source, requestId, actor: null }, new Date()),
    );
  await remind();
  await remind();
  const late = (await titles("manager")).filter((title) => title === "Your approval is overdue: A note");
  expect(late).toHaveLength(1);
  await bureau.decide("manager", id, "reject");
  expect(await titles("member")).toContain("acme manager rejected: A note");
});
