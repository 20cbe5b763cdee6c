import type { AppError } from "@steward/contracts";
import type { ProjectDetail } from "@steward/contracts/projects/project";
import type { ScheduleChange } from "@steward/contracts/projects/schedule";
import type { StatusKind } from "@steward/contracts/projects/task";
import { uuidv7 } from "@steward/db";
import {
  auditEvent,
  businessCalendar,
  dependency,
  holiday,
  milestone,
  project,
  projectMember,
  task,
} from "@steward/db/schema";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { insertMany, type ServiceContext } from "../../kernel/index.ts";
import { openWorkshop, type Worker, type Workshop } from "../project-fixture.ts";
import { createDependency, listDependencies, removeDependency, updateDependency } from "./dependency.ts";
import { applySchedule, undoSchedule } from "./move.ts";
import { getSchedule, previewSchedule } from "./schedule.ts";

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
});
afterAll(() => shop?.close());

const act: Worker["act"] = (work) => shop.as("member").act(work);
const look: Worker["look"] = (work) => shop.as("member").look(work);
const refused = (code: string, reason: string) => expect.objectContaining({ code, reason });

let current: ProjectDetail;
let projectId: string;
beforeEach(async () => {
  current = await shop.as("owner").start({}, shop.as("member"));
  projectId = current.id;
});

type TaskValues = Partial<typeof task.$inferInsert> & { kind?: StatusKind };
const statusOf = (kind: StatusKind) => current.statuses.find((status) => status.kind === kind)?.id ?? "";
let numbers = 0;
/** A task from one day to another, `null` where nobody gave one. */
function add(
  startOn: string | null,
  dueOn: string | null,
  { kind = "todo", ...more }: TaskValues = {},
): Promise<string> {
  numbers += 1;
  const id = uuidv7();
  const values = { id, number: numbers, title: `Task ${numbers}`, rank: `a${numbers}`, statusId: statusOf(kind) };
  const closedAt = kind === "done" ? new Date() : null;
  return act(async (ctx) => {
    const reporterId = ctx.actor.memberId;
    await ctx.db.insert(task).values({ ...values, projectId, reporterId, startOn, dueOn, closedAt, ...more });
    return id;
  });
}
const tie = (predecessorId: string, successorId: string, more: { type?: "FS" | "SS"; lagDays?: number } = {}) =>
  act((ctx) => createDependency(ctx, { predecessorId, successorId, ...more }));
const daysOf = ({ to }: ScheduleChange) => `${to.startOn}..${to.dueOn}`;

describe("a dependency", () => {
  it("is shown by both of its tasks, changed, and taken away with its events", async () => {
    const [a, b] = [await add(null, null), await add(null, null)];
    const { id } = await tie(a, b);
    expect(await act((ctx) => updateDependency(ctx, { id, type: "SS", lagDays: 2 }))).toMatchObject({ type: "SS" });
    const shown = await look((ctx) => listDependencies(ctx, b));
    expect(shown).toMatchObject({ predecessors: [{ id, type: "SS", lagDays: 2, task: { id: a } }], successors: [] });
    expect((await look((ctx) => listDependencies(ctx, a))).successors).toMatchObject([{ task: { id: b } }]);
    await act((ctx) => removeDependency(ctx, id));
    expect((await look((ctx) => listDependencies(ctx, b))).predecessors).toEqual([]);
    const events = await look((ctx) =>
      ctx.db.select({ payload: auditEvent.payload }).from(auditEvent).where(eq(auditEvent.entityId, b)),
    );
    expect(events.map(({ payload }) => (payload as { action: string }).action).toSorted()).toEqual([
      "added",
      "changed",
      "removed",
    ]);
  });

  it("is refused where tasks would wait for each other in a circle, by their keys; one in the bin counts", async () => {
    const [a, b, c] = [await add(null, null), await add(null, null), await add(null, null)];
    await tie(a, b);
    await tie(b, c);
    await act((ctx) => ctx.db.update(task).set({ deletedAt: new Date() }).where(eq(task.id, b)));
    const error = await tie(c, a).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "PRECONDITION", reason: "dependency.cycle" });
    const keys = (error as AppError).details.tasks;
    expect(keys).toHaveLength(3);
    expect(keys).toEqual(expect.arrayContaining([`${current.key}-${numbers}`]));
    await expect(tie(a, a)).rejects.toEqual(refused("PRECONDITION", "dependency.cycle"));
    await expect(tie(a, c)).resolves.toMatchObject({ predecessorId: a });
  });

  it("cannot be closed to a circle by two at the same moment", async () => {
    const [a, b] = [await add(null, null), await add(null, null)];
    const outcomes = await Promise.allSettled([tie(a, b), tie(b, a)]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  it("ties two tasks of one project, once", async () => {
    const a = await add(null, null);
    const elsewhere = await add(null, null, { projectId: (await shop.as("member").start()).id });
    const b = await add(null, null);
    await tie(a, b);
    await expect(tie(a, b)).rejects.toEqual(refused("CONFLICT", "dependency.exists"));
    await expect(tie(elsewhere, b)).rejects.toEqual(refused("INVALID", "dependency.elsewhere"));
    await expect(shop.as("owner", shop.two.globex).look((ctx) => listDependencies(ctx, a))).rejects.toEqual(
      refused("NOT_FOUND", "not_found"),
    );
  });
});

describe("a plan", () => {
  it("has slack and a critical path by the project's calendar, and milestones for deadlines", async () => {
    await workFourDays();
    const reached = await addMilestone("2026-11-05");
    const a = await add("2026-11-02", "2026-11-04");
    const b = await add("2026-11-02", "2026-11-02", { milestoneId: reached });
    const c = await add("2026-11-04", "2026-11-09");
    const done = await add("2026-10-01", "2026-10-09", { kind: "done" });
    await tie(a, c);
    await tie(done, b);
    const plan = await look((ctx) => getSchedule(ctx, projectId));
    expect(plan).toMatchObject({ finishOn: "2026-11-10", isCut: false, canWork: true, milestones: [{ id: reached }] });
    const found = new Map(plan.tasks.map(({ id, schedule }) => [id, schedule]));
    // Fridays are free and the 5th is a holiday: what waits for the 4th begins on the 9th, not on the 4th as it says.
    expect(found.get(c)).toMatchObject({ earlyStart: "2026-11-09", earlyFinish: "2026-11-10", isCritical: true });
    expect(found.get(b)).toMatchObject({ totalSlackDays: 2, lateFinish: "2026-11-04", isCritical: false });
    expect(found.get(a)).toMatchObject({ isCritical: true });
    expect(found.get(done)).toBeNull();
  });

  it("moves what waits, in one step that is shown before, and tells of each task", async () => {
    const [a, b, c] = [
      await add("2026-11-02", "2026-11-04"),
      await add("2026-11-05", "2026-11-06"),
      await add(null, "2026-11-09"),
    ];
    await tie(a, b);
    await tie(b, c);
    const wanted = { taskId: a, startOn: "2026-11-04", dueOn: "2026-11-06" };
    const preview = await look((ctx) => previewSchedule(ctx, wanted));
    expect(preview.changes.map(daysOf)).toEqual([
      "2026-11-04..2026-11-06",
      "2026-11-09..2026-11-10",
      "null..2026-11-11",
    ]);
    await act((ctx) => applySchedule(ctx, { ...wanted, fingerprint: preview.fingerprint }));
    const rows = await look((ctx) =>
      ctx.db
        .select({ dueOn: task.dueOn, version: task.version })
        .from(task)
        .where(eq(task.projectId, projectId))
        .orderBy(task.number),
    );
    expect(rows).toEqual(["2026-11-06", "2026-11-10", "2026-11-11"].map((dueOn) => ({ dueOn, version: 2 })));
    const [event] = await look((ctx) =>
      ctx.db
        .select({ name: auditEvent.name, payload: auditEvent.payload })
        .from(auditEvent)
        .where(eq(auditEvent.entityId, c))
        .orderBy(auditEvent.createdAt)
        .offset(1),
    );
    expect(event).toEqual({
      name: "projects.task.updated",
      payload: { changes: { dueOn: { from: "2026-11-09", to: "2026-11-11" } } },
    });
    expect((await look((ctx) => previewSchedule(ctx, wanted))).changes).toEqual([]);
  });

  it("goes back to where it was, unless one of its tasks stands elsewhere by now", async () => {
    const [a, b] = [await add("2026-11-02", "2026-11-04"), await add(null, "2026-11-05")];
    await tie(a, b);
    const { changes } = await act((ctx) =>
      applySchedule(ctx, { taskId: a, startOn: "2026-11-03", dueOn: "2026-11-05" }),
    );
    const made = { changes: changes.map(({ task: { id }, from, to }) => ({ taskId: id, from, to })) };
    const reversed = made.changes.map((change) => ({
      ...change,
      from: { startOn: "2026-11-09", dueOn: "2026-11-02" },
    }));
    await expect(act((ctx) => undoSchedule(ctx, { changes: reversed }))).rejects.toEqual(
      refused("INVALID", "task.days_reversed"),
    );
    expect(await act((ctx) => undoSchedule(ctx, made))).toEqual({ count: 2 });
    const plan = await look((ctx) => getSchedule(ctx, projectId));
    expect(plan.tasks.map(({ startOn, dueOn }) => [startOn, dueOn])).toEqual([
      ["2026-11-02", "2026-11-04"],
      [null, "2026-11-05"],
    ]);
    await expect(act((ctx) => undoSchedule(ctx, made))).rejects.toEqual(refused("CONFLICT", "schedule.changed_since"));
  });

  it("takes the subtasks along by as many working days, and back again in one step", async () => {
    const whole = await add("2026-11-02", "2026-11-13");
    const between = await add(null, null, { parentId: whole });
    const parts = [
      await add("2026-11-05", "2026-11-06", { parentId: whole }),
      await add(null, "2026-11-04", { parentId: between }),
      await add("2026-11-05", null, { parentId: whole, kind: "inProgress" }),
      await add("2026-11-05", "2026-11-06", { parentId: whole, kind: "done" }),
    ];
    const wanted = { taskId: whole, startOn: "2026-11-04", dueOn: "2026-11-15" };
    const { changes, fingerprint } = await look((ctx) => previewSchedule(ctx, wanted));
    expect(changes[0]?.task.id).toBe(whole);
    expect(changes.map(daysOf).toSorted()).toEqual([
      "2026-11-04..2026-11-17",
      "2026-11-09..2026-11-10",
      "null..2026-11-06",
    ]);
    await act((ctx) => applySchedule(ctx, { ...wanted, fingerprint }));
    const days = async () =>
      (await look((ctx) => getSchedule(ctx, projectId))).tasks
        .filter(({ id }) => parts.includes(id))
        .map(({ startOn, dueOn }) => `${startOn}..${dueOn}`)
        .toSorted();
    expect(await days()).toEqual([
      "2026-11-05..2026-11-06",
      "2026-11-05..null",
      "2026-11-09..2026-11-10",
      "null..2026-11-06",
    ]);
    const made = changes.map(({ task: { id }, from, to }) => ({ taskId: id, from, to }));
    expect(await act((ctx) => undoSchedule(ctx, { changes: made }))).toEqual({ count: 3 });
    expect(await days()).toEqual([
      "2026-11-05..2026-11-06",
      "2026-11-05..2026-11-06",
      "2026-11-05..null",
      "null..2026-11-04",
    ]);
  });

  it("is not changed otherwise than somebody agreed to", async () => {
    const [a, b] = [await add("2026-11-02", "2026-11-04"), await add("2026-11-05", "2026-11-06")];
    const wanted = { taskId: a, startOn: "2026-11-03", dueOn: "2026-11-05" };
    const { fingerprint } = await look((ctx) => previewSchedule(ctx, wanted));
    await tie(a, b);
    await expect(act((ctx) => applySchedule(ctx, { ...wanted, fingerprint }))).rejects.toEqual(
      refused("CONFLICT", "schedule.changed_since"),
    );
  });

  it("takes a resized bar for another amount of work, and a moved one for the same over a weekend", async () => {
    const a = await add("2026-11-02", "2026-11-06");
    const days = async (startOn: string, dueOn: string) =>
      (await look((ctx) => previewSchedule(ctx, { taskId: a, startOn, dueOn }))).changes.map(daysOf);
    expect(await days("2026-11-04", "2026-11-08")).toEqual(["2026-11-04..2026-11-10"]);
    expect(await days("2026-11-02", "2026-11-03")).toEqual(["2026-11-02..2026-11-03"]);
    await expect(days("2026-11-04", "2026-11-03")).rejects.toEqual(refused("INVALID", "task.days_reversed"));
  });

  it("leaves alone what has begun, and what has ended holds nobody back", async () => {
    const [a, begun, done] = [
      await add("2026-11-02", "2026-11-04"),
      await add("2026-11-05", "2026-11-06", { kind: "inProgress" }),
      await add("2026-12-01", "2026-12-04", { kind: "done" }),
    ];
    await tie(a, begun);
    await tie(done, a);
    const preview = await look((ctx) =>
      previewSchedule(ctx, { taskId: a, startOn: "2026-11-04", dueOn: "2026-11-06" }),
    );
    expect(preview.changes.map(daysOf)).toEqual(["2026-11-04..2026-11-06"]);
    expect(preview.broken).toHaveLength(1);
    await expect(
      look((ctx) => previewSchedule(ctx, { taskId: done, startOn: "2026-11-04", dueOn: "2026-11-06" })),
    ).rejects.toEqual(refused("PRECONDITION", "schedule.task_ended"));
  });

  it("is moved by those who work in the project, and not there for others where it is private", async () => {
    const a = await add("2026-11-02", "2026-11-04");
    const wanted = { taskId: a, startOn: "2026-11-03", dueOn: "2026-11-05" };
    await act((ctx) => ctx.db.delete(projectMember).where(eq(projectMember.memberId, ctx.actor.memberId)));
    expect((await look((ctx) => getSchedule(ctx, projectId))).canWork).toBe(false);
    await expect(act((ctx) => applySchedule(ctx, wanted))).rejects.toEqual(
      refused("FORBIDDEN", "project.not_a_worker"),
    );
    await act((ctx) => ctx.db.update(project).set({ visibility: "private" }).where(eq(project.id, projectId)));
    for (const call of [
      (ctx: ServiceContext) => getSchedule(ctx, projectId),
      (ctx: ServiceContext) => previewSchedule(ctx, wanted),
      (ctx: ServiceContext) => applySchedule(ctx, wanted),
      (ctx: ServiceContext) => listDependencies(ctx, a),
    ]) {
      await expect(act<unknown>(call)).rejects.toEqual(refused("NOT_FOUND", "not_found"));
    }
  });

  it("of more tasks than one statement tells of is read, and moved as a whole", async () => {
    const ids = Array.from({ length: 2_100 }, () => uuidv7());
    await act(async (ctx) => {
      const common = {
        projectId,
        reporterId: ctx.actor.memberId,
        statusId: statusOf("todo"),
        rank: "a0",
        title: "Pile",
      };
      const rows = ids.map((id, place) => ({
        ...common,
        id,
        number: place + 1,
        startOn: "2026-11-02",
        dueOn: "2026-11-02",
      }));
      await insertMany(ctx.db, task, rows);
      const ties = ids.slice(1).map((id, place) => ({
        id: uuidv7(),
        predecessorId: ids[place - (place % 42)] ?? "",
        successorId: id,
      }));
      await insertMany(ctx.db, dependency, ties);
    });
    const plan = await look((ctx) => getSchedule(ctx, projectId));
    expect(plan.tasks).toHaveLength(2_100);
    expect(plan.finishOn).toBe("2027-01-11");
    const wanted = { taskId: ids[0] ?? "", startOn: "2026-11-03", dueOn: "2026-11-03" };
    expect((await act((ctx) => applySchedule(ctx, wanted))).changes).toHaveLength(2_100);
  });
});

async function addMilestone(dueOn: string): Promise<string> {
  return act(async (ctx) => {
    const [made] = await ctx.db
      .insert(milestone)
      .values({ projectId, name: "Opened", dueOn })
      .returning({ id: milestone.id });
    return made?.id ?? "";
  });
}

/** Monday to Thursday, but for 5 November. */
async function workFourDays(): Promise<void> {
  await act(async (ctx) => {
    const day = [{ from: 540, to: 1020 }];
    const week = [day, day, day, day, [], [], []];
    const [made] = await ctx.db
      .insert(businessCalendar)
      .values({ name: `Four days of ${current.key}`, week })
      .returning();
    const calendarId = made?.id ?? "";
    await ctx.db.insert(holiday).values({ calendarId, day: "2026-11-05", name: "Founders' day" });
    await ctx.db.update(project).set({ calendarId }).where(eq(project.id, projectId));
  });
}
