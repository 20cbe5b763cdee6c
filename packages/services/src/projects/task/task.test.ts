import { richTextOf } from "@steward/contracts/kernel/rich-text";
import type { TaskDetail } from "@steward/contracts/projects/task";
import { auditEvent, notification } from "@steward/db/schema";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { requireProject } from "../../projects-access/index.ts";
import { openWorkshop, type Worker, type Workshop } from "../project-fixture.ts";
import { getTaskBoard } from "./board.ts";
import { removeTasks, restoreTasks, updateManyTasks } from "./bulk.ts";
import { getTask } from "./detail.ts";
import { listTasks } from "./list.ts";
import { moveTask } from "./move.ts";
import { countTasks } from "./queries.ts";
import { createTask, updateTask } from "./task.ts";

let shop: Workshop;
let lead: Worker;
let helper: Worker;
let board: { id: string; key: string; statuses: { id: string; name: string }[] };

beforeAll(async () => {
  shop = await openWorkshop();
  lead = shop.as("member");
  const [one] = await shop.invite(1);
  if (!one) throw new Error("Nobody came");
  helper = one;
  board = await lead.start({}, helper);
});
afterAll(() => shop.close());

const column = (name: string): string => board.statuses.find((status) => status.name === name)?.id ?? "";
const add = (title: string, rest: object = {}, by = lead): Promise<TaskDetail> =>
  by.act((ctx) => createTask(ctx, { projectId: board.id, title, ...rest }));
const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: { reason?: string }) => error.reason,
  );
const sort = { field: "updatedAt", direction: "desc" } as const;

describe("a task", () => {
  it("is numbered in its project, found by key, and given to people who work there", async () => {
    const made = await add("Paint the door", {
      assigneeIds: [helper.id],
      priority: "high",
      checklist: ["Sand", "Paint"],
    });
    expect(made).toMatchObject({
      key: `${board.key}-${made.number}`,
      status: { name: "Backlog", kind: "backlog" },
      priority: "high",
      assignees: [{ memberId: helper.id }],
      checklistCount: 2,
      isWatching: true,
      rights: { work: true, lead: true },
    });
    expect((await helper.look((ctx) => getTask(ctx, { key: made.key }))).id).toBe(made.id);
    expect((await helper.look((ctx) => getTask(ctx, { projectId: board.id, number: made.number }))).id).toBe(made.id);
    expect(await reasonOf(add("Not for you", { assigneeIds: [shop.as("manager").id] }))).toBe(
      "task.assignee_elsewhere",
    );
    const told = await shop.two.system.select().from(notification).where(eq(notification.entityId, made.id));
    expect(told.map(({ name, memberId }) => [name, memberId])).toEqual([["projects.task.assigned", helper.id]]);
  });

  it("is not overwritten by who read it before somebody else changed its description", async () => {
    const made = await add("Describe me", { description: richTextOf("First") });
    const write = (text: string) => (ctx: Parameters<typeof updateTask>[0]) =>
      updateTask(ctx, { id: made.id, version: made.version, description: richTextOf(text) });
    const outcomes = await Promise.all([reasonOf(lead.act(write("Lead"))), reasonOf(helper.act(write("Helper")))]);
    expect(outcomes.toSorted()).toEqual(["done", "record_changed"]);
    const after = await lead.look((ctx) => getTask(ctx, { id: made.id }));
    expect(after.description).toEqual(richTextOf(outcomes[0] === "done" ? "Lead" : "Helper"));
    const [event] = await shop.two.system
      .select()
      .from(auditEvent)
      .where(and(eq(auditEvent.entityId, made.id), eq(auditEvent.name, "projects.task.updated")));
    expect(event?.payload).toMatchObject({ changes: { description: { from: "written", to: "rewritten" } } });
  });

  it("ends and begins again with its column", async () => {
    const made = await add("Ends");
    const done = await lead.act((ctx) => moveTask(ctx, { id: made.id, statusId: column("Done") }));
    expect(done.closedAt).toBeInstanceOf(Date);
    const cancelled = await lead.act((ctx) => updateTask(ctx, { id: made.id, statusId: column("Cancelled") }));
    expect(cancelled.closedAt).toEqual(done.closedAt);
    const again = await lead.act((ctx) => moveTask(ctx, { id: made.id, statusId: column("To do") }));
    expect(again.closedAt).toBeNull();
  });

  it("is no part of itself, of its parts, or of another project's", async () => {
    const top = await add("Top");
    const part = await add("Part", { parentId: top.id });
    const elsewhere = await lead.start();
    const foreign = await lead.act((ctx) => createTask(ctx, { projectId: elsewhere.id, title: "Foreign" }));
    const under = (id: string, parentId: string) => reasonOf(lead.act((ctx) => updateTask(ctx, { id, parentId })));
    expect(await under(top.id, top.id)).toBe("task.parent_cycle");
    expect(await under(top.id, part.id)).toBe("task.parent_cycle");
    expect(await under(top.id, foreign.id)).toBe("task.parent_elsewhere");
    const both = await Promise.all([add("Left"), add("Right")]);
    const [left, right] = both.map(({ id }) => id);
    const outcomes = await Promise.all([under(left ?? "", right ?? ""), under(right ?? "", left ?? "")]);
    expect(outcomes.toSorted()).toEqual(["done", "task.parent_cycle"]);
    expect((await lead.look((ctx) => getTask(ctx, { id: top.id }))).subtasks.map(({ id }) => id)).toEqual([part.id]);
  });

  it("that comes back is made once more, however often it is done", async () => {
    const made = await add("Water the plants", {
      recurrence: "FREQ=WEEKLY;COUNT=3",
      startOn: "2026-03-05",
      dueOn: "2026-03-06",
      assigneeIds: [helper.id],
      checklist: ["Kitchen"],
    });
    await Promise.all(
      [lead, helper].map((by) => by.act((ctx) => moveTask(ctx, { id: made.id, statusId: column("Done") }))),
    );
    await lead.act((ctx) => moveTask(ctx, { id: made.id, statusId: column("To do") }));
    await lead.act((ctx) => moveTask(ctx, { id: made.id, statusId: column("Done") }));
    const filter = { projectId: board.id };
    const { items } = await lead.look((ctx) => listTasks(ctx, { search: "water", filter, sort, limit: 10 }));
    expect(items).toHaveLength(2);
    const next = items.find(({ id }) => id !== made.id);
    expect(next).toMatchObject({ startOn: "2026-03-12", dueOn: "2026-03-13", closedAt: null, checklistDoneCount: 0 });
    const detail = await lead.look((ctx) => getTask(ctx, { id: next?.id ?? "" }));
    expect(detail).toMatchObject({ recurrence: "FREQ=WEEKLY;COUNT=2", recurredFrom: { id: made.id } });
    for (const recurrence of ["FREQ=SOMETIMES", "FREQ=HOURLY;COUNT=3", "FREQ=DAILY;COUNT=4;BYHOUR=9,17"]) {
      expect(await reasonOf(add("Never", { recurrence }))).toBe("task.recurrence_invalid");
    }
  });

  it("is found by its key, its number and its words, among those of its project", async () => {
    const made = await add("Überprüfung der Bremse", { description: richTextOf("Handbremse klemmt") });
    const find = async (search: string) => {
      const input = { search, filter: { projectId: board.id }, sort, limit: 10 };
      const { items } = await helper.look((ctx) => listTasks(ctx, input));
      expect(await helper.look((ctx) => countTasks(ctx, input))).toBe(items.length);
      return items.map(({ id }) => id);
    };
    expect(await find(made.key.toLowerCase())).toEqual([made.id]);
    expect(await find("uberpruf")).toEqual([made.id]);
    expect(await find("klemmt")).toEqual([made.id]);
  });
});

describe("many tasks", () => {
  it("are changed together, taken back exactly, and thrown away and back", async () => {
    const [one, two] = [await add("One", { assigneeIds: [lead.id] }), await add("Two", { priority: "low" })];
    const ids = [one.id, two.id];
    const { count, undo } = await lead.act((ctx) =>
      updateManyTasks(ctx, {
        ids,
        statusId: column("Review"),
        priority: "urgent",
        addAssigneeIds: [lead.id, helper.id],
      }),
    );
    const read = () => Promise.all(ids.map((id) => lead.look((ctx) => getTask(ctx, { id }))));
    expect(count).toBe(2);
    for (const item of await read()) {
      expect(item).toMatchObject({ status: { name: "Review" }, priority: "urgent" });
      expect(item.assignees).toHaveLength(2);
    }
    for (const step of undo) await lead.act((ctx) => updateManyTasks(ctx, step));
    expect((await read()).map(({ status, priority, assignees }) => [status.name, priority, assignees.length])).toEqual([
      ["Backlog", "none", 1],
      ["Backlog", "low", 0],
    ]);
    await lead.act((ctx) => removeTasks(ctx, ids));
    expect(await reasonOf(lead.look((ctx) => getTask(ctx, { id: one.id })))).toBe("not_found");
    await lead.act((ctx) => restoreTasks(ctx, ids));
    expect((await read()).map(({ title }) => title)).toEqual(["One", "Two"]);
  });
});

describe("a bulk change", () => {
  it("of tasks that come again holds what it needs in the order in which new tasks do", async () => {
    const again = await add("Wind the clock", { recurrence: "FREQ=DAILY", dueOn: "2026-03-02" });
    const bulk = { ids: [again.id], statusId: column("Done") };
    const both = lead.act(async (ctx) => {
      await requireProject(ctx, board.id, "work", { lock: true });
      const other = reasonOf(helper.act((theirs) => updateManyTasks(theirs, bulk)));
      // By then it waits for the project, whatever else it holds.
      await new Promise((resolve) => setTimeout(resolve, 250));
      await createTask(ctx, { projectId: board.id, title: "Done at once", statusId: column("Done") });
      return { other };
    });
    expect(await both.then(({ other }) => other, String)).toBe("done");
    const next = await lead.look((ctx) => listTasks(ctx, { search: "Wind", filter: { isOpen: true }, sort, limit: 9 }));
    expect(next.items).toMatchObject([{ dueOn: "2026-03-03" }]);
  });
});

describe("a column", () => {
  it("keeps one order, whatever fifty people do in it at once", async () => {
    const people = await shop.invite(12);
    const crowd = await lead.start({}, ...people);
    const [todo, doing] = [crowd.statuses[1]?.id ?? "", crowd.statuses[2]?.id ?? ""];
    const tasks: TaskDetail[] = [];
    for (let index = 0; index < 10; index += 1) {
      tasks.push(
        await lead.act((ctx) => createTask(ctx, { projectId: crowd.id, title: `Card ${index}`, statusId: todo })),
      );
    }
    const ids = tasks.map(({ id }) => id);
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    const moves = Array.from({ length: 50 }, (_, index) => ({
      by: people[index % people.length],
      input: {
        id: ids[random(10)] ?? "",
        statusId: random(4) === 0 ? doing : todo,
        ...(random(3) === 0 ? { afterId: null } : { afterId: ids[random(10)], beforeId: ids[random(10)] }),
      },
    }));
    await Promise.all(moves.map(({ by, input }) => by?.act((ctx) => moveTask(ctx, input))));
    const { cells } = await lead.look((ctx) =>
      getTaskBoard(ctx, { projectId: crowd.id, filter: {}, swimlane: "none", limit: 30 }),
    );
    expect(cells.flatMap(({ items }) => items.map(({ id }) => id)).toSorted()).toEqual(ids.toSorted());
    const top = cells.find(({ statusId }) => statusId === todo)?.items.map(({ id }) => id) ?? [];
    const last = top.at(-1) ?? "";
    await lead.act((ctx) => moveTask(ctx, { id: last, statusId: todo, afterId: top[0] ?? null }));
    const again = await lead.look((ctx) =>
      getTaskBoard(ctx, { projectId: crowd.id, filter: {}, swimlane: "none", limit: 30 }),
    );
    expect(again.cells.find(({ statusId }) => statusId === todo)?.items.map(({ id }) => id)).toEqual([
      top[0],
      last,
      ...top.slice(1, -1),
    ]);
  });
});
