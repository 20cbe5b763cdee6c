import { tripsOf } from "@steward/testing/sent";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listActivity } from "../activity/activity.ts";
import { listProjects } from "../project/queries.ts";
import { openWorkshop, type Worker, type Workshop } from "../project-fixture.ts";
import { getWorkload } from "../workload.ts";
import { getTaskBoard } from "./board.ts";
import { getTaskCalendar } from "./calendar.ts";
import { getTask } from "./detail.ts";
import { listTasks } from "./list.ts";
import { listMyTasks } from "./mine.ts";
import { createTask } from "./task.ts";

let shop: Workshop;
let lead: Worker;
let projectId: string;
let taskId: string;

beforeAll(async () => {
  shop = await openWorkshop();
  lead = shop.as("member");
  ({ id: projectId } = await lead.start());
  const add = (index: number) =>
    lead.act((ctx) =>
      createTask(ctx, {
        ...{ projectId, title: `Task ${index}`, assigneeIds: [lead.id], checklist: ["One"] },
        ...(taskId && index % 2 === 0 && { parentId: taskId }),
        ...(index % 3 === 0 && { dueOn: "2026-03-05" }),
      }),
    );
  ({ id: taskId } = await add(0));
  for (let index = 1; index < 12; index += 1) await add(index);
});
afterAll(() => shop.close());

const sort = { field: "dueOn", direction: "asc" } as const;
const days = { from: "2026-03-01", to: "2026-03-31" };

const looks: Readonly<Record<string, () => Promise<unknown>>> = {
  projects: () =>
    lead.look((ctx) => listProjects(ctx, { filter: {}, sort: { field: "name", direction: "asc" }, limit: 50 })),
  "a table, where dated tasks end and others begin": () =>
    lead.look((ctx) => listTasks(ctx, { filter: { projectId }, sort, limit: 50 })),
  "a board with lanes": () =>
    lead.look((ctx) => getTaskBoard(ctx, { projectId, filter: {}, swimlane: "assignee", limit: 30 })),
  "a task": () => lead.look((ctx) => getTask(ctx, { id: taskId })),
  "what happened": () => lead.look((ctx) => listActivity(ctx, { projectId, filter: {}, limit: 30 })),
  "my work": () => lead.look((ctx) => listMyTasks(ctx, { bucket: "undated", limit: 50 })),
  "a calendar": () => lead.look((ctx) => getTaskCalendar(ctx, { ...days, filter: { projectId } })),
  "a workload": () => lead.look((ctx) => getWorkload(ctx, { ...days, filter: { projectId } })),
};

describe("what is looked at costs at most three trips to the database, however much there is of it", () => {
  it.each(Object.entries(looks))("%s", async (_name, look) => {
    await look();
    const { trips, statements } = await tripsOf(look);
    expect(statements).toBeGreaterThan(0);
    expect(statements).toBeLessThanOrEqual(7);
    expect(trips).toBeLessThanOrEqual(3);
  });
});
