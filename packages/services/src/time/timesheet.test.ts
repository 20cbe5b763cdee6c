import { addDays, weekStart } from "@steward/contracts/kernel/day";
import { auditEvent, project, timeEntry } from "@steward/db/schema";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { approvalHandlers } from "../approval-subjects/index.ts";
import { createDelegation, decideRequest, listRequests } from "../approvals/index.ts";
import { today } from "../kernel/index.ts";
import { createTimeEntry, removeTimeEntries, restoreTimeEntries, updateTimeEntry } from "./entry.ts";
import { countTimeEntries, findTimer, getTimeEntry, listTimeEntries } from "./entry-queries.ts";
import { openWorkshop, type Workshop } from "./time-fixture.ts";
import { discardTimer, endTimerOf, startTimer, stopTimer } from "./timer.ts";
import { decideTimesheet, lockTimesheets, reopenTimesheet, submitTimesheet, withdrawTimesheet } from "./timesheet.ts";
import { getTimesheet, getWeek, listTimesheets } from "./timesheet-queries.ts";

let workshop: Workshop;
let monday: string;
beforeAll(async () => {
  workshop = await openWorkshop();
  monday = weekStart(today({ tenant: workshop.two.acme }));
});
afterAll(() => workshop.two.close());

type Worker = "owner" | "admin" | "manager" | "productOwner" | "member" | "technician";
let weeks = 0;
/** A week in the past that no test has used. */
const freshWeek = () => {
  weeks += 1;
  return addDays(monday, -7 * weeks);
};
const log = (role: Worker, day: string, minutes = 60, rest: { projectId?: string } = {}) =>
  workshop.as(role, (ctx) => createTimeEntry(ctx, { day, minutes, ...rest }));
const submit = (role: Worker, weekOn: string) => workshop.as(role, (ctx) => submitTimesheet(ctx, { weekOn }));
const decide = (role: Worker, id: string, decision: "approve" | "reject" = "approve") =>
  workshop.as(role, (ctx) => decideTimesheet(ctx, { id, decision }));
const closed = { code: "PRECONDITION", reason: "timesheet.closed" };

test("a week that was submitted stays as it is, on every way to change it, until it is rejected", async () => {
  const weekOn = freshWeek();
  const kept = await log("member", weekOn);
  const removed = await log("member", addDays(weekOn, 1));
  const elsewhere = await log("member", freshWeek());
  await workshop.as("member", (ctx) => removeTimeEntries(ctx, [removed.id]));
  const { id } = await submit("member", weekOn);
  const projectId = await workshop.project();
  const ways: Parameters<typeof workshop.as>[1][] = [
    (ctx) => createTimeEntry(ctx, { day: addDays(weekOn, 6), minutes: 5 }),
    (ctx) => updateTimeEntry(ctx, { id: kept.id, minutes: 30 }),
    (ctx) => updateTimeEntry(ctx, { id: kept.id, projectId }),
    (ctx) => updateTimeEntry(ctx, { id: kept.id, day: addDays(weekOn, 7) }),
    (ctx) => updateTimeEntry(ctx, { id: elsewhere.id, day: weekOn }),
    (ctx) => removeTimeEntries(ctx, [kept.id]),
    (ctx) => restoreTimeEntries(ctx, [removed.id]),
    (ctx) => submitTimesheet(ctx, { weekOn }),
  ];
  for (const way of ways) {
    await expect(workshop.as("member", way)).rejects.toMatchObject(closed);
  }
  // Correcting others' time does not reach past it either.
  for (const way of ways.slice(1, -1)) await expect(workshop.as("manager", way)).rejects.toMatchObject(closed);
  await decide("manager", id, "reject");
  await workshop.as("member", (ctx) => updateTimeEntry(ctx, { id: kept.id, minutes: 30 }));
  expect(await submit("member", weekOn)).toMatchObject({ id, status: "submitted", minutes: 30 });
});

test("a week is not submitted while its timer runs, nor empty, and no timer is started or stopped in one that was", async () => {
  const start = (role: Worker) => workshop.as(role, (ctx) => startTimer(ctx, {}));
  await expect(submit("technician", monday)).rejects.toMatchObject({ reason: "timesheet.empty" });
  await start("technician");
  await expect(submit("technician", monday)).rejects.toMatchObject({ reason: "timesheet.timer_running" });
  await workshop.as("technician", (ctx) => stopTimer(ctx, {}));
  await submit("technician", monday);
  await expect(start("technician")).rejects.toMatchObject(closed);
  // However it came to run there.
  const began = new Date(Date.now() - 60_000);
  await workshop.as("technician", ({ db, actor }) =>
    db.insert(timeEntry).values({ memberId: actor.memberId, day: monday, startedAt: began, currency: "USD" }),
  );
  await expect(workshop.as("technician", (ctx) => stopTimer(ctx, {}))).rejects.toMatchObject(closed);
  await workshop.as("technician", (ctx) => discardTimer(ctx));
});

test("nobody locks weeks in another's name", async () => {
  const weekOn = freshWeek();
  await log("member", weekOn);
  const { id } = await submit("member", weekOn);
  await decide("manager", id);
  const locked = workshop.as("owner", (ctx) =>
    lockTimesheets({ ...ctx, actor: { ...ctx.actor, impersonator: "Olga Operator" } }, [id]),
  );
  await expect(locked).rejects.toMatchObject({ reason: "auth.impersonating" });
});

test("somebody has one timer: a second one waits for the first, or takes its place", async () => {
  const start = (rest = {}) => workshop.as("productOwner", (ctx) => startTimer(ctx, rest));
  const both = await Promise.allSettled([start(), start()]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  await expect(start()).rejects.toMatchObject({ code: "CONFLICT", reason: "timer.already_running" });
  const second = await start({ switch: true, note: "The other thing" });
  expect(await workshop.as("productOwner", findTimer)).toMatchObject({ id: second.id, note: "The other thing" });
  const { entries } = await workshop.as("productOwner", (ctx) => getWeek(ctx, {}));
  expect(entries.filter(({ minutes }) => minutes === null)).toHaveLength(1);
  await workshop.as("productOwner", discardTimer);
  await expect(workshop.as("productOwner", (ctx) => stopTimer(ctx, {}))).rejects.toMatchObject({
    reason: "timer.not_running",
  });
});

test("time that was forgotten to be stopped is not counted as worked; one says when it ended", async () => {
  const startedAt = new Date(Date.now() - 30 * 3_600_000);
  const running = await workshop.as("admin", (ctx) => startTimer(ctx, {}));
  await workshop.as("admin", (ctx) => updateTimeEntry(ctx, { id: running.id, startedAt }));
  await expect(workshop.as("admin", (ctx) => stopTimer(ctx, {}))).rejects.toMatchObject({
    reason: "time_entry.too_long",
  });
  const endedAt = new Date(startedAt.getTime() + 90 * 60_000);
  expect(await workshop.as("admin", (ctx) => stopTimer(ctx, { endedAt }))).toMatchObject({ minutes: 90 });
});

test("whoever leaves the organisation leaves no timer running, and what it has taken by then counts", async () => {
  const { memberId } = workshop.two.acme.members.guest;
  const begin = async (hoursAgo: number) => {
    const { id } = await workshop.as("guest", (ctx) => startTimer(ctx, {}));
    const startedAt = new Date(Date.now() - hoursAgo * 3_600_000);
    await workshop.as("guest", (ctx) => updateTimeEntry(ctx, { id, startedAt }));
    return id;
  };
  const leave = (leftAt = new Date()) =>
    workshop.as("owner", (ctx) => endTimerOf({ ...ctx, actor: null }, memberId, leftAt));
  const forgotten = await begin(30);
  await leave();
  await expect(workshop.as("owner", (ctx) => getTimeEntry(ctx, forgotten))).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  const worked = await begin(1);
  await leave();
  expect(await workshop.as("owner", (ctx) => getTimeEntry(ctx, worked))).toMatchObject({ minutes: 60 });
  // Begun after they came back.
  const { id, createdAt } = await workshop.as("guest", (ctx) => startTimer(ctx, {}));
  await leave(new Date(createdAt.getTime() - 60_000));
  expect(await workshop.as("guest", findTimer)).toMatchObject({ id });
  await workshop.as("guest", discardTimer);
});

test("no time lies in the future", async () => {
  const day = addDays(today({ tenant: workshop.two.acme }), 1);
  await expect(log("member", day)).rejects.toMatchObject({ code: "INVALID", reason: "time_entry.in_future" });
  const startedAt = new Date(Date.now() - 60_000);
  const later = workshop.as("member", (ctx) =>
    createTimeEntry(ctx, { startedAt, endedAt: new Date(Date.now() + 60_000) }),
  );
  await expect(later).rejects.toMatchObject({ reason: "time_entry.in_future" });
});

test("what is added while a week is submitted is in what was submitted, or refused", async () => {
  for (const weekOn of [freshWeek(), freshWeek(), freshWeek(), freshWeek()]) {
    await log("member", weekOn);
    const [submitted, added] = await Promise.allSettled([
      submit("member", weekOn),
      log("member", addDays(weekOn, 2), 30),
    ]);
    if (submitted.status === "rejected") throw submitted.reason;
    if (added.status === "fulfilled") expect(submitted.value.entries.map(({ id }) => id)).toContain(added.value.id);
    else expect(added.reason).toMatchObject(closed);
    expect(submitted.value.minutes).toBe(added.status === "fulfilled" ? 90 : 60);
  }
});

test("nobody decides their own week, not even the owner, nor by another way", async () => {
  const weekOn = freshWeek();
  for (const role of ["owner", "admin", "manager"] as const) {
    await log(role, weekOn);
    const { id } = await submit(role, weekOn);
    await expect(decide(role, id)).rejects.toMatchObject({ code: "FORBIDDEN", reason: "timesheet.own" });
    const { items } = await workshop.as(role, (ctx) =>
      listRequests(ctx, { filter: { scope: "mine" }, sort: { field: "createdAt", direction: "desc" }, limit: 1 }),
    );
    const asked = items[0]?.id ?? "";
    const other = workshop.as(role, (ctx) => decideRequest(ctx, approvalHandlers, { id: asked, decision: "approve" }));
    await expect(other).rejects.toMatchObject({ code: "FORBIDDEN", reason: "approval.own_request" });
    const decided = await decide(role === "owner" ? "manager" : "owner", id);
    expect(decided).toMatchObject({ status: "approved", mayDecide: false });
  }
});

test("where nobody else may decide, that is said instead of waiting for ever", async () => {
  const weekOn = freshWeek();
  await log("owner", weekOn);
  await workshop.setDisabled(["admin", "manager"], true);
  await expect(submit("owner", weekOn)).rejects.toMatchObject({
    code: "PRECONDITION",
    reason: "approval.nobody_to_decide",
  });
  await workshop.setDisabled(["admin", "manager"], false);
  expect((await workshop.as("owner", (ctx) => getWeek(ctx, { weekOn }))).sheet).toMatchObject({ status: "draft" });
  await submit("owner", weekOn);
});

test("a week goes from draft to locked and back, and its history says who did what", async () => {
  const weekOn = freshWeek();
  await log("member", weekOn);
  const { id } = await submit("member", weekOn);
  expect(await workshop.as("member", (ctx) => withdrawTimesheet(ctx, id))).toMatchObject({ status: "draft" });
  await submit("member", weekOn);
  await expect(workshop.as("manager", (ctx) => lockTimesheets(ctx, [id]))).rejects.toMatchObject({
    reason: "timesheet.not_approved",
  });
  const day = today({ tenant: workshop.two.acme });
  const delegateId = workshop.two.acme.members.technician.memberId;
  await workshop.as("manager", (ctx) => createDelegation(ctx, { delegateId, startOn: day, endOn: day }));
  const { items } = await workshop.as("technician", (ctx) =>
    listRequests(ctx, { filter: { scope: "toDecide" }, sort: { field: "createdAt", direction: "desc" }, limit: 1 }),
  );
  const request = { id: items[0]?.id ?? "", decision: "approve" as const };
  await workshop.as("technician", (ctx) => decideRequest(ctx, approvalHandlers, request));
  await workshop.as("manager", (ctx) => lockTimesheets(ctx, [id]));
  expect(await workshop.as("member", (ctx) => getTimesheet(ctx, id))).toMatchObject({ status: "locked" });
  const reopened = await workshop.as("manager", (ctx) => reopenTimesheet(ctx, { id, note: "A day was missing" }));
  expect(reopened.status).toBe("draft");
  expect(reopened.history.map(({ action, member: who, onBehalfOf }) => [action, who?.name, onBehalfOf?.name])).toEqual([
    ["requested", "acme member", undefined],
    ["cancelled", "acme member", undefined],
    ["requested", "acme member", undefined],
    ["approved", "acme technician", "acme manager"],
    ["reopened", "acme manager", undefined],
  ]);
  await log("member", weekOn);
});

test("an hour is billed at what it cost when it was logged: the person's rate, else the project's", async () => {
  const weekOn = freshWeek();
  const projectId = await workshop.project();
  const billed = async ({ id }: { id: string }) => workshop.as("owner", (ctx) => getTimeEntry(ctx, id));
  const ofProject = await log("member", weekOn, 60, { projectId });
  expect(await billed(ofProject)).toMatchObject({ hourlyRateMinor: 100_00, currency: "EUR", isBillable: true });
  // What work is sold for concerns those who run it.
  expect(ofProject).toMatchObject({ hourlyRateMinor: null });
  await workshop.join(projectId, "member", 80_00);
  await workshop.as("owner", ({ db }) =>
    db.update(project).set({ hourlyRateMinor: 1 }).where(eq(project.id, projectId)),
  );
  expect(await billed(await log("member", weekOn, 60, { projectId }))).toMatchObject({ hourlyRateMinor: 80_00 });
  // As a form corrects it, which sends everything it shows.
  const same = { id: ofProject.id, projectId, taskId: null };
  const kept = await workshop.as("member", (ctx) => updateTimeEntry(ctx, { ...same, note: "Lights" }));
  expect(await billed(kept)).toMatchObject({ hourlyRateMinor: 100_00 });
  const ofNone = await log("member", weekOn);
  expect(await billed(ofNone)).toMatchObject({ hourlyRateMinor: null, currency: "USD", isBillable: false });
});

test("no time is put on a project that has been archived; what is there already is corrected", async () => {
  const [projectId, elsewhere] = [await workshop.project(), await workshop.project({ status: "archived" })];
  const day = freshWeek();
  const { id } = await log("member", day, 60, { projectId });
  await workshop.as("owner", ({ db }) =>
    db.update(project).set({ status: "archived" }).where(eq(project.id, projectId)),
  );
  const archived = { code: "PRECONDITION", reason: "project.archived" };
  await expect(log("member", day, 60, { projectId })).rejects.toMatchObject(archived);
  await expect(workshop.as("member", (ctx) => startTimer(ctx, { projectId }))).rejects.toMatchObject(archived);
  const moved = workshop.as("member", (ctx) => updateTimeEntry(ctx, { id, projectId: elsewhere }));
  await expect(moved).rejects.toMatchObject(archived);
  expect(await workshop.as("member", (ctx) => updateTimeEntry(ctx, { id, minutes: 30, projectId }))).toMatchObject({
    minutes: 30,
  });
});

test("a private project is not there to log on for those outside it, and its time says nothing of it to them", async () => {
  const weekOn = freshWeek();
  const projectId = await workshop.project({ visibility: "private", name: "Merger" });
  await expect(log("member", weekOn, 60, { projectId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await workshop.join(projectId, "member");
  const { id } = await workshop.as("member", (ctx) =>
    createTimeEntry(ctx, { day: weekOn, minutes: 60, projectId, note: "Due diligence" }),
  );
  const input = {
    filter: { day: { from: weekOn, to: weekOn } },
    sort: { field: "day", direction: "asc" },
    limit: 10,
  } as const;
  const seen = async (rest: object = {}) =>
    (await workshop.as("manager", (ctx) => listTimeEntries(ctx, { ...input, ...rest }))).items;
  const unsaid = { isHidden: true, project: null, note: null, hourlyRateMinor: null };
  expect(await seen()).toMatchObject([{ id, ...unsaid, minutes: 60 }]);
  expect(await seen({ search: "diligence" })).toEqual([]);
  expect(await seen({ filter: { ...input.filter, projectId: [projectId] } })).toEqual([]);
  // The record, which others read, says that there is another note, and not which.
  await workshop.as("member", (ctx) => updateTimeEntry(ctx, { id, note: "Due diligence, again" }));
  const record = await workshop.two.system.select().from(auditEvent).where(eq(auditEvent.entityId, id));
  expect(record.map(({ name }) => name)).toContain("time.entry.updated");
  expect(JSON.stringify(record)).not.toContain("diligence");
  await workshop.as("member", (ctx) => updateTimeEntry(ctx, { id, note: "Due diligence" }));
  // Their own time stays theirs, whatever becomes of the project.
  const own = await workshop.as("member", (ctx) => listTimeEntries(ctx, input));
  expect(own.items).toMatchObject([{ project: { name: "Merger" }, note: "Due diligence" }]);
});

test("people see their own time and weeks, and whoever corrects or decides them everybody's", async () => {
  const weekOn = freshWeek();
  for (const role of ["member", "technician"] as const) await log(role, weekOn, 45);
  const filter = { day: { from: weekOn, to: addDays(weekOn, 6) } };
  const minutes = async (role: Worker) => (await workshop.as(role, (ctx) => countTimeEntries(ctx, { filter }))).minutes;
  expect(await minutes("member")).toBe(45);
  expect(await minutes("manager")).toBe(90);
  const sheets = async (role: Worker) =>
    workshop.as(role, (ctx) =>
      listTimesheets(ctx, {
        filter: { weekOn: { from: weekOn, to: weekOn } },
        sort: { field: "weekOn", direction: "asc" },
        limit: 10,
      }),
    );
  expect((await sheets("member")).items).toMatchObject([{ member: { name: "acme member" }, minutes: 45 }]);
  expect((await sheets("manager")).items).toHaveLength(2);
});

test("a week of more entries than are shown one by one sums all of them", async () => {
  const [weekOn, projectId] = [freshWeek(), await workshop.project()];
  await workshop.as("member", ({ db, actor, tenant }) =>
    db.execute(sql`insert into ${timeEntry} (id, tenant_id, member_id, project_id, day, minutes, currency)
      select gen_random_uuid(), ${tenant.id}, ${actor.memberId}, case when n % 2 = 0 then ${projectId}::uuid end,
        ${weekOn}::date + n % 7, 1, 'EUR' from generate_series(1, 1400) n`),
  );
  const week = await workshop.as("member", (ctx) => getWeek(ctx, { weekOn }));
  expect(week).toMatchObject({ entryCount: 1400, days: Array(7).fill(200) });
  expect(week.lines.map(({ minutes }) => minutes)).toEqual([Array(7).fill(100), Array(7).fill(100)]);
  const { id } = await submit("member", weekOn);
  const sheet = await workshop.as("manager", (ctx) => getTimesheet(ctx, id));
  expect(sheet.days.reduce((sum, minutes) => sum + minutes, 0)).toBe(sheet.minutes);
});
