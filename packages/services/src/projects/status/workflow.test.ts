import { type StatusKind, taskEnded } from "@steward/contracts/projects/task";
import { uuidv7 } from "@steward/db";
import { auditEvent, notification } from "@steward/db/schema";
import { and, eq, inArray } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { emitMany } from "../../kernel/index.ts";
import { configureIntake, submitIntake } from "../intake.ts";
import { updateProject } from "../project/project.ts";
import { openWorkshop, type Worker, type Workshop } from "../project-fixture.ts";
import { removeTasks, restoreTasks } from "../task/bulk.ts";
import { getTask } from "../task/detail.ts";
import { getTaskHistory } from "../task/history.ts";
import { listTasks } from "../task/list.ts";
import { moveTask } from "../task/move.ts";
import { createTask } from "../task/task.ts";
import { watchTask } from "../task/watch.ts";
import { removeStatus } from "./removal.ts";
import { createStatus, listWorkflow, updateStatus } from "./status.ts";

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
const toldOf = (taskId: string) =>
  lead.look(({ db }) =>
    db
      .select({ name: notification.name })
      .from(notification)
      .where(and(eq(notification.entityId, taskId), eq(notification.memberId, lead.id))),
  );
const few = { sort: { field: "updatedAt", direction: "desc" }, limit: 10 } as const;
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
    expect(await toldOf(weekly.id)).toEqual([{ name: "projects.task.progressed" }]);

    await lead.act((ctx) => restoreTasks(ctx, [thrown.id]));
    const back = await lead.look((ctx) => getTask(ctx, { id: thrown.id }));
    expect(back.status.name).toBe("Done");
  });
});

describe("a column that means something else", () => {
  const mean = (name: string, kind: StatusKind) => lead.act((ctx) => updateStatus(ctx, { id: column(name), kind }));
  const history = (id: string) => lead.look((ctx) => getTaskHistory(ctx, id));

  it("ends its tasks as if each had been moved, and taken back they are open, with what they had ended at before", async () => {
    const weekly = await add("Weekly", "Backlog", { dueOn: "2026-03-06", recurrence: "FREQ=WEEKLY" });
    await lead.act((ctx) => watchTask(ctx, weekly.id));
    await helper.act((ctx) => updateStatus(ctx, { id: column("Backlog"), kind: "done" }));
    expect(await history(weekly.id)).toMatchObject([
      { name: "projects.task.ended" },
      { name: "projects.task.created" },
    ]);
    const ended = await lead.look((ctx) => getTask(ctx, { id: weekly.id }));
    expect(ended.closedAt).not.toBeNull();
    // The next one does not begin where everything has ended.
    const { items } = await lead.look((ctx) =>
      listTasks(ctx, { filter: { projectId: board.id, isOpen: true }, ...few }),
    );
    expect(items).toMatchObject([{ title: "Weekly", dueOn: "2026-03-13", status: { name: "To do" } }]);
    expect(await toldOf(weekly.id)).toEqual([{ name: "projects.task.progressed" }]);
    // Nor does what is new.
    const form = { projectId: board.id, title: "Ask us", fieldIds: [], isOpen: true };
    await lead.act((ctx) => configureIntake(ctx, form));
    const asked = await helper.act((ctx) => submitIntake(ctx, { ...form, title: "Asked", customFields: {} }));
    const stands = await lead.look((ctx) => getTask(ctx, { id: asked.taskId }));
    expect(stands).toMatchObject({ closedAt: null, status: { name: "To do" } });
    await lead.act((ctx) => removeTasks(ctx, [asked.taskId]));

    await mean("Backlog", "todo");
    expect((await history(weekly.id))[0]).toMatchObject({ name: "projects.task.reopened" });
    expect((await lead.look((ctx) => getTask(ctx, { id: weekly.id }))).closedAt).toBeNull();
    await mean("Backlog", "done");
    expect((await lead.look((ctx) => getTask(ctx, { id: weekly.id }))).closedAt).toEqual(ended.closedAt);
    const all = await lead.look((ctx) => listTasks(ctx, { filter: { projectId: board.id }, ...few }));
    expect(all.items).toHaveLength(2);
  });

  it("that ended them already says nothing of them", async () => {
    const one = await add("Given up", "Cancelled");
    await mean("Cancelled", "done");
    expect(await history(one.id)).toMatchObject([{ name: "projects.task.created" }]);
  });

  it("tells of more tasks than one statement has room for", async () => {
    const status = { id: column("To do"), name: "To do" };
    const payload = { status, how: "done" as const };
    const ended = Array.from({ length: 4_400 }, () => ({ entityId: uuidv7(), payload, audience: [lead.id] }));
    const cause = { id: uuidv7(), depth: 0 };
    await helper.act((ctx) => emitMany({ ...ctx, cause }, taskEnded, ended));
    const facts = inArray(
      auditEvent.entityId,
      ended.map(({ entityId }) => entityId),
    );
    expect(await lead.look(({ db }) => db.$count(auditEvent, facts))).toBe(4_400);
  });
});

it("a task is found by the key that its project had before", async () => {
  const { key } = await add("Named in a mail", "To do");
  await lead.act((ctx) => updateProject(ctx, { id: board.id, key: "RENAMED" }));
  const sort = { field: "updatedAt", direction: "desc" } as const;
  const { items } = await lead.look((ctx) => listTasks(ctx, { search: key, filter: {}, sort, limit: 10 }));
  expect(items.map((item) => [item.title, item.key])).toEqual([["Named in a mail", "RENAMED-1"]]);
});
