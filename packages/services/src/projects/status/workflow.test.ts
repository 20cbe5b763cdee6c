import { notification } from "@steward/db/schema";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { updateProject } from "../project/project.ts";
import { openWorkshop, type Worker, type Workshop } from "../project-fixture.ts";
import { removeTasks, restoreTasks } from "../task/bulk.ts";
import { getTask } from "../task/detail.ts";
import { getTaskHistory } from "../task/history.ts";
import { moveTask } from "../task/move.ts";
import { listTasks } from "../task/queries.ts";
import { createTask } from "../task/task.ts";
import { removeStatus } from "./removal.ts";
import { createStatus, listWorkflow } from "./status.ts";

let shop: Workshop;
let lead: Worker;
let helper: Worker;
let board: { id: string; statuses: { id: string; name: string }[] };

beforeAll(async () => {
  shop = await openWorkshop();
  lead = shop.as("member");
  helper = shop.as("manager");
});
beforeEach(async () => {
  board = await lead.start({}, helper);
});
afterAll(() => shop.close());

const column = (name: string): string => board.statuses.find((status) => status.name === name)?.id ?? "";
const add = (title: string, statusName: string, rest: object = {}) =>
  lead.act((ctx) => createTask(ctx, { projectId: board.id, title, statusId: column(statusName), ...rest }));
const takeAway = (name: string, to?: string) =>
  lead.act((ctx) => removeStatus(ctx, { id: column(name), ...(to && { moveToId: column(to) }) }));
const names = (statuses: readonly { name: string }[]) => statuses.map(({ name }) => name);

describe("a column", () => {
  it("that is added stands at the end, also where others were taken away between", async () => {
    await takeAway("To do");
    await takeAway("Review");
    await lead.act((ctx) => createStatus(ctx, { projectId: board.id, name: "Shipped", kind: "done" }));
    expect(names(await lead.look((ctx) => listWorkflow(ctx, board.id)))).toEqual([
      "Backlog",
      "In progress",
      "Done",
      "Cancelled",
      "Shipped",
    ]);
  });

  it("that is taken away hands its tasks on as if each had been moved, what comes again and the bin included", async () => {
    const weekly = await add("Weekly", "Backlog", { dueOn: "2026-03-06", recurrence: "FREQ=WEEKLY" });
    const thrown = await add("Thrown away", "Backlog");
    await helper.act((ctx) => moveTask(ctx, { id: weekly.id, statusId: column("To do") }));
    await helper.act((ctx) => moveTask(ctx, { id: weekly.id, statusId: column("Backlog") }));
    await lead.act((ctx) => removeTasks(ctx, [thrown.id]));
    await helper.act((ctx) => removeStatus(ctx, { id: column("Backlog"), moveToId: column("Done") }));

    const done = await lead.look((ctx) => getTask(ctx, { id: weekly.id }));
    expect(done.closedAt).not.toBeNull();
    const filter = { projectId: board.id, isOpen: true };
    const sort = { field: "updatedAt", direction: "desc" } as const;
    const { items } = await lead.look((ctx) => listTasks(ctx, { filter, sort, limit: 10 }));
    expect(items).toMatchObject([{ title: "Weekly", dueOn: "2026-03-13", status: { name: "To do" } }]);

    const [latest, ...before] = await lead.look((ctx) => getTaskHistory(ctx, weekly.id));
    const changes = [{ field: "statusId", from: "Backlog", to: "Done" }];
    // Where it came from is not there any more.
    expect(latest).toMatchObject({ name: "projects.task.moved", changes, canUndo: false });
    expect(before.some(({ canUndo }) => canUndo)).toBe(false);
    const told = await lead.look((ctx) =>
      ctx.db
        .select({ name: notification.name })
        .from(notification)
        .where(and(eq(notification.entityId, weekly.id), eq(notification.memberId, lead.id))),
    );
    expect(told).toEqual([{ name: "projects.task.progressed" }]);

    await lead.act((ctx) => restoreTasks(ctx, [thrown.id]));
    const back = await lead.look((ctx) => getTask(ctx, { id: thrown.id }));
    expect(back.status.name).toBe("Done");
  });
});

it("a task is found by the key that its project had before", async () => {
  const { key } = await add("Named in a mail", "To do");
  await lead.act((ctx) => updateProject(ctx, { id: board.id, key: "RENAMED" }));
  const sort = { field: "updatedAt", direction: "desc" } as const;
  const { items } = await lead.look((ctx) => listTasks(ctx, { search: key, filter: {}, sort, limit: 10 }));
  expect(items.map((item) => [item.title, item.key])).toEqual([["Named in a mail", "RENAMED-1"]]);
});
