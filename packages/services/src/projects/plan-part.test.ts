import { uuidv7 } from "@steward/db";
import { businessCalendar, holiday } from "@steward/db/schema";
import { isWorkingDay, standardCalendar } from "@steward/planning/calendar";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { burn } from "./cycle/burndown.ts";
import { completeCycle, createCycle, listCycles } from "./cycle/cycle.ts";
import { readCalendar } from "./project/calendar.ts";
import { createFromTemplate } from "./project/copy.ts";
import { updateProject } from "./project/project.ts";
import { openWorkshop, type Worker, type Workshop } from "./project-fixture.ts";
import { getTask } from "./task/detail.ts";
import { getTaskHistory, undoTaskChange } from "./task/history.ts";
import { listTasks } from "./task/list.ts";
import { createTask, updateTask } from "./task/task.ts";
import { spread } from "./workload.ts";

const calendar = standardCalendar("UTC");

describe("a burndown", () => {
  it("reckons back from what is to what was, day by day", () => {
    const at = (day: string) => new Date(`${day}T10:00:00Z`);
    const createdAt = at("2026-03-01");
    const days = burn(
      { startOn: "2026-03-05", endOn: "2026-03-10", taskCount: 3, estimateMinutes: 240 },
      calendar,
      [
        // Ended on Friday; its estimate was doubled on Thursday.
        {
          ...{ isIn: true, isEnded: true, minutes: 120, createdAt },
          steps: [
            { at: at("2026-03-06"), wasEnded: false },
            { at: at("2026-03-05"), wasMinutes: 60 },
          ],
        },
        // Came in on Monday, and was taken out on Tuesday.
        {
          ...{ isIn: false, isEnded: false, minutes: 30, createdAt },
          steps: [
            { at: at("2026-03-10"), wasIn: true },
            { at: at("2026-03-09"), wasIn: false },
          ],
        },
        { isIn: true, isEnded: false, minutes: null, createdAt: at("2026-03-06"), steps: [] },
      ],
      "2026-03-09",
      "UTC",
    );
    expect(
      days.map(({ day, remainingCount, remainingMinutes }) => [day.slice(8), remainingCount, remainingMinutes]),
    ).toEqual([
      ["05", 1, 120],
      ["06", 1, 0],
      ["07", 1, 0],
      ["08", 1, 0],
      ["09", 2, 30],
      ["10", null, null],
    ]);
    expect(days.map(({ idealCount }) => idealCount)).toEqual([2.25, 1.5, 1.5, 1.5, 0.75, 0]);
  });
});

describe("workload", () => {
  it("shares estimates among people and spreads them over working days, to the minute", () => {
    const task = { startOn: "2026-03-05", dueOn: "2026-03-09", estimateMinutes: 100, sharers: 2 };
    const [anna, nobody] = spread(
      calendar,
      [
        { memberId: "1", name: "Anna", ...task },
        { memberId: null, name: null, ...task, estimateMinutes: null, sharers: 1 },
      ],
      "2026-03-06",
      "2026-03-09",
    );
    expect(anna?.days.map(({ minutes, capacityMinutes, taskCount }) => [minutes, capacityMinutes, taskCount])).toEqual([
      [16, 480, 1],
      [0, 0, 0],
      [0, 0, 0],
      [17, 480, 1],
    ]);
    expect(nobody).toMatchObject({ memberId: "", unestimatedCount: 1 });
  });
});

describe("on the database", () => {
  let shop: Workshop;
  let lead: Worker;
  beforeAll(async () => {
    shop = await openWorkshop();
    lead = shop.as("member");
  });
  afterAll(() => shop.close());

  it("a template is copied with its parts and ties, its days moved by working days", async () => {
    const model = await lead.start({ isTemplate: true, startOn: "2026-03-05" });
    const add = (title: string, rest: object) =>
      lead.act((ctx) => createTask(ctx, { projectId: model.id, title, ...rest }));
    const done = model.statuses.find(({ kind }) => kind === "done")?.id;
    const top = await add("Top", { startOn: "2026-03-05", dueOn: "2026-03-09", checklist: ["One"], statusId: done });
    await add("Part", { parentId: top.id, startOn: "2026-03-06" });
    // Friday: what lay two working days apart still does.
    const copy = await lead.act((ctx) =>
      createFromTemplate(ctx, { templateId: model.id, name: "Copy", startOn: "2026-04-10", isTemplate: false }),
    );
    const filter = { projectId: copy.id };
    const sort = { field: "createdAt", direction: "asc" } as const;
    const { items } = await lead.look((ctx) => listTasks(ctx, { filter, sort, limit: 10 }));
    const byTitle = new Map(items.map((item) => [item.title, item]));
    expect(byTitle.get("Top")).toMatchObject({
      ...{ startOn: "2026-04-10", dueOn: "2026-04-14", closedAt: null, checklistCount: 1, checklistDoneCount: 0 },
      status: { kind: "backlog" },
    });
    expect(byTitle.get("Part")).toMatchObject({ startOn: "2026-04-13", parent: { id: byTitle.get("Top")?.id } });
  });

  it("is planned by the organisation's calendar, holidays and all, until it has one of its own", async () => {
    const { id } = await lead.start();
    const week = [...standardCalendar("UTC").week].map((day) => [...day]);
    const calendars = { standard: uuidv7(), own: uuidv7() };
    await lead.act(async ({ db }) => {
      await db.insert(businessCalendar).values([
        { id: calendars.standard, name: "Everybody's", week, isDefault: true },
        { id: calendars.own, name: "Ours", week, timeZone: "Asia/Tokyo" },
      ]);
      await db.insert(holiday).values([
        { calendarId: calendars.standard, day: "2026-12-25", name: "Christmas", isYearly: true },
        { calendarId: calendars.own, day: "2026-05-05", name: "Children's Day" },
      ]);
    });
    const planned = () => lead.look((ctx) => readCalendar(ctx, id));
    expect(await planned()).toMatchObject({
      holidays: [{ day: "2026-12-25", isYearly: true }],
      timeZone: "America/New_York",
    });
    expect(isWorkingDay(await planned(), "2028-12-25")).toBe(false);
    await lead.act((ctx) => updateProject(ctx, { id, calendarId: calendars.own }));
    expect(await planned()).toMatchObject({
      holidays: [{ day: "2026-05-05", isYearly: false }],
      timeZone: "Asia/Tokyo",
    });
  });

  it("a completed cycle hands on what is open; a change is taken back unless somebody changed it since", async () => {
    const { id: projectId } = await lead.start();
    const cycle = (name: string, startOn: string, endOn: string) =>
      lead.act((ctx) => createCycle(ctx, { projectId, name, startOn, endOn }));
    const [first, next] = [
      await cycle("First", "2026-03-02", "2026-03-06"),
      await cycle("Next", "2026-03-09", "2026-03-13"),
    ];
    const { id } = await lead.act((ctx) => createTask(ctx, { projectId, title: "Carry on", cycleId: first.id }));
    const counts = async () =>
      (await lead.look((ctx) => listCycles(ctx, projectId))).map(({ taskCount, openTaskCount }) => [
        taskCount,
        openTaskCount,
      ]);
    expect(await counts()).toEqual([
      [1, 1],
      [0, 0],
    ]);
    await lead.act((ctx) => completeCycle(ctx, { id: first.id, moveOpenToId: next.id }));
    expect(await counts()).toEqual([
      [0, 0],
      [1, 1],
    ]);
    expect((await lead.look((ctx) => getTask(ctx, { id }))).cycle).toEqual({ id: next.id, name: "Next" });

    await lead.act((ctx) => updateTask(ctx, { id, priority: "high", assigneeIds: [lead.id] }));
    const [change] = await lead.look((ctx) => getTaskHistory(ctx, id));
    expect(change).toMatchObject({ name: "projects.task.updated", canUndo: true });
    expect(change?.changes).toContainEqual({ field: "assigneeIds", from: null, to: lead.name });
    const undo = () => lead.act((ctx) => undoTaskChange(ctx, { id, eventId: change?.id ?? "" }));
    expect(await undo()).toMatchObject({ priority: "none", assignees: [] });
    await expect(undo()).rejects.toMatchObject({ reason: "task.changed_since" });
  });
});
