import { auditEvent, notification, task, taskWatcher } from "@steward/db/schema";
import { tripsOf } from "@steward/testing/sent";
import { and, count, eq, inArray, isNotNull } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { requireProject } from "../../projects-access/index.ts";
import { createLabel } from "../label.ts";
import { setProjectMembers } from "../project/member.ts";
import { openWorkshop, type Worker, type Workshop } from "../project-fixture.ts";
import { removeTasks, restoreTasks, updateManyTasks } from "./bulk.ts";
import { draftOf, insertTasks } from "./rows.ts";

let shop: Workshop;
let lead: Worker;
let helper: Worker;
let other: Worker;
let project: Awaited<ReturnType<Worker["start"]>>;
let labelId: string;

beforeAll(async () => {
  shop = await openWorkshop();
  [lead, helper, other] = [shop.as("manager"), shop.as("member"), shop.as("technician")];
  project = await lead.start({ visibility: "private" }, helper, other);
  ({ id: labelId } = await lead.act((ctx) => createLabel(ctx, { name: "Urgent", colour: "red" })));
});
afterAll(() => shop.close());

const statusOf = (kind: string) => project.statuses.find((status) => status.kind === kind)?.id ?? "";

/** New tasks that come again, with a label, a line and somebody who watches them. */
const add = (howMany: number) =>
  lead.act(async (ctx) => {
    await requireProject(ctx, project.id, "work", { lock: true });
    const drafts = Array.from({ length: howMany }, (_, index) =>
      draftOf({
        ...{ title: `Task ${index}`, statusId: statusOf("todo"), reporterId: lead.id, recurrence: "FREQ=WEEKLY" },
        ...{ dueOn: "2026-03-02", assigneeIds: [helper.id], labelIds: [labelId] },
        checklist: [{ text: "One", isDone: true }],
      }),
    );
    return (await insertTasks(ctx, project.id, drafts)).map(({ id }) => id);
  });

/** The statements for one and for a hundred, after one that warmed up. */
async function statementsFor(change: (howMany: number) => Promise<() => Promise<unknown>>): Promise<number[]> {
  const counted: number[] = [];
  for (const howMany of [1, 1, 100]) counted.push((await tripsOf(await change(howMany))).statements);
  return counted.slice(1);
}

describe("a bulk change costs as many statements for a hundred as for one", () => {
  it("of tasks that are done, given to somebody and labelled", async () => {
    let ids: string[] = [];
    const [one, hundred] = await statementsFor(async (howMany) => {
      ids = await add(howMany);
      const hung = { addAssigneeIds: [other.id], removeLabelIds: [labelId] };
      return () =>
        lead.act((ctx) => updateManyTasks(ctx, { ids, statusId: statusOf("done"), priority: "high", ...hung }));
    });
    expect(one).toBeGreaterThan(10);
    expect(hundred).toBe(one);
    await lead.act(async ({ db }) => {
      const recorded = await db
        .select({ name: auditEvent.name, audience: auditEvent.audience, count: count() })
        .from(auditEvent)
        .where(inArray(auditEvent.entityId, ids))
        .groupBy(auditEvent.name, auditEvent.audience);
      // A private project: its members hear of it, and nobody else does.
      const members = recorded.map(({ audience }) => audience?.toSorted());
      expect(new Set(members.map(String))).toEqual(new Set([String([lead.id, helper.id, other.id].toSorted())]));
      expect(recorded.map(({ name, count: events }) => [name, events]).toSorted()).toEqual([
        ["projects.task.moved", 100],
        ["projects.task.updated", 100],
      ]);
      const told = await db
        .select({ name: notification.name, to: notification.memberId, count: count() })
        .from(notification)
        .where(inArray(notification.entityId, ids))
        .groupBy(notification.name, notification.memberId);
      const notices = told.map(({ name, to, count: notes }) => [name, to, notes].join()).toSorted();
      expect(notices).toEqual(
        [
          ["projects.task.assigned", other.id, 100],
          ["projects.task.progressed", helper.id, 100],
        ]
          .map(String)
          .toSorted(),
      );
      const [watching] = await db
        .select({ count: count() })
        .from(taskWatcher)
        .where(and(inArray(taskWatcher.taskId, ids), eq(taskWatcher.memberId, other.id)));
      expect(watching?.count).toBe(100);
      const next = await db
        .select({ from: task.recurredFromId, dueOn: task.dueOn })
        .from(task)
        .where(and(inArray(task.recurredFromId, ids), isNotNull(task.recurrence)));
      expect(new Set(next.map(({ from }) => from))).toEqual(new Set(ids));
      expect(new Set(next.map(({ dueOn }) => dueOn))).toEqual(new Set(["2026-03-09"]));
    });
  });

  it("of tasks that go to the bin and come back", async () => {
    const [one, hundred] = await statementsFor(async (howMany) => {
      const ids = await add(howMany);
      return async () => {
        await lead.act((ctx) => removeTasks(ctx, ids));
        await lead.act((ctx) => restoreTasks(ctx, ids));
      };
    });
    expect(hundred).toBe(one);
  });

  it("of people who come into a project", async () => {
    const people = await shop.invite(102);
    const [one, hundred] = await statementsFor(async (howMany) => {
      const members = people.splice(0, howMany).map(({ id }) => ({ memberId: id, role: "member" as const }));
      return () => lead.act((ctx) => setProjectMembers(ctx, { projectId: project.id, members }));
    });
    expect(one).toBeGreaterThan(3);
    expect(hundred).toBe(one);
  });
});

it("a rate that is not named stays, one that is emptied goes, whoever comes along", async () => {
  const { id } = await lead.start({}, helper);
  const set = (...members: { memberId: string; role: "member" | "lead"; hourlyRateMinor?: number | null }[]) =>
    lead.act((ctx) => setProjectMembers(ctx, { projectId: id, members }));
  await set({ memberId: helper.id, role: "member", hourlyRateMinor: 7_000 });
  const places = await set(
    { memberId: helper.id, role: "lead" },
    { memberId: other.id, role: "member", hourlyRateMinor: 5_000 },
  );
  const rateOf = (all: typeof places, memberId: string) =>
    all.find((place) => place.memberId === memberId)?.hourlyRateMinor;
  expect([rateOf(places, helper.id), rateOf(places, other.id)]).toEqual([7_000, 5_000]);
  const emptied = await set({ memberId: helper.id, role: "lead", hourlyRateMinor: null });
  expect(rateOf(emptied, helper.id)).toBeNull();
});
